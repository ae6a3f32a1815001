"""What checks of catalogs report: where, how bad, what, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Level = Literal["error", "warning", "missing"]


class Problem(NamedTuple):
    """Something wrong with an entry, or with a file as a whole.

    `code` is its short stable name, such as "placeholder.missing": programs may rely on it.
    """

    level: Level
    code: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class CatalogFinding:
    """A problem with its place: an `error` keeps a catalog from being compiled."""

    file: str
    line: int
    level: Level
    code: str
    message: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.level}: {self.message} {self.remedy} [{self.code}]"


def shortened(text: str, most: int = 80) -> str:
    """The beginning of `text`, for a finding to quote: one line, nothing that moves a cursor."""
    line = "".join(letter if letter.isprintable() or letter == " " else "·" for letter in text)
    return line if len(line) <= most else f"{line[: most - 1]}…"
