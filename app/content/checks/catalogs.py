"""A catalog checked as a whole: what must not reach readers, and every doubt about its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polib

from app.content.checks.entries import doubts
from app.content.checks.plain import LONGEST
from app.content.checks.terms import ignored
from app.i18n import checks, pofiles
from app.i18n.entry_checks import forms
from app.i18n.entry_doubts import settled
from app.i18n.findings import CatalogFinding, Problem
from app.i18n.glossary import Term, glossary
from app.i18n.languages import Language, source_language


def check(path: Path, language: Language, template: Path | None = None) -> list[CatalogFinding]:
    """Everything wrong or doubtful in the catalog at `path`, by line.

    With `template`, the texts of it that the catalog lacks too. The glossary is the site's.
    """
    found = checks.check(path, language, template)
    read = pofiles.read(path)
    if isinstance(read, CatalogFinding):
        return found
    found += words(read, language, source_language(), str(path))
    return sorted(found, key=lambda one: (one.line, one.level))


def words(
    catalog: polib.POFile, language: Language, source: Language, name: str
) -> Iterator[CatalogFinding]:
    """Doubts about what the translations in `catalog` say, but those that a translator settled."""
    agreed = glossary()
    for entry in catalog:
        if not entry.obsolete and not entry.fuzzy:
            for problem in _doubts(entry, language, source, agreed):
                if problem.code not in settled(entry):
                    yield CatalogFinding(name, entry.linenum, *problem)


def _doubts(
    entry: polib.POEntry, language: Language, source: Language, agreed: Sequence[Term]
) -> Iterator[Problem]:
    """Of a counted text only the general form: the others may say their number in other ways.

    A text longer than any paragraph is passed over: what is asked of each stays quick.
    """
    said = forms(entry)
    text, translation = entry.msgid_plural or entry.msgid, said[max(said)]
    if translation and max(len(text), len(translation)) <= LONGEST:
        yield from doubts(text, translation, source.code, language.code)
        yield from ignored(text, translation, source.code, language.code, agreed)
