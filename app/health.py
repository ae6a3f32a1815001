"""Is the site alive, and is it ready: for the operator, for monitors, and asked at each start."""

from __future__ import annotations

import logging
from functools import cache

from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import Flask, Response, jsonify, make_response
from sqlalchemy import inspect, text
from sqlalchemy.exc import SQLAlchemyError

from app import assets
from app.config import ROOT, StartupError
from app.extensions import db
from app.i18n.catalogs import require_compiled
from app.i18n.editions import require_readable
from app.i18n.languages import TRANSLATIONS

log = logging.getLogger(__name__)

MIGRATIONS = ROOT / "migrations"


def init_app(app: Flask) -> None:
    """Add /healthz and /readyz."""
    app.add_url_rule("/healthz", "health.healthz", healthz)
    app.add_url_rule("/readyz", "health.readyz", readyz)


def healthz() -> Response:
    """The process answers."""
    response = make_response("alive\n")
    response.mimetype = "text/plain"
    return _unkept(response)


def readyz() -> Response:
    """Whether everything that pages need is there; 503 with the names of what is not."""
    results = {name: _result(name) for name in CHECKS}
    ready = set(results.values()) == {"ok"}
    response = jsonify(ready=ready, checks=results)
    response.status_code = 200 if ready else 503
    return _unkept(response)


def require_ready(app: Flask) -> None:
    """StartupError, in one line that says what to do, where `app` could not answer its readers."""
    with app.app_context():
        for check in CHECKS.values():
            check()


def check_database() -> None:
    """StartupError where the database does not answer."""
    try:
        with db.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
    except SQLAlchemyError as error:
        log.debug("The database does not answer: %s", error)
        place = db.engine.url.render_as_string(hide_password=True)
        raise StartupError(f"The database cannot be reached: {place}") from None


def check_migrations() -> None:
    """StartupError where the tables are older than this code."""
    try:
        applied = _applied()
    except SQLAlchemyError:
        raise StartupError("The database cannot be reached.") from None
    # Tables newer than the code are no fault: during an upgrade, both live for a while.
    if applied != _heads() and (not applied or any(map(_known, applied))):
        raise StartupError("The database's tables are not up to date; run: flask db upgrade")


def check_catalogs() -> None:
    """StartupError where a public language has no compiled catalog that can be read."""
    require_compiled(TRANSLATIONS)
    require_readable()


CHECKS = {
    "database": check_database,
    "migrations": check_migrations,
    "translations": check_catalogs,
    "static": assets.require_built,
}


def _result(name: str) -> str:
    try:
        CHECKS[name]()
    except StartupError as error:
        # The answer is public: which part failed, and not where the database is.
        log.warning("Not ready: %s", error)
        return "failed"
    return "ok"


def _applied() -> set[str]:
    """The migrations at which the tables stand, read here since Alembic would log each look."""
    with db.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return set()
        return set(connection.scalars(text("SELECT version_num FROM alembic_version")))


@cache
def _scripts() -> ScriptDirectory:
    return ScriptDirectory(str(MIGRATIONS))


@cache
def _heads() -> set[str]:
    return set(_scripts().get_heads())


def _known(revision: str) -> bool:
    try:
        return _scripts().get_revision(revision) is not None
    except CommandError:
        return False


def _unkept(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
