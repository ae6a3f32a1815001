"""From the catalogs to the running site: `flask translations compile`."""

from __future__ import annotations

import os

import click
from flask.cli import with_appcontext

from app.i18n.catalogs import CatalogError, compile_catalogs
from app.i18n.languages import TRANSLATIONS


@click.command("compile")
@with_appcontext
def compile_command() -> None:
    """Make the catalogs ready for the site; errors are refused, and the last good ones stay."""
    try:
        written = compile_catalogs(TRANSLATIONS)
    except CatalogError as error:
        raise click.ClickException(f"Nothing was compiled.\n{error}") from None
    for path in written:
        click.echo(f"{os.path.relpath(path)} is ready.")
