"""The application for servers and for the `flask` command: gunicorn and Flask look here."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask import Flask

from app import create_app
from app.config import Settings, StartupError
from app.editor import each_language
from app.extensions import db
from app.health import require_ready
from app.i18n import languages

log = logging.getLogger(__name__)

FIXED = ("bind", "port", "translations_path")  # settings that a process keeps as it began


def serving() -> bool:
    """Whether pages will be served: by a server or `flask run`, not by `flask db upgrade`."""
    command = click.get_current_context(silent=True)
    return command is None or command.info_name == "run"


def close_connections(made: Flask) -> None:
    """Keep none that gunicorn's workers, which part from this process, would share."""
    with made.app_context():
        db.engine.dispose()


def make() -> Flask:
    """The application, ready where it will serve; StartupError where it cannot."""
    made = create_app()
    if serving():
        try:
            require_ready(made)
        finally:
            close_connections(made)
    return made


def start() -> Flask:
    """The application; where it cannot start, one line that says why, and the process ends."""
    try:
        return make()
    except StartupError as error:
        sys.exit(f"The site cannot start: {error}")


app = start()


def renew() -> None:
    """Make `app` anew, with the settings and the list of languages as they are now.

    Where that cannot be, the log says why, and everything stays as it was.
    """
    global app
    try:
        with kept_logs(), renewed_languages():
            check_fixed(Settings.from_environment())
            app = make()
    except StartupError as error:
        log.error("Not reloaded, the site goes on as it was: %s", error)
    except Exception:  # whatever it is, readers must not notice
        log.exception("Not reloaded, the site goes on as it was.")


@contextmanager
def kept_logs() -> Iterator[None]:
    """After an error within, the logs are written as before: the new settings do not hold."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    try:
        yield
    except BaseException:
        root.handlers[:] = handlers
        root.setLevel(level)
        raise


@contextmanager
def renewed_languages() -> Iterator[None]:
    """Within, the languages are those of the list as it is now; after an error, as before."""
    try:
        with languages.renewed():
            yield
    except BaseException:
        each_language.give()
        raise


def check_fixed(wanted: Settings) -> None:
    """StartupError where a setting has changed with which the process began."""
    before = app.config["SETTINGS"]
    changed = [n.upper() for n in FIXED if getattr(wanted, n) != getattr(before, n)]
    if changed:
        raise StartupError(f"{', '.join(changed)} can change at a start only.")
