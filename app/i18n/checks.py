"""What can be wrong with a catalog: the file, its header, each entry; the gate before compiling."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

import polib

from app.i18n import entry_checks
from app.i18n.languages import Language

Level = Literal["error", "warning", "missing"]
Entries = list[polib.POEntry]

# polib takes the text of a line to be whatever stands between its first and last character.
_GOOD_LINE = re.compile(
    r"""\s*(?:\#.*|(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d+\])?\s*"(?:[^"\\]|\\.)*")?\s*"""
)
_LINE = re.compile(r"\(line (\d+)\)(?:: )?(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class CatalogFinding:
    """Something wrong in a catalog: an `error` keeps it from being compiled."""

    file: str
    line: int
    level: Level
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level}: {self.message} {self.remedy}"


def check(path: Path, language: Language, template: Path | None = None) -> list[CatalogFinding]:
    """What is wrong with the catalog at `path`, by line, and which texts of `template` it lacks."""
    try:
        catalog = polib.pofile(_text(path), wrapwidth=0)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        return [_unreadable(path, error)]
    found = [
        *_header(catalog, language),
        *_duplicates(catalog),
        *_absent(catalog, template),
        *chain.from_iterable(
            entry_checks.findings(entry, language) for entry in catalog if not entry.obsolete
        ),
    ]
    return sorted(
        (CatalogFinding(str(path), *parts) for parts in found),
        key=lambda one: (one.line, one.level),
    )


def _text(path: Path) -> str:
    """The catalog's text, decoded here: polib would guess the encoding from the header."""
    text = path.read_bytes().decode("utf-8")
    if text.startswith("\ufeff"):
        raise ValueError("it begins with a byte order mark")
    if not text.strip():
        raise ValueError("it is empty")
    for number, line in enumerate(text.split("\n"), 1):
        if not _GOOD_LINE.fullmatch(line):
            raise ValueError(f"(line {number}): {line[:40]}")
    return text


def _unreadable(path: Path, error: Exception) -> CatalogFinding:
    if isinstance(error, UnicodeDecodeError):
        line = bytes(error.object[: error.start]).count(b"\n") + 1
        return CatalogFinding(
            str(path), line, "error", "This is not UTF-8.", "Save the file as UTF-8."
        )
    match = _LINE.search(str(error))
    line, why = (int(match[1]), match[2] or "syntax") if match else (1, str(error))
    return CatalogFinding(
        str(path),
        line,
        "error",
        f"The file cannot be read: {why}.",
        "Mend or undo what stands there.",
    )


def _header(catalog: polib.POFile, language: Language) -> Iterator[entry_checks.Finding]:
    wanted = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": language.code,
        "Plural-Forms": language.plural_header,
    }
    for name, value in wanted.items():
        found = catalog.metadata.get(name, "")
        same: Callable[[str], str] = str.casefold if name == "Content-Type" else str
        if same(found) != same(value):
            yield (
                1,
                "error",
                f"The header says {name}: {found or 'nothing'}.",
                f"Write: {name}: {value}",
            )


def _duplicates(catalog: polib.POFile) -> Iterator[entry_checks.Finding]:
    first: dict[tuple[str | None, str], int] = {}
    for entry in catalog:
        key = (entry.msgctxt, entry.msgid)
        if entry.obsolete:
            continue
        if key in first:
            message = f'"{entry.msgid}" stands in line {first[key]} already.'
            yield entry.linenum, "error", message, "Keep one of the two."
        first.setdefault(key, entry.linenum)


def _absent(catalog: polib.POFile, template: Path | None) -> Iterator[entry_checks.Finding]:
    if template is None:
        return
    known = {(entry.msgctxt, entry.msgid) for entry in catalog if not entry.obsolete}
    for entry in polib.pofile(_text(template)):
        if (entry.msgctxt, entry.msgid) not in known:
            message = f'"{entry.msgid}" is not in this catalog.'
            yield 1, "missing", message, "Run: flask translations update"
