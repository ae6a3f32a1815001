"""`flask prepare`: everything between a fresh clone and a site that can be served."""

from __future__ import annotations

import logging
from pathlib import Path

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade

from app.cli.content import load
from app.cli.static import build_command
from app.cli.translations import compile_command
from app.config import settings
from app.extensions import db
from app.i18n.catalogs import catalogs

# The databases into which the sample content was loaded, one a line: what an operator has removed
# with `flask content unload-sample` does not come back.
MARKER = "sample-content-loaded"


@click.command("prepare")
@with_appcontext
@click.pass_context
def prepare(context: click.Context) -> None:
    """Bring database, sample content, catalogs and static files up to date."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of every look at the tables
    upgrade()
    if not catalogs_are_fresh():
        context.invoke(compile_command)
    context.invoke(build_command)
    if this_database() not in loaded_databases():
        context.invoke(load)
        remember_database()


def catalogs_are_fresh() -> bool:
    """Whether each catalog was compiled after its last change."""
    pairs = ((path, path.with_suffix(".mo")) for path in catalogs())
    return all(mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime for po, mo in pairs)


def this_database() -> str:
    """The database's address without its password."""
    return db.engine.url.render_as_string(hide_password=True)


def loaded_databases() -> list[str]:
    """The databases into which the sample content was loaded from this instance folder."""
    path = marker()
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def remember_database() -> None:
    """Note that this database has had the sample content."""
    with marker().open("a", encoding="utf-8") as file:
        file.write(this_database() + "\n")


def marker() -> Path:
    """The file that remembers."""
    return Path(settings().instance_path) / MARKER
