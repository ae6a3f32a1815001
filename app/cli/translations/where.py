"""`flask translations where "text"`: at which addresses a text of the interface can be seen."""

from __future__ import annotations

import click
import polib
from flask import current_app
from flask.cli import with_appcontext

from app.cli.translations.chosen import template
from app.cli.translations.places import Places
from app.i18n import pofiles
from app.i18n.catalogs import catalogs
from app.i18n.entry_checks import forms
from app.i18n.findings import CatalogFinding, shortened
from app.i18n.languages import TRANSLATIONS, Language, all_languages, source_language

MOST_TEXTS = 20
MOST_PLACES = 8


@click.command("where")
@click.argument("text")
@click.option("--language", help="Its code: the language of the addresses that are printed.")
@with_appcontext
def where_command(text: str, language: str | None) -> None:
    """Print the addresses at which TEXT, or a part of a source text or a translation, is seen."""
    found = _found(text)
    if not found:
        raise click.ClickException("No text of the interface holds that.")
    places = Places(current_app, _language(language))
    for entry in found[:MOST_TEXTS]:
        context = f" [{entry.msgctxt}]" if entry.msgctxt else ""
        click.echo(f'"{shortened(entry.msgid)}"{context}')
        _say(places.of(entry))
    if len(found) > MOST_TEXTS:
        click.echo(f"And {len(found) - MOST_TEXTS} more texts: ask for a longer part.")


def _say(found: list[str]) -> None:
    for place in found[:MOST_PLACES]:
        click.echo(f"    {place}")
    if len(found) > MOST_PLACES:
        click.echo(f"    and {len(found) - MOST_PLACES} more")
    if not found:
        click.echo("    nowhere that could be found: look for it in the code")


def _found(text: str) -> list[polib.POEntry]:
    """The entries of the template that hold `text`, those that are nothing else first."""
    path = template()
    read = pofiles.read(path) if path else []
    sought = text.casefold().strip()
    said = _translations()
    found = []
    for entry in [] if isinstance(read, CatalogFinding) else read:
        texts = [entry.msgid, entry.msgid_plural, *said.get((entry.msgctxt, entry.msgid), ())]
        if sought and any(sought in one.casefold() for one in texts):
            found.append((sought not in [one.casefold() for one in texts], entry))
    return [entry for _part, entry in sorted(found, key=lambda pair: pair[0])]


def _translations() -> dict[tuple[str | None, str], list[str]]:
    said: dict[tuple[str | None, str], list[str]] = {}
    for path in catalogs(TRANSLATIONS):
        read = pofiles.read(path)
        for entry in [] if isinstance(read, CatalogFinding) else read:
            if not entry.obsolete:
                said.setdefault((entry.msgctxt, entry.msgid), []).extend(forms(entry).values())
    return said


def _language(code: str | None) -> Language:
    """The language asked for; else the first into which people translate."""
    languages = all_languages()
    if code is None:
        return next((one for one in languages.values() if not one.source), source_language())
    if code not in languages:
        raise click.ClickException(f"{code} is none of {', '.join(languages)}.")
    return languages[code]
