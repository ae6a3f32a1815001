"""`flask translations status`: how far each language is."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path

import click
from flask.cli import with_appcontext

from app.cli.translations.chosen import template
from app.content.checks import readiness
from app.content.checks.catalogs import check
from app.i18n import pofiles
from app.i18n.catalogs import catalogs, is_fresh
from app.i18n.findings import CatalogFinding
from app.i18n.languages import TRANSLATIONS, Language


@dataclass(frozen=True, slots=True)
class Status:
    """How many texts of a catalog are in which state, and whether readers see its last one."""

    language: str
    state: str
    translated: int
    fuzzy: int
    missing: int
    percent: int
    errors: int
    warnings: int  # that nobody settled
    compiled: str  # "yes", "older" than what translators saved, or "no"
    unmet: list[str]  # what keeps a preview from being published


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@with_appcontext
def status_command(as_json: bool) -> None:
    """Say for each language how much of the interface is translated, sound and compiled."""
    found = [status(path, language) for path, language in catalogs(TRANSLATIONS).items()]
    if as_json:
        click.echo(json.dumps([asdict(one) for one in found], indent=2))
        return
    for one in found:
        click.echo(
            f"{one.language} ({one.state}): {one.percent} % translated"
            f" ({one.translated}, fuzzy {one.fuzzy}, missing {one.missing});"
            f" errors {one.errors}, warnings {one.warnings}; compiled: {one.compiled}."
        )
        if one.state == "preview":
            _readiness(one)


def _readiness(one: Status) -> None:
    if not one.unmet:
        click.echo(f"  Ready: flask translations publish {one.language}")
    for sentence in one.unmet:
        click.echo(f"  Before it can be published: {sentence}")


def status(path: Path, language: Language) -> Status:
    """The status of the catalog at `path`, of which no text counts twice."""
    findings = check(path, language, template())
    codes = Counter(one.code for one in findings)
    levels = Counter(one.level for one in findings)
    total = _texts(path)
    fuzzy = codes["missing.fuzzy"]
    missing = codes["missing.empty"] + codes["missing.absent"]
    all_texts = total + codes["missing.absent"]
    translated = all_texts - fuzzy - missing
    return Status(
        language.code,
        language.state,
        translated,
        fuzzy,
        missing,
        100 * translated // all_texts if all_texts else 0,  # never 100 while one is missing
        levels["error"],
        levels["warning"],
        _compiled(path),
        readiness.unmet(language, TRANSLATIONS) if language.state == "preview" else [],
    )


def _texts(path: Path) -> int:
    """The texts in use in a catalog; none where it cannot be read."""
    read = pofiles.read(path)
    if isinstance(read, CatalogFinding):
        return 0
    return sum(not entry.obsolete for entry in read)


def _compiled(path: Path) -> str:
    if not path.with_suffix(".mo").exists():
        return "no"
    return "yes" if is_fresh(path) else "older"
