"""What can be wrong with a catalog: the file, its header, each entry; the gate before compiling."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import polib

from app.i18n import entry_checks, entry_doubts, pofiles
from app.i18n.findings import CatalogFinding, Problem, shortened
from app.i18n.languages import Language, source_language

Placed = tuple[int, Problem]  # its line


def check(path: Path, language: Language, template: Path | None = None) -> list[CatalogFinding]:
    """What is wrong with the catalog at `path`, by line, and which texts of `template` it lacks."""
    read = pofiles.read(path)
    if isinstance(read, CatalogFinding):
        return [read]
    found = check_catalog(read, language, str(path), path.read_bytes().decode())
    found += [
        CatalogFinding(str(path), line, *problem) for line, problem in _absent(read, template)
    ]
    return sorted(found, key=lambda one: (one.line, one.level))


def check_catalog(
    catalog: polib.POFile, language: Language, name: str, text: str = ""
) -> list[CatalogFinding]:
    """What is wrong with a catalog that was read; `text`, as it was read, tells the header's lines.

    `name` is what the findings call the file.
    """
    found = chain(
        _header(catalog, language, text), duplicates(catalog), _entries(catalog, language)
    )
    return [CatalogFinding(name, line, *problem) for line, problem in found]


def _entries(catalog: polib.POFile, language: Language) -> Iterator[Placed]:
    source = source_language()
    for entry in catalog:
        if entry.obsolete:
            continue
        settled = entry_doubts.settled(entry)
        for problem in chain(
            entry_checks.problems(entry, language),
            entry_doubts.problems(entry, language, source),
        ):
            if problem.level != "warning" or problem.code not in settled:
                yield entry.linenum, problem


def _header(catalog: polib.POFile, language: Language, text: str) -> Iterator[Placed]:
    wanted = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": language.code,
        "Plural-Forms": language.plural_header,
    }
    for name, value in wanted.items():
        found = catalog.metadata.get(name, "")
        if _plain(found) != _plain(value):
            message = f"The header says {name}: {shortened(found) or 'nothing'}."
            problem = Problem("error", f"header.{name.lower()}", message, f"Write: {name}: {value}")
            yield _line_of(name, text), problem
    if "\r\n" in text:
        message = "Lines end as on Windows."
        yield 1, Problem("warning", "file.lines", message, "Save the file with Unix line ends.")


def _plain(value: str) -> str:
    """A line of the header without what tools write differently: spaces, outer brackets, case.

    A plural rule is only ever compared: one that is not ours is never run.
    """
    value = re.sub(r"\s", "", value).casefold().rstrip(";")
    return re.sub(r"plural=\((.*)\)$", r"plural=\1", value)


def _line_of(name: str, text: str) -> int:
    lines = text.split("\n")
    return next((at for at, line in enumerate(lines, 1) if line.startswith(f'"{name}:')), 1)


def duplicates(catalog: polib.POFile) -> Iterator[Placed]:
    """Texts that stand in use twice: nobody could say which translation is meant."""
    first: dict[tuple[str | None, str], int] = {}
    for entry in catalog:
        key = (entry.msgctxt, entry.msgid)
        if entry.obsolete:
            continue
        if not entry.msgid:
            message = "This entry has no source text, and is not the header."
            yield entry.linenum, Problem("error", "source.empty", message, "Take the entry out.")
        elif key in first:
            message = f'"{shortened(entry.msgid)}" stands in line {first[key]} already.'
            yield entry.linenum, Problem("error", "duplicate", message, "Keep one of the two.")
        first.setdefault(key, entry.linenum)


def _absent(catalog: polib.POFile, template: Path | None) -> Iterator[Placed]:
    if template is None:
        return
    known = {(entry.msgctxt, entry.msgid) for entry in catalog if not entry.obsolete}
    for entry in pofiles.parse(pofiles.text_of(template)):
        if (entry.msgctxt, entry.msgid) not in known:
            message = f'"{shortened(entry.msgid)}" is not in this catalog.'
            remedy = "Run: flask translations update"
            yield 1, Problem("missing", "missing.absent", message, remedy)
