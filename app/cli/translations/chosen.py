"""Which catalog is in which language: by where it is, by its name, or by what its header says."""

from __future__ import annotations

import re
from pathlib import Path

import click

from app.i18n import pofiles
from app.i18n.findings import CatalogFinding
from app.i18n.languages import TRANSLATIONS, Language, all_languages


def template() -> Path | None:
    """The template of all texts, if there is one."""
    path = TRANSLATIONS / "messages.pot"
    return path if path.exists() else None


def language_of(path: Path) -> Language:
    """The language of the catalog at `path`; ClickException where nothing names one of ours."""
    languages = all_languages()
    for name in (*_names(path), _declared(path)):
        if name in languages:
            return languages[name]
    known = ", ".join(languages)
    raise click.ClickException(
        f"{path}: neither the name of the file nor its header names a language of {known}."
    )


def _names(path: Path) -> list[str]:
    """What the path may name a language with: ar.po, site-ar.po, ar/messages.po and our folders."""
    folders = [folder.name for folder in path.resolve().parents]
    if folders[:1] == ["LC_MESSAGES"]:
        folders = folders[1:]
    pieces = re.split(r"[._-]", path.stem)
    return [path.stem, pieces[-1], pieces[0], *folders[:1]]


def _declared(path: Path) -> str:
    """The language of the header, without its country; "" where the file cannot be read."""
    read = pofiles.read(path)
    said = "" if isinstance(read, CatalogFinding) else read.metadata.get("Language", "")
    return re.split(r"[_@-]", said)[0]
