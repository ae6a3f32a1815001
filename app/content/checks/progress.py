"""How far a catalog is: which texts readers do not see, and what the checks say of the others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import polib

from app.content.checks.catalogs import words
from app.i18n import pofiles
from app.i18n.catalogs import catalog_path
from app.i18n.checks import check_catalog
from app.i18n.findings import CatalogFinding
from app.i18n.languages import TRANSLATIONS, Language, source_language

Lack = Literal["missing", "fuzzy", "failing", "doubtful"]


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """A text of the interface that is not translated, in doubt or broken.

    `line` is that of the catalog, 0 where it lacks the text; `text` is empty where the finding is
    about the file itself; `codes` name what is wrong.
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
    """How far the catalog of a language is; looked at anew when one of its files was saved."""
    template, glossary = folder / "messages.pot", TRANSLATIONS / "glossary.csv"
    path = catalog_path(language, folder)
    return _progress(language, path, template, *map(_saved, (path, template, glossary)))


def _saved(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=32)
def _progress(language: Language, path: Path, template: Path, *_saved: int) -> Progress:
    catalog = _read(path)
    if catalog is None:
        return Progress(unreadable=True)
    entries = [entry for entry in catalog if not entry.obsolete]
    absent = list(_absent(entries, template))
    found = sorted(_open(catalog, language, path), key=lambda one: one.line)
    return Progress(len(entries) + len(absent), (*found, *absent))


def _read(path: Path) -> polib.POFile | None:
    read = pofiles.read(path) if path.exists() else None
    return None if isinstance(read, CatalogFinding) else read


def _open(catalog: polib.POFile, language: Language, path: Path) -> Iterator[OpenEntry]:
    """What `flask translations check` finds, by entry and how bad it is."""
    texts = {entry.linenum: entry.msgid for entry in catalog if not entry.obsolete}
    codes: dict[tuple[int, Lack], dict[str, None]] = defaultdict(dict)
    for one in _findings(catalog, language, path):
        codes[one.line if one.line in texts else 1, _lack(one)][one.code] = None
    for (line, lack), found in codes.items():
        said = () if lack in ("missing", "fuzzy") else tuple(found)
        yield OpenEntry(lack, line, texts.get(line, ""), said)


def _findings(catalog: polib.POFile, language: Language, path: Path) -> Iterator[CatalogFinding]:
    text = path.read_bytes().decode(errors="replace")  # may have been saved again meanwhile
    yield from check_catalog(catalog, language, str(path), text)
    yield from words(catalog, language, source_language(), str(path))


def _lack(finding: CatalogFinding) -> Lack:
    if finding.level == "missing":
        return "fuzzy" if finding.code == "missing.fuzzy" else "missing"
    return "failing" if finding.level == "error" else "doubtful"


def _absent(entries: list[polib.POEntry], template: Path) -> Iterator[OpenEntry]:
    """The texts of the template that the catalog does not know yet."""
    known = {(entry.msgctxt, entry.msgid) for entry in entries}
    for entry in _read(template) or ():
        if (entry.msgctxt, entry.msgid) not in known:
            yield OpenEntry("missing", 0, entry.msgid)
