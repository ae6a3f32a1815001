"""Finds and replaces words in what is read: never in tags, citations, embeds or inside a letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from html import escape, unescape

AROUND = 90  # characters shown on each side of what was found
_PLAIN = re.compile(r"(\[\[[^\[\]]*\]\])")
_HTML = re.compile(r"(<[^>]*>|\[\[[^\[\]]*\]\])")
_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|blockquote|td|th|tr|table|dt|dd|br|hr|figure)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in one language, exactly as typed, and what is to stand there instead."""

    find: str
    instead: str
    whole: bool = False  # only where no letter, mark or digit stands next to it


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place where it was found, counted from 0 in its field, with the words around it."""

    number: int
    before: str
    found: str
    instead: str
    after: str


def occurrences(text: str, search: Search, *, html: bool) -> list[Occurrence]:
    """Every place in `text` (a line, or HTML as stored) where it was found."""
    whole, starts = "", []
    for piece, prose in _pieces(text, html):
        if prose:
            plain = unescape(piece) if html else piece
            starts += [len(whole) + start for start in _starts(plain, search)]
            whole += plain
        elif _BLOCK.match(piece):
            whole += "\n"
        elif piece.startswith("[["):
            whole += piece
    return [_shown(number, whole, start, search) for number, start in enumerate(starts)]


def replaced(text: str, search: Search, chosen: Collection[int], *, html: bool) -> str:
    """`text` with the chosen occurrences replaced; not one byte changes elsewhere."""
    count = -1

    def pick() -> bool:
        nonlocal count
        count += 1
        return count in chosen

    return "".join(
        _changed(piece, search, pick, html) if prose else piece
        for piece, prose in _pieces(text, html)
    )


def _pieces(text: str, html: bool) -> Iterator[tuple[str, bool]]:
    """The parts of a text in order, and whether each is prose rather than a tag or a citation."""
    for place, piece in enumerate((_HTML if html else _PLAIN).split(text)):
        yield piece, place % 2 == 0


def _changed(piece: str, search: Search, pick: Callable[[], bool], html: bool) -> str:
    plain = unescape(piece) if html else piece
    starts = [start for start in _starts(plain, search) if pick()]
    if not starts:
        return piece
    parts, last = [], 0
    for start in starts:
        parts += [plain[last:start], search.instead]
        last = start + len(search.find)
    done = "".join([*parts, plain[last:]])
    return escape(done, quote=False).replace("\xa0", "&nbsp;") if html else done


def _starts(text: str, search: Search) -> list[int]:
    """Where in a text it stands, one place after the other."""
    found, start = [], text.find(search.find)
    while start >= 0:
        end = start + len(search.find)
        if _ends_a_letter(text, end) and (not search.whole or _stands_alone(text, start, end)):
            found.append(start)
        else:
            end = start + 1
        start = text.find(search.find, end)
    return found


def _ends_a_letter(text: str, end: int) -> bool:
    """Whether no mark follows that belongs to the last letter: the letter would lose or keep it."""
    return end >= len(text) or unicodedata.category(text[end])[0] != "M"


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (_in_word(text[start - 1 : start]) or _in_word(text[end : end + 1]))


def _in_word(character: str) -> bool:
    return bool(character) and (unicodedata.category(character)[0] in "LNM" or character == "_")


def _shown(number: int, whole: str, start: int, search: Search) -> Occurrence:
    end = start + len(search.find)
    before = whole[max(0, start - AROUND) : start].rpartition("\n")[2]
    after = whole[end : end + AROUND].partition("\n")[0]
    if start > AROUND and len(before) == AROUND:
        before = "…" + before[before.find(" ") + 1 :]
    if end + AROUND < len(whole) and len(after) == AROUND:
        after = after[: after.rfind(" ") + 1] + "…"
    return Occurrence(number, before, search.find, search.instead, after)
