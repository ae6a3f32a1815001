"""How far a catalog is: which of its texts readers do not see, or see in the source language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import polib

from app.i18n import entry_checks, pofiles
from app.i18n.catalogs import catalog_path
from app.i18n.findings import CatalogFinding
from app.i18n.languages import TRANSLATIONS, Language

Lack = Literal["missing", "fuzzy", "failing"]


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """A text of the interface that is not translated, in doubt or broken.

    `line` is that of the catalog, 0 where it lacks the text; `codes` name what is wrong.
    """

    lack: Lack
    line: int
    text: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """A catalog: how many texts it should have, and those that are open, by line.

    `unreadable` where there is no catalog, or none that can be read.
    """

    total: int = 0
    open: tuple[OpenEntry, ...] = ()
    unreadable: bool = False

    def count(self, lack: Lack) -> int:
        """How many texts are open for this reason."""
        return sum(one.lack == lack for one in self.open)

    @property
    def percent(self) -> int:
        """How much is translated; never 100 while a text is missing or in doubt."""
        if self.unreadable or not self.total:
            return 0
        return 100 * (self.total - self.count("missing") - self.count("fuzzy")) // self.total


def progress(language: Language, folder: Path = TRANSLATIONS) -> Progress:
    """How far the catalog of a language is; looked at anew when it or the template was saved."""
    paths = catalog_path(language, folder), folder / "messages.pot"
    return _progress(language, *paths, *map(_saved, paths))


def _saved(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=32)
def _progress(language: Language, path: Path, template: Path, *_saved: int) -> Progress:
    catalog = _read(path)
    if catalog is None:
        return Progress(unreadable=True)
    entries = [entry for entry in catalog if not entry.obsolete]
    absent = list(_absent(entries, template))
    found = [one for entry in entries for one in _lacking(entry, language)]
    return Progress(len(entries) + len(absent), (*found, *absent))


def _read(path: Path) -> polib.POFile | None:
    read = pofiles.read(path) if path.exists() else None
    return None if isinstance(read, CatalogFinding) else read


def _lacking(entry: polib.POEntry, language: Language) -> Iterator[OpenEntry]:
    problems = list(entry_checks.problems(entry, language))
    missing = [one.code for one in problems if one.level == "missing"]
    if missing:
        lack: Lack = "fuzzy" if missing == ["missing.fuzzy"] else "missing"
        yield OpenEntry(lack, entry.linenum, entry.msgid)
    codes = dict.fromkeys(one.code for one in problems if one.level == "error")
    if codes:
        yield OpenEntry("failing", entry.linenum, entry.msgid, tuple(codes))


def _absent(entries: list[polib.POEntry], template: Path) -> Iterator[OpenEntry]:
    """The texts of the template that the catalog does not know yet."""
    known = {(entry.msgctxt, entry.msgid) for entry in entries}
    for entry in _read(template) or ():
        if (entry.msgctxt, entry.msgid) not in known:
            yield OpenEntry("missing", 0, entry.msgid)
