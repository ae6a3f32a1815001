"""Sanitised HTML cut into what is translated, paragraph by paragraph, and what stands around it.

The cut loses nothing: the pieces joined are the same bytes. A segment is what stands between two
block tags and has words; it holds inline tags only, as translators' tools expect.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import unescape

BLOCKS = (
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody"),
    *("tr", "th", "td", "dl", "dt", "dd", "figure", "figcaption", "hr"),
)
BLOCK = re.compile(rf"(</?(?:{'|'.join(BLOCKS)})\b(?:[^<>\"]|\"[^\"]*\")*+>)", re.IGNORECASE)
_HOLLOW = re.compile(
    r"\n?<(ul|ol|li|dl|dd|blockquote|figure|thead|tbody|tr|table)\b[^<>]*>\s*</\1>"
)
_ROW = re.compile(r"</?tr\b")
_TAG = re.compile(r"<[^<>]*>")
_EMBED = re.compile(r"\[\[\s*picture\s*:\s*[0-9]+\s*\]\]")
_WORD = re.compile(r"\w")
PARTING = "\n\n"  # in a translation, between what are two paragraphs of its own
PARTED = ("p", "li", "dd")  # blocks of which one can become two
_EMPTY_LINE = re.compile(r"\n[ \t]*\n\s*")


def cut(html: str) -> list[str]:
    """`html` in pieces: what stands around at even places, segments at odd ones."""
    return [*_pieces(html)]


@lru_cache(maxsize=8)  # of a text that is put together, each state is asked for several times
def _pieces(html: str) -> tuple[str, ...]:
    pieces = [""]
    for part in BLOCK.split(html):
        inner = part.strip()
        if BLOCK.fullmatch(part) or not worded(inner):
            pieces[-1] += part
            continue
        at = part.index(inner)
        pieces[-1] += part[:at]
        pieces += [inner, part[at + len(inner) :]]
    return tuple(pieces)


def segments(html: str) -> list[str]:
    """What is translated of `html`, in its order."""
    return cut(html)[1::2]


def rows(html: str) -> list[int]:
    """For each segment the number of the row of a table in which it stands; 0 outside of tables."""
    found, row, begun = [], 0, 0
    for around in cut(html)[:-1:2]:
        for tag in _ROW.findall(around):
            begun += tag != "</tr"
            row = 0 if tag == "</tr" else begun
        found.append(row)
    return found


def worded(inline: str) -> bool:
    """Whether there is anything to translate in it: a picture alone is not."""
    return bool(_WORD.search(unescape(_TAG.sub("", _EMBED.sub("", inline)))))


def parts(translation: str) -> list[str]:
    """The paragraphs of a translated segment: an empty line parts two."""
    return [part for part in _EMPTY_LINE.split(translation.strip()) if part]


def replaced(html: str, texts: Mapping[int, str]) -> str:
    """`html` with other words in the segments of these numbers, from 0 on; all else as it was.

    Words with an empty line in them become paragraphs of the same kind; empty ones go, with the
    tags that held nothing else.
    """
    pieces = cut(html)
    done = [pieces[0]]
    for number, (inner, after) in enumerate(zip(pieces[1::2], pieces[2::2], strict=True)):
        same = texts.get(number, inner) == inner
        given = [inner] if same else parts(texts[number])
        if not given:
            done[-1], after = _without(done[-1], after)
            done[-1] += after
            continue
        between = _between(done[-1], after)
        done += [between.join(given), after]
    whole = "".join(done)
    return whole if all(map(worded, texts.values())) else _without_hollow(whole)


def _without_hollow(html: str) -> str:
    """`html` without lists and the like of which nothing is left."""
    while (fewer := _HOLLOW.sub("", html)) != html:
        html = fewer
    return html


def built(html: str, texts: Sequence[str]) -> str:
    """The blocks of `html` around these words, one for each of its segments."""
    return replaced(html, dict(enumerate(texts)))


def _between(before: str, after: str) -> str:
    """What parts two paragraphs of one segment: its own block once more, or else a line break."""
    opened = BLOCK.findall(before)
    closed = BLOCK.findall(after)
    if opened and closed and name_of(opened[-1]) == name_of(closed[0]) in PARTED:
        return f"{closed[0]}\n{opened[-1]}"
    return "<br>"


def _without(before: str, after: str) -> tuple[str, str]:
    """What stands around a segment, without the block that held it alone."""
    opened, closed = list(BLOCK.finditer(before)), list(BLOCK.finditer(after))
    alone = opened and closed and opened[-1].end() == len(before) and closed[0].start() == 0
    if not alone or name_of(opened[-1][0]) != name_of(closed[0][0]):
        return before, after
    if name_of(opened[-1][0]) in ("td", "th"):  # an empty cell keeps its place
        return before, after
    return before[: opened[-1].start()].rstrip("\n"), after[closed[0].end() :]


def name_of(tag: str) -> str:
    """The name of a block tag, be it the one that opens or the one that closes."""
    return re.split(r"[\s>]", tag.strip("</"), maxsplit=1)[0].lower()
