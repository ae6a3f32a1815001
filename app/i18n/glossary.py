"""The words that are always translated alike: translations/glossary.csv as data."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from app.i18n.languages import TRANSLATIONS, source_language

Check = Literal["always", "alone", "never"]

_OWN_COLUMNS = {"term", "note", "check"}


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A row: what the term is called by the code of a language, and when that can be checked.

    `check`: "always", "alone" where it holds for the whole of a short text such as a button only,
    or "never" where it needs a reader. A language may have several ways to say it.
    """

    said: Mapping[str, tuple[str, ...]]
    note: str
    check: Check


def glossary(folder: Path = TRANSLATIONS) -> tuple[Term, ...]:
    """The rows of the glossary in `folder`, read anew where the file has changed.

    Each column but term, note and check is a language by its code; a | parts ways to say a term.
    Raises ValueError, with the line, where a row has no term or an unknown word under check.
    """
    path = folder / "glossary.csv"
    return _read(path, path.stat().st_mtime_ns) if path.exists() else ()


@lru_cache(4)
def _read(path: Path, _changed: int) -> tuple[Term, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return tuple(_term(row, rows.line_num) for row in rows)


def _term(row: dict[str, str], line: int) -> Term:
    checks: dict[str, Check] = {name: name for name in get_args(Check)}
    check = checks.get(row.get("check") or "always")
    if not row.get("term") or check is None:
        raise ValueError(f"glossary.csv:{line}: a row needs a term, and {', '.join(checks)}.")
    columns = {name: text for name, text in row.items() if name not in _OWN_COLUMNS}
    columns[source_language().code] = row["term"]
    said = {name: _ways(text or "") for name, text in columns.items()}
    return Term(said, row.get("note") or "", check)


def _ways(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split("|") if part.strip())
