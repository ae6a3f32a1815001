"""The application for servers and for the `flask` command: gunicorn and Flask look here."""

import sys

import click
from flask import Flask

from app import create_app
from app.config import StartupError
from app.extensions import db
from app.health import require_ready


def serving() -> bool:
    """Whether pages will be served: by a server or `flask run`, not by `flask db upgrade`."""
    command = click.get_current_context(silent=True)
    return command is None or command.info_name == "run"


def close_connections(made: Flask) -> None:
    """Keep none that gunicorn's workers, which part from this process, would share."""
    with made.app_context():
        db.engine.dispose()


def start() -> Flask:
    """The application; where it cannot start, one line that says why, and the process ends."""
    try:
        made = create_app()
        if serving():
            require_ready(made)
            close_connections(made)
    except StartupError as error:
        sys.exit(f"The site cannot start: {error}")
    return made


app = start()
