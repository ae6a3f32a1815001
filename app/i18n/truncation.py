"""Shortening plain text without breaking a word, an isolate, an emoji or an entity."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from app.i18n.bidi import OPENERS, PDI

ELLIPSIS = "…"
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_JOINER = "\u200d"
_LOOSE_ENDS = " \t\n\u00a0,،;؛:.-–—"


def truncate(text: str, limit: int) -> str:
    """`text` in at most `limit` characters as readers see them, the last of them an ellipsis.

    Cut at a space outside of any isolate; where there is none, at a space within one, which is then
    closed; where there is none either, between two characters. Markup without tags stays Markup.
    """
    parts = list(clusters(text))
    if len(parts) <= limit:
        return text
    head = parts[: max(limit - 1, 0)]
    cut = _last_space(head, [*parts, " "][len(head)])
    # By whole characters: the semicolon of an entity is no loose end.
    while cut and head[cut - 1] in _LOOSE_ENDS:
        cut -= 1
    kept = "".join(head[:cut])
    return type(text)(kept + PDI * _depth(kept) + ELLIPSIS)


def clusters(text: str) -> Iterator[str]:
    """What a reader takes for single characters: letters with marks, emoji, flags, entities."""
    start = 0
    while start < len(text):
        entity = _ENTITY.match(text, start)
        end = entity.end() if entity else _end_of_cluster(text, start)
        yield text[start:end]
        start = end


def _end_of_cluster(text: str, start: int) -> int:
    end = start + 1
    while end < len(text) and _continues(text, start, end):
        end += 1
    return end


def _continues(text: str, start: int, at: int) -> bool:
    """Whether text[at] belongs to the character that begins at `start`."""
    if text[at - 1] == _JOINER or _extends(text[at]):
        return True
    # Two regional indicators are one flag; a third begins the next.
    return at == start + 1 and _regional(text[start]) and _regional(text[at])


def _extends(char: str) -> bool:
    """Marks, joiners, skin tones, and the tags in the flags of nations within a state."""
    return (
        unicodedata.category(char) in {"Mn", "Mc", "Me"}
        or char in "\u200c\u200d"
        or "\U0001f3fb" <= char <= "\U0001f3ff"
        or "\U000e0020" <= char <= "\U000e007f"
    )


def _regional(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _last_space(head: list[str], following: str) -> int:
    """Where to cut: the number of characters to keep."""
    depth, outside, inside = 0, 0, 0
    for at, char in enumerate([*head, following]):
        if char.isspace():
            inside, outside = at, outside if depth else at
        depth += _depth(char)
    return outside or inside or len(head)


def _depth(text: str) -> int:
    return sum(text.count(mark) for mark in OPENERS) - text.count(PDI)
