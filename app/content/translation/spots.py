"""Where in a block of a translation something of its source goes: behind what stands before it."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.content.lifecycle.matching import Budget, matches
from app.content.translation.blocks import Block

Homes = Sequence[int | None]  # for each segment of a translation that of the source it is from
_ROOMY = ("blockquote", "li", "dd", "td", "th", "figure", "figcaption")  # any block stands in them


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the HTML, and the number that a segment there gets.

    `wanted` is what goes there: the outermost block of the source that is missing, or the segment
    itself; None for a paragraph of its own. It stands `behind` another block, or before one.
    """

    wanted: Block | None
    at: int
    segment: int
    behind: bool

    def parted(self, html: str, before: str, after: str) -> str:
        """What goes there with what parts it from the block beside it."""
        return before + html if self.behind else html + after


class Spot:
    """A block of the source with the one of the translation that stands for it.

    `leaf` is the segment of the source, somewhere in it, that is to be put there.
    """

    def __init__(self, source: Block, target: Block, homes: Homes, leaf: Block) -> None:
        self.source = source
        self.target = target
        self.homes = homes
        self.leaf = leaf

    def holder(self, wanted: Block) -> Block | None:
        """What stands for a block of the source here, if anything does.

        It holds what was made from the block, or is as empty as that would be, or is a cell that
        stands in its place.
        """
        for _home, at in self._linked(wanted):
            around = self.target.path(at)[1:]
            found = next((one for one in around if one.family == wanted.family), None)
            if found is not None:
                return found
        twins = (its for of, its in self._twins if of is wanted)
        return next(twins, None) or self._cell(wanted)

    def place(self, wanted: Block | None) -> Place:
        """Behind what was made from what stands before, else before what stands behind."""
        known = sorted(self._known(), key=lambda one: (one[0], one[1].begin))
        before = [one for begin, one in known if begin < self.leaf.begin][-1:]
        after = [one for begin, one in known if begin > self.leaf.begin][:1]
        if before and before == after and before[0].name in _ROOMY:
            return Spot(self.source, before[0], self.homes, self.leaf).place(wanted)
        if before:
            return Place(wanted, before[0].end, before[0].last, behind=True)
        first = after and after[0] is self.target.children[0]
        if first and wanted is self.leaf:  # directly behind the tag, as words do
            return Place(wanted, self.target.inside, self.target.first, behind=True)
        if after:
            return Place(wanted, after[0].begin, after[0].first, behind=False)
        return Place(wanted, self.target.inside, self.target.first, behind=False)

    def _linked(self, wanted: Block) -> list[tuple[int, int]]:
        """(segment of the source, segment here) of what was made from a block, the nearest first:
        those before the wanted one, then those behind it."""
        found = [
            (home, at)
            for at in range(self.target.first, self.target.last)
            if (home := self.homes[at]) is not None and wanted.has(home)
        ]
        before = sorted((one for one in found if one[0] < self.leaf.first), reverse=True)
        return before + sorted(one for one in found if one[0] > self.leaf.first)

    def _known(self) -> Iterator[tuple[int, Block]]:
        """Where in the source that begins which each block here was made from."""
        for one in self.target.children:
            for at in range(one.first, one.last):
                home = self.homes[at]
                if home is not None and self.source.has(home):
                    yield self.source.leaves[home - self.source.first].begin, one
        for of, its in self._twins:
            yield of.begin, its

    @cached_property
    def _twins(self) -> list[tuple[Block, Block]]:
        """What has no words of its own, such as a picture or an empty row, on both sides."""
        ofs, its = self.source.children, self.target.children
        home = {id(one): self._home(one) for one in its}
        linked = set(home.values())
        wanted: list[Hashable] = [
            ("linked", at) if at in linked else one.bare or ("no", at) for at, one in enumerate(ofs)
        ]
        here: list[Hashable] = [
            ("linked", home[id(one)]) if one.last > one.first else one.bare or "none" for one in its
        ]
        pairs = [(ofs[x], its[y]) for x, y in matches(wanted, here, Budget())]
        return [(one, other) for one, other in pairs if other.first == other.last]

    def _home(self, block: Block) -> int | None:
        """In which part of the source that stands from which a block here was first made."""
        homes = self.homes[block.first : block.last]
        return next((self._part[one] for one in homes if one in self._part), None)

    @cached_property
    def _part(self) -> dict[int | None, int]:
        """In which of the blocks of the source each of its segments is."""
        ofs = enumerate(self.source.children)
        return {number: at for at, one in ofs for number in range(one.first, one.last)}

    def _cell(self, wanted: Block) -> Block | None:
        """The cell in the same place of a row with as many, unless it is another one's."""
        ofs, its = self.source.children, self.target.children
        if wanted.family != "td" or len(ofs) != len(its):
            return None
        found = its[ofs.index(wanted)]
        free = all(home is None for home in self.homes[found.first : found.last])
        return found if found.family == "td" and free else None
