"""A paragraph that a translation does not have yet, put where it stands in the source.

A cell comes into its row, an item into its list, a paragraph into its quotation. What the
translation has no row, list or quotation for gets one as in the source: a row with all its cells,
empty until they are translated.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.content.translation import segments
from app.content.translation.blocks import Block, tree
from app.content.translation.spots import Homes, Place, Spot


@dataclass(frozen=True, slots=True)
class Put:
    """A translation with the paragraph in it: the number of its first segment, and how many."""

    html: str
    at: int
    count: int


class Source:
    """The HTML that is translated."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.root = tree(html)

    def put(self, html: str, homes: Homes, number: int, text: str) -> Put:
        """The translation `html` with `text` for the segment of this number, which it has not.

        For each segment of it `homes` has the number of the one that it was made from. All else
        keeps its bytes.
        """
        now = segments.segments(html)
        for place in self._places(tree(html), homes, number):
            added = self.added(place, number, text)
            done = html[: place.at] + added + html[place.at :]
            after = segments.segments(done)
            put = Put(done, place.segment, len(after) - len(now))
            if [*after[: put.at], *after[put.at + put.count :]] == now and put.count >= 0:
                return put
        raise AssertionError("a paragraph between all blocks joins no other")

    def _places(self, root: Block, homes: Homes, number: int) -> Iterator[Place]:
        """Where it may go, the best first.

        Words without a block of their own could run into others; between all blocks none do.
        """
        path = self.root.path(number)
        outermost = spot = Spot(self.root, root, homes, path[-1])
        wanted = path[-1]
        for wanted in path[1:]:
            found = spot.holder(wanted) if wanted.name else None
            if found is None:
                break
            spot = Spot(wanted, found, homes, path[-1])
        if wanted.name or spot is not outermost:
            yield spot.place(wanted)
        yield spot.place(None)
        yield outermost.place(None)

    def added(self, place: Place, number: int, text: str) -> str:
        """The words with the blocks of the source that are missing around them."""
        wanted, said = place.wanted, segments.parts(text)
        if wanted is None:
            return place.parted("\n".join(f"<p>{part}</p>" for part in said), "\n", "\n")
        if not wanted.name:
            return place.parted("<br>".join(said), *self._spaces(wanted, number))
        block = self.html[wanted.begin : wanted.end]
        others = dict.fromkeys(range(wanted.last - wanted.first), "")
        built = segments.replaced(block, {**others, number - wanted.first: text})
        return place.parted(built, *self._spaces(wanted, number))

    def _spaces(self, wanted: Block, number: int) -> tuple[str, str]:
        """What parts something of the source from what stands before it, and behind."""
        path = self.root.path(number)
        parent = path[path.index(wanted) - 1]
        at = parent.children.index(wanted)
        beside = parent.children[at + 1 : at + 2]
        before = parent.children[at - 1].end if at else parent.inside
        spaces = (
            self.html[before : wanted.begin],
            self.html[wanted.end : beside[0].begin] if beside else "",
        )
        return spaces if parent is not self.root else (spaces[0] or "\n", spaces[1] or "\n")
