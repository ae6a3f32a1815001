"""`flask prepare`: everything between a fresh clone and a site that can be served."""

from __future__ import annotations

import logging
import os

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade

from app.accounts import links, users
from app.cli.content import load
from app.cli.static import build_command
from app.content import site
from app.extensions import db
from app.i18n.languages import TRANSLATIONS
from app.i18n.saved import Saved


@click.command("prepare")
@with_appcontext
@click.pass_context
def prepare(context: click.Context) -> None:
    """Bring database, sample content, catalogs and static files up to date."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells of every look at the tables
    upgrade()
    compile_changed()
    context.invoke(build_command)
    # Never had any content: what an operator has removed does not come back.
    if site.generation() == 0:
        context.invoke(load)
    offer_setup()


def offer_setup() -> None:
    """Print the link to the first administrator while there is none, in place of the last one."""
    if users.administrator_exists():
        return
    address = links.make(links.SETUP)
    db.session.commit()
    click.echo(f"Nobody can edit yet. Within an hour, become the first administrator: {address}")


def compile_changed() -> None:
    """Compile the catalogs that have changed; where one has errors, its last good one serves."""
    written, findings = Saved(TRANSLATIONS).compile()
    for line in (*(f"{os.path.relpath(path)} is ready." for path in written), *findings):
        click.echo(str(line))
