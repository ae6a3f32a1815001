"""Sanitised HTML cut into paragraphs of words, as a comparison needs them."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import NamedTuple

_MARKS = "".join(
    re.escape(chr(code))
    for code in range(0x300, min(sys.maxunicode, 0xFFFF))
    if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me", "Cf")
)
# A word keeps its vowel signs and joiners; a citation is one word; all else is by itself.
_TOKEN = re.compile(rf"\[\[[^\[\]]*\]\]|\w[\w{_MARKS}]*(?:['’]\w[\w{_MARKS}]*)*|\s+|[^\w\s]")
_PIECE = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>"]|"[^"]*")*+)>|([^<]+)|<""")
_HREF = re.compile(r'\shref="([^"]*)"')
_BLOCKS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody"),
    *("tr", "dl", "dt", "dd", "figure", "figcaption", "hr", "br"),
}
_NAMED = {"h2", "h3", "h4", "li", "blockquote", "caption", "th", "dt", "dd", "figcaption"}


class Token(NamedTuple):
    """A word, a sign or a space, and the tags that it stands in: two are the same if both are."""

    text: str
    within: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph; `name` says what it is where it is not a plain one: h2, li, blockquote, …"""

    name: str
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(token.text for token in self.tokens)


def blocks(html: str) -> list[Block]:
    """The paragraphs of sanitised HTML, without the empty ones."""
    found, tokens = [], []
    within: list[str] = []
    names: list[str] = []
    for closing, name, attributes, text in _pieces(html):
        if text:
            style = _style(within)
            tokens += [Token(word, style) for word in _TOKEN.findall(unescape(text))]
        elif name in _BLOCKS:
            found += _block(names, tokens)
            tokens = []
            _follow(names, name, closing)
        elif name in ("td", "th"):  # the words of two cells are two words
            tokens.append(Token(" "))
        elif closing and name in (one.split(" ")[0] for one in within):
            tokens += _address(_popped(within, name), within)
        elif not closing:
            within.append(f"{name} {_href(attributes)}".strip())
    return found + _block(names, tokens)


def _pieces(html: str) -> Iterator[tuple[bool, str, str, str]]:
    """(closing, name, attributes, "") of each tag, (False, "", "", text) of what is between."""
    for match in _PIECE.finditer(html):
        if match[2]:
            yield bool(match[1]), match[2].lower(), match[3], ""
        else:
            yield False, "", "", match[4] or match[0]


def _block(names: list[str], tokens: list[Token]) -> list[Block]:
    name = next((name for name in reversed(names) if name in _NAMED), "")
    first, last = 0, len(tokens)
    while first < last and tokens[first].text.isspace():
        first += 1
    while last > first and tokens[last - 1].text.isspace():
        last -= 1
    return [Block(name, tuple(tokens[first:last]))] if first < last else []


def _follow(names: list[str], name: str, closing: bool) -> None:
    if name in ("br", "hr"):
        return
    if not closing:
        names.append(name)
    elif name in names:
        while names.pop() != name:
            pass


def _style(within: list[str]) -> str:
    """The tags around a word that change how it looks; a link is told by its address."""
    return " ".join(sorted({one.split(" ")[0] for one in within} - {"a", "span", "bdi"}))


def _href(attributes: str) -> str:
    match = _HREF.search(attributes)
    return unescape(match[1]) if match else ""


def _popped(within: list[str], name: str) -> str:
    while True:
        last = within.pop()
        if last.split(" ")[0] == name:
            return last


def _address(tag: str, within: list[str]) -> list[Token]:
    """Where a link leads, shown behind it: a change of that alone must be seen too."""
    name, _space, address = tag.partition(" ")
    if name != "a" or not address:
        return []
    return [Token(" ", _style(within)), Token(f"⟨{address}⟩", _style(within))]
