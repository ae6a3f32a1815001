"""From the catalogs to the running site: `flask translations compile`, `watch` and `pseudo`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import sleep

import click
from flask import current_app
from flask.cli import with_appcontext

from app.i18n import pseudo
from app.i18n.catalogs import CatalogError, compile_catalogs
from app.i18n.languages import TRANSLATIONS
from app.i18n.saved import Saved

PAUSE = 0.5  # seconds between two looks at the files


@click.command("compile")
@with_appcontext
def compile_command() -> None:
    """Make the catalogs ready for the site; one with errors is left, and its last good one stays.

    Sites that run on this machine show them within seconds.
    """
    try:
        _say_ready(compile_catalogs(TRANSLATIONS))
    except CatalogError as error:
        _say_ready(error.written)
        raise click.ClickException(f"These errors keep a catalog as it was.\n{error}") from None


@click.command("watch")
@click.option("--once", is_flag=True, help="Compile what has changed, and end.")
@with_appcontext
def watch_command(once: bool) -> None:
    """Check and compile each catalog as soon as it is saved, until Ctrl-C ends it."""
    saved = Saved(TRANSLATIONS)
    while True:
        written, findings = saved.compile()
        _say_ready(written)
        for finding in findings:
            click.echo(str(finding))
        if once:
            sys.exit(bool(findings))
        sleep(PAUSE)


@click.command("pseudo")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@with_appcontext
def pseudo_command(folder: Path | None) -> None:
    """Write pseudo-languages to FOLDER, by default one in the instance folder.

    What comes of them is seen where TRANSLATIONS_PATH names that folder.
    """
    folder = folder or Path(current_app.instance_path) / "pseudo"
    if not pseudo.may_write(TRANSLATIONS, folder):
        raise click.ClickException(f"{folder} holds languages of its own. Choose another folder.")
    _say_ready(pseudo.write(TRANSLATIONS, folder))
    click.echo(f"To see them: TRANSLATIONS_PATH={folder} make run")


def _say_ready(written: list[Path]) -> None:
    for path in written:
        click.echo(f"{os.path.relpath(path)} is ready.")
