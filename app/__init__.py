"""The public information site: create_app() is its table of contents. Nothing imports from here."""

from __future__ import annotations

from flask import Flask

from app import assets, cache, database, errors, health, i18n, logs, security, serving
from app.cli import COMMANDS
from app.config import Settings
from app.content import citations, site
from app.editor import blueprint as editor
from app.editor import failing
from app.editor.writing import preview
from app.extensions import db, migrate
from app.reader import blueprint as reader
from app.reader import pages, stories
from app.search import is_search_table


def create_app(settings: Settings | None = None) -> Flask:
    """The application; StartupError, with one line that says why, where it cannot start."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__, static_folder=None, instance_path=settings.instance_path)
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=database.address(settings),
        SQLALCHEMY_ENGINE_OPTIONS=database.options(settings),
        MAX_CONTENT_LENGTH=settings.max_body_kb * 1024,
    )
    db.init_app(app)
    migrate.init_app(app, db, render_as_batch=True, include_name=_ours)
    for part in (logs, i18n, assets, errors, security, reader, editor, health, cache, serving):
        part.init_app(app)
    i18n.configure(app, cite=citations.plain)
    errors.configure(app, desk=failing.answer)
    preview.configure(app, story=stories.shown, page=pages.shown, policy=security.page_policy)
    cache.configure(
        app, generation=site.generation, next_change_at=site.next_change_at, pin=i18n.pin
    )
    for command in COMMANDS:
        app.cli.add_command(command)
    return app


def _ours(name: str | None, type_: str, _parents: object) -> bool:
    """Whether a migration may touch a table; the search index is derived and made by itself."""
    return not (type_ == "table" and name is not None and is_search_table(name))
