"""Sanitised HTML as a tree: its blocks inside one another, with the segments as leaves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from app.content.translation.segments import BLOCK, cut, name_of

_ALIKE = {"ol": "ul", "th": "td"}  # an editor may turn the one into the other
_CELLS = ("td", "th")  # which stay where nothing is left in them
_VOID = "hr"


@dataclass(eq=False)
class Block:
    """A block, or with no name what stands in one: a segment, or signs without words in `text`.

    It begins and ends at these places of the HTML, what is in it begins at `inside`; the numbers
    of its segments go from `first` up to `last`, that one not among them.
    """

    name: str
    begin: int
    inside: int
    first: int
    end: int = 0
    last: int = 0
    text: str = ""
    children: list[Block] = field(default_factory=list)

    @property
    def family(self) -> str:
        """Its name, the same one for all that stand for one another."""
        return _ALIKE.get(self.name, self.name)

    def close(self, end: int, last: int) -> None:
        """Note where it ends."""
        self.end, self.last = end, last

    def has(self, number: int) -> bool:
        """Whether the segment of this number is in it."""
        return self.first <= number < self.last

    def path(self, number: int) -> list[Block]:
        """The blocks around a segment from this one on, and the segment itself."""
        found = [self]
        while below := found[-1].child(number):
            found.append(below)
        return found

    def child(self, number: int) -> Block | None:
        """The one of its children that the segment is in; found at once among thousands."""
        at = bisect_right(self.children, number, key=attrgetter("first"))
        below = self.children[at - 1] if at else None
        return below if below is not None and below.has(number) else None

    @cached_property
    def leaves(self) -> list[Block]:
        """The segments in it."""
        if not self.name and self.last > self.first and not self.children:
            return [self]
        return [leaf for child in self.children for leaf in child.leaves]

    @cached_property
    def bare(self) -> Hashable:
        """What stays of it without its segments: the same for the same, None for nothing."""
        if not self.name:
            return self.text or None
        within = tuple(one for child in self.children if (one := child.bare) is not None)
        return (self.family, within) if within or self.name in (*_CELLS, _VOID) else None


def tree(html: str) -> Block:
    """The blocks of `html`, in one without a name."""
    path = [Block("", 0, 0, 0)]
    at = count = 0
    for number, piece in enumerate(cut(html)):
        if number % 2:
            leaf = Block("", at, at, count, at + len(piece), count + 1)
            path[-1].children.append(leaf)
            count += 1
        else:
            _around(piece, at, path, count)
        at += len(piece)
    for left in path:
        left.close(at, count)
    return path[0]


def _around(piece: str, begin: int, path: list[Block], count: int) -> None:
    """Follow what stands around segments: tags that open and close, signs between them."""
    at = 0
    for tag in BLOCK.finditer(piece):
        _loose(piece[at : tag.start()], begin + at, path[-1], count)
        at = tag.end()
        _tag(tag[0], begin + tag.start(), path, count)
    _loose(piece[at:], begin + at, path[-1], count)


def _loose(text: str, begin: int, block: Block, count: int) -> None:
    if inner := text.strip():
        at = begin + text.index(inner)
        block.children.append(Block("", at, at, count, at + len(inner), count, inner))


def _tag(tag: str, begin: int, path: list[Block], count: int) -> None:
    name, end = name_of(tag), begin + len(tag)
    if not tag.startswith("</"):
        found = Block(name, begin, end, count, end, count)
        path[-1].children.append(found)
        path.extend([found] if name != _VOID else [])
    elif name in [one.name for one in path[1:]]:
        while True:
            closed = path.pop()
            closed.close(end if closed.name == name else begin, count)
            if closed.name == name:
                break
