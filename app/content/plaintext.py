"""Sanitised HTML as plain words: for excerpts, meta descriptions, feeds and the search index."""

from __future__ import annotations

import re
from html import unescape

_BREAK = re.compile(
    r"<(?:br|/p|/h\d|/li|/tr|/td|/th|/caption|/blockquote|/dt|/dd)\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\S+")


def words_of(html: str) -> str:
    """The words of sanitised HTML, on one line."""
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", html))).split())


def count_words(html: str) -> int:
    """Number of words, for the reading time."""
    return len(_WORD.findall(words_of(html)))
