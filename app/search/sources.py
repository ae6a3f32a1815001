"""Who can say what there is to be found: content registers here, and the rebuild asks everyone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.search.index import Document


@dataclass(frozen=True, slots=True)
class Source:
    """All documents of some kinds, and how many there are."""

    count: Callable[[], int]
    documents: Callable[[], Iterator[Document]]


_sources: list[Source] = []


def register(source: Source) -> None:
    """Make a source known; called once for each, where its module is loaded."""
    _sources.append(source)


def total() -> int:
    """How many documents there are."""
    return sum(source.count() for source in _sources)


def documents() -> Iterator[Document]:
    """All documents, of one source after another."""
    for source in _sources:
        yield from source.documents()
