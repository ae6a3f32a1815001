"""What the two databases must be able to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple, Protocol

from sqlalchemy import Connection, TextualSelect
from sqlalchemy.orm import Session

from app.search.folding import tokens
from app.search.query import Group

INDEX = "search_index"

# PostgreSQL's limits of one tsvector (16,383 positions, 256 a word, 1 MB), kept on both databases.
MOST_TERMS = 16_000
MOST_REPEATS = 255
MOST_BYTES = 800_000
BYTES_PER_POSITION = 8
FILLER = "·"  # holds the place of a term that is repeated too often; no term is ever this


class Entry(NamedTuple):
    """The terms of one document as they are indexed."""

    id: int
    title: list[str]
    text: list[str]


class SearchEngine(Protocol):
    """The index of one database. It holds terms and decides nothing about them."""

    def create(self, connection: Connection) -> None:
        """Create the index, empty."""

    def drop(self, connection: Connection) -> None:
        """Drop the index."""

    def add(self, session: Session, entries: Sequence[Entry]) -> None:
        """Index documents that are not in the index."""

    def remove(self, session: Session, ids: Sequence[int]) -> None:
        """Take documents out; an id that is not there does nothing."""

    def clear(self, session: Session) -> None:
        """Take all documents out."""

    def settle(self, session: Session) -> None:
        """Let the database see how much is indexed, once all of it was indexed anew."""

    def matches(self, groups: Sequence[Group]) -> TextualSelect:
        """The documents that hold every group: `id`, and `in_title` where the title alone does."""


def _within_limits(terms: Iterable[str]) -> Iterator[str]:
    """The terms that both databases can index; what lies beyond 16,000 words is not searched."""
    seen: Counter[str] = Counter()
    size = 0
    for term in islice(terms, MOST_TERMS):
        size += len(term.encode()) + BYTES_PER_POSITION
        if size > MOST_BYTES:
            return
        seen[term] += 1
        yield term if seen[term] <= MOST_REPEATS else FILLER


def entry(id_: int, title: str, text: str) -> Entry:
    """What is indexed for a document with this plain title and text."""
    titled = tokens(title)
    kept = list(_within_limits([*titled, *tokens(text)]))
    return Entry(id_, kept[: len(titled)], kept[len(titled) :])


def is_search_table(name: str | None) -> bool:
    """Whether a table belongs to the index, of which migrations know nothing (FTS5 has several)."""
    return name is not None and (name == INDEX or name.startswith(f"{INDEX}_"))
