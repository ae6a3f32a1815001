"""The catalogs as files: `flask translations extract`, `update` and `check`."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli.translations.chosen import language_of, template
from app.content.checks.catalogs import check
from app.i18n import extraction, merging
from app.i18n.catalogs import CatalogError, catalogs
from app.i18n.extraction import SOURCES
from app.i18n.findings import CatalogFinding
from app.i18n.languages import TRANSLATIONS


@click.command("extract")
@click.option("--check", "only_check", is_flag=True, help="Write nothing; fail if out of date.")
@with_appcontext
def extract_command(only_check: bool) -> None:
    """Collect all texts of the code in translations/messages.pot."""
    found = extraction.extract(SOURCES, TRANSLATIONS / "babel.cfg")
    path = TRANSLATIONS / "messages.pot"
    current = path.exists() and path.read_bytes() == found
    if only_check and not current:
        raise click.ClickException("messages.pot is out of date. Run: flask translations extract")
    if not current:
        path.write_bytes(found)
    click.echo("The template holds every text." if current else "The template is written anew.")


@click.command("update")
@with_appcontext
def update_command() -> None:
    """Bring every catalog up to translations/messages.pot."""
    try:
        updated = merging.update(TRANSLATIONS)
    except CatalogError as error:
        raise click.ClickException(f"Nothing was changed.\n{error}") from None
    for path, added in updated.items():
        click.echo(f"{os.path.relpath(path)}: new texts: {added}.")


@click.command("check")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--complete", is_flag=True, help="Fail where a text is not translated, too.")
@with_appcontext
def check_command(files: tuple[Path, ...], as_json: bool, complete: bool) -> None:
    """Look for errors in the catalogs, or in FILES, which may lie anywhere."""
    chosen = {path: language_of(path) for path in files} or catalogs(TRANSLATIONS)
    found = [
        one
        for path, language in chosen.items()
        for one in check(Path(os.path.relpath(path)), language, template())
    ]
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        _report(found, complete)
    fatal = {"error", "missing"} if complete else {"error"}
    sys.exit(any(one.level in fatal for one in found))


def _report(found: list[CatalogFinding], complete: bool) -> None:
    """Each finding in a line, then their numbers; missing texts one by one where they count."""
    for one in found:
        if complete or one.level != "missing":
            click.echo(str(one))
    counts = Counter(one.level for one in found)
    click.echo(
        f"Errors: {counts['error']}. Warnings: {counts['warning']}."
        f" Not translated: {counts['missing']}."
    )
