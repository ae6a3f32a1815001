"""Sanitised HTML as plain words: for excerpts, meta descriptions, feeds and the search index."""

from __future__ import annotations

import re
from html import unescape

_BREAK = re.compile(
    r"<(?:br|/p|/h\d|/li|/tr|/td|/th|/caption|/blockquote|/dt|/dd)\b[^>]*>", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")
_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)(?:</p\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"\S+")


def words_of(html: str) -> str:
    """The words of sanitised HTML, on one line."""
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", html))).split())


def opening_of(html: str) -> str:
    """How a text begins, on one line: its paragraphs, and never a heading among its sentences.

    All of its words where it has no paragraph.
    """
    return words_of(" ".join(_PARAGRAPH.findall(html))) or words_of(html)


def count_words(html: str) -> int:
    """Number of words, for the reading time."""
    return len(_WORD.findall(words_of(html)))
