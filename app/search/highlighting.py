"""Shows readers why something was found: the words of their query in the text's own spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.search.folding import Word, words
from app.search.query import Phrase, phrases

ELLIPSIS = "…"
OPENERS = "\u2066\u2067\u2068"  # LRI, RLI, FSI
CLOSER = "\u2069"  # PDI

_SPACE = re.compile(r"\s")

Span = tuple[int, int]
Piece = tuple[str, bool]


def _longest(terms: Phrase, wanted: frozenset[Phrase]) -> int:
    """How many of `terms`, from the first, are a phrase that is wanted; 0 for none."""
    return next((size for size in range(len(terms), 0, -1) if terms[:size] in wanted), 0)


def spans(text: str, query: str) -> list[Span]:
    """Where in `text` the words and phrases of `query`, or their synonyms, stand: (start, end)."""
    wanted = phrases(query)
    if not wanted:
        return []
    return list(_found(list(words(text)), wanted))


def _found(all_words: list[Word], wanted: frozenset[Phrase]) -> Iterator[Span]:
    """The spans of the wanted phrases, none inside another."""
    reach = max(map(len, wanted))
    position = 0
    while position < len(all_words):
        ahead = all_words[position : position + reach]
        size = _longest(tuple(word.term for word in ahead), wanted)
        if size:
            yield ahead[0].start, ahead[size - 1].end
        position += max(size, 1)


def _chunk_start(text: str, position: int) -> int:
    """The start of the run without spaces in which `position` is."""
    while position > 0 and not _SPACE.match(text, position - 1):
        position -= 1
    return position


def _window(text: str, first: Span, length: int) -> Span:
    """Start and end of about `length` characters around `first` that cut no word."""
    begin = max(0, min(first[0] - length // 3, len(text) - length))
    begin = _chunk_start(text, begin)
    end = begin + length
    if end >= len(text):
        return begin, len(text)
    end = _chunk_start(text, end)
    if end <= max(begin, first[1] - 1):  # nothing but one long word, or the match itself
        after = _SPACE.search(text, max(begin + length, first[1]))
        end = after.start() if after else len(text)
    return begin, end


def _unmatched(text: str, begin: int, end: int) -> set[int]:
    """Where isolates of text[begin:end] open without closing or close without opening."""
    opened: list[int] = []
    alone = set()
    for position in range(begin, end):
        if text[position] in OPENERS:
            opened.append(position)
        elif text[position] == CLOSER and opened:
            opened.pop()
        elif text[position] == CLOSER:
            alone.add(position)
    return alone | set(opened)


def _pieces(marked: list[Span], begin: int, end: int) -> Iterator[tuple[int, int, bool]]:
    """The parts of a window in order: start, end and whether the part is highlighted."""
    for start, stop in marked:
        if start >= begin and stop <= end:
            yield begin, start, False
            yield start, stop, True
            begin = stop
    yield begin, end, False


def excerpt(text: str, query: str, length: int = 200) -> list[Piece]:
    """About `length` characters of `text` around the first word found, as (piece, highlighted).

    No word and no isolate is cut; … stands where text was left out. Without a match it is the
    beginning.
    """
    marked = spans(text, query)
    begin, end = _window(text, marked[0] if marked else (0, 0), length)
    alone = _unmatched(text, begin, end)
    pieces = [
        ("".join(text[i] for i in range(start, stop) if i not in alone), highlighted)
        for start, stop, highlighted in _pieces(marked, begin, end)
    ]
    if begin > 0:
        pieces.insert(0, (ELLIPSIS, False))
    if text[end:].strip():
        pieces[-1] = (pieces[-1][0].rstrip() + ELLIPSIS, False)
    return [piece for piece in pieces if piece[0]]
