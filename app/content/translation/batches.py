"""Many missing paragraphs put into a translation at once, as one by one would put them.

Reading the whole translation anew for each of thousands would take minutes.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from app.content.translation import segments
from app.content.translation.blocks import Block, tree
from app.content.translation.placing import Source
from app.content.translation.segments import BLOCK
from app.content.translation.spots import Homes, Place


@dataclass(frozen=True, slots=True)
class Added:
    """A paragraph of the source, by its number, with its HTML: where it goes in the translation
    as that was before, how many segments it has, and the block of the source that it goes into."""

    number: int
    html: str
    place: Place
    count: int
    parent: Block


class Batch:
    """Paragraphs that come behind the one that stands before them in the source.

    Only such a place stays the same whatever else is put in; for all others look one by one.
    """

    def __init__(self, source: Source, html: str, homes: Homes) -> None:
        self.source = source
        self.html = html
        self.homes = homes
        self.added: list[Added] = []
        self._last = {home: at for at, home in enumerate(homes) if home is not None}

    @cached_property
    def _root(self) -> Block:
        return tree(self.html)

    def add(self, number: int, text: str) -> bool:
        """Whether the segment of this number, which the translation has not, is put in with the
        others; they are given in the order of the source."""
        place, parent = self._place(number)
        if place is None or BLOCK.search(text):
            return False
        html = self.source.added(place, number, text)
        made = tree(html)
        whole = made.children and made.children[-1].end == len(html)
        if not whole or not all(one.name and one.last > one.first for one in made.children):
            return False
        self.added.append(Added(number, html, place, made.last, parent))
        return True

    def in_order(self) -> list[Added]:
        """What was added, in the order in which it stands in the translation."""
        return sorted(self.added, key=lambda one: one.place.at)

    def html_with(self) -> str | None:
        """The translation with all of them; None if one of them changes what stands there."""
        before = segments.segments(self.html)
        done, expected, at, known = [""], [], 0, 0
        for one in self.in_order():
            done += [self.html[at : one.place.at], one.html]
            expected += [*before[known : one.place.segment], *segments.segments(one.html)]
            at, known = one.place.at, one.place.segment
        html = "".join([*done, self.html[at:]])
        return html if segments.segments(html) == [*expected, *before[known:]] else None

    def _place(self, number: int) -> tuple[Place | None, Block]:
        """Behind the segment before it, and in which block of the source both are."""
        path, before = (self.source.root.path(one) for one in (number, number - 1))
        depth = sum(one is other for one, other in zip(path, before, strict=False))
        parent = path[max(depth, 1) - 1]
        if number == 0 or not self._fits(parent, path[depth], before[depth]):
            return None, parent
        if self.added and self.added[-1].number == number - 1:
            last = self.added[-1]
            same = last.parent is parent
            return (self._at(path[depth], last.place) if same else None), parent
        found = self._behind(path[1:depth], number)
        if found is None:
            return None, parent
        return Place(path[depth], found.end, found.last, behind=True), parent

    def _at(self, wanted: Block, place: Place) -> Place:
        return Place(wanted, place.at, place.segment, behind=True)

    def _fits(self, parent: Block, wanted: Block, before: Block) -> bool:
        """Whether nothing of it is in the translation, and nothing stands between the two."""
        at = bisect_right(parent.children, wanted.first, key=attrgetter("first")) - 1
        return (
            at > 0
            and parent.children[at] is wanted
            and parent.children[at - 1] is before
            and wanted.name not in ("", "td", "th")
            and wanted.bare is None
            and not any(one in self._last for one in range(wanted.first, wanted.last))
        )

    def _behind(self, around: list[Block], number: int) -> Block | None:
        """The block made from the segment before this one, if nothing later is in it."""
        at = self._last.get(number - 1)
        if at is None:
            return None
        target: Block | None = self._root
        for one in around:
            path = target.path(at)[1:] if target else []
            target = next((its for its in path if its.family == one.family), None)
        found = target.child(at) if target else None
        if found is None or not found.name or not self.html.endswith(">", 0, found.end):
            return None
        homes = self.homes[found.first : found.last]
        return found if all(home is None or home < number for home in homes) else None
