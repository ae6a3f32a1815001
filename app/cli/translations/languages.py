"""The list of languages: `flask translations add` and `publish`."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import click
from babel import Locale
from flask.cli import with_appcontext

from app.content.checks import readiness
from app.i18n import cldr, languages, merging, rows
from app.i18n.catalogs import CatalogError, compile_catalog
from app.i18n.languages import Language

# Codes that people take for another language's.
MISTAKEN = {
    "ku": "ku is Kurmanji, written in Latin letters. Sorani, in Arabic letters, is ckb.",
    "iw": "The code of Hebrew is he.",
}
_CODE = re.compile(r"[a-z]{2,3}")


@click.command("add")
@click.argument("code")
@click.option("--locale", "name", help="Whose rules to take, such as pt_BR; by default CODE's own.")
@click.option("--sure", is_flag=True, help="Add a code that is often mistaken for another.")
@with_appcontext
def add_command(code: str, name: str | None, sure: bool) -> None:
    """Add a language as a preview: a row from CLDR, and a catalog to translate."""
    _check_code(code, sure)
    language = cldr.row(code, _locale(name or code))
    try:
        path = merging.begin(language, _folder())
    except CatalogError as error:
        raise click.ClickException(str(error)) from None
    rows.append(language)
    click.echo(f"[{code}] stands in {_near(languages.listed_in())}, its catalog is {_near(path)}.")
    click.echo(
        "Somebody who speaks the language must confirm there, by taking it out of to_confirm:"
    )
    for field in language.to_confirm:
        click.echo(f"  {field}: {_said(language, field)}")
    click.echo(
        f"To see it at /{code}/, start the site with PREVIEW_LANGUAGES={code}; where that is"
    )
    click.echo("set already, or is all, reload it: kill -HUP with gunicorn's main process.")
    click.echo(f"When it is ready: flask translations publish {code}")


@click.command("publish")
@click.argument("code")
@with_appcontext
def publish_command(code: str) -> None:
    """Make a language public, or say what it still lacks."""
    language = languages.find(code)
    if language is None:
        raise click.ClickException(f"{code} is none of {', '.join(languages.all_languages())}.")
    if language.state == "public":
        click.echo(f"{language.name} is public already.")
        return
    unmet = readiness.unmet(language, _folder())
    if unmet:
        click.echo(f"{language.name} is not ready:")
        for sentence in unmet:
            click.echo(f"- {sentence}")
        sys.exit(1)
    _publish(language)


def _publish(language: Language) -> None:
    try:
        compile_catalog(merging.begin(language, _folder()), language)
        rows.make_public(language.code)
    except (CatalogError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"{language.name} is public as soon as the site is reloaded: kill -HUP with the")
    click.echo("number of gunicorn's main process. No reader notices.")


def _check_code(code: str, sure: bool) -> None:
    if not _CODE.fullmatch(code):
        raise click.ClickException(
            "A code is two or three small letters, such as ckb. For the ways of a country: "
            "flask translations add pt --locale pt_BR"
        )
    if code in languages.all_languages():
        raise click.ClickException(f"{code} is in languages.toml already.")
    if code in MISTAKEN and not sure:
        raise click.ClickException(f"{MISTAKEN[code]} If {code} is meant, add --sure.")


def _locale(name: str) -> Locale:
    found = cldr.known(name)
    if found is None:
        raise click.ClickException(
            f"CLDR, as Babel has it, does not know {name}. With --locale, take the rules of a "
            "language that counts and writes dates alike."
        )
    return found


def _said(language: Language, field: str) -> str:
    value = getattr(language, field)
    if field == "faces" and value == ("system",):
        return "system, the devices' own; the shipped faces lack some of its letters"
    return "  ".join(value) if isinstance(value, tuple) else str(value)


def _folder() -> Path:
    return languages.listed_in().parent


def _near(path: Path) -> str:
    return os.path.relpath(path)
