"""`flask prepare`: everything between a fresh clone and a site that can be served."""

from __future__ import annotations

import logging

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade

from app.accounts import links, users
from app.cli.content import load
from app.cli.static import build_command
from app.cli.translations.running import compile_command
from app.content import site
from app.extensions import db
from app.i18n.catalogs import catalogs


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


def catalogs_are_fresh() -> bool:
    """Whether each catalog was compiled after its last change."""
    pairs = ((path, path.with_suffix(".mo")) for path in catalogs())
    return all(mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime for po, mo in pairs)
