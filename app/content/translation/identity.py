"""Which paragraph is which after an edit: their ids carried over, whatever editors' tools drop.

An id goes with a paragraph that stayed, moved, was changed, split or merged; a paragraph that is
new gets a new one. Ids are opaque: eight letters and digits, unique within a text.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from app.content.lifecycle.matching import Budget, matches
from app.content.translation.likeness import Key, alike, key

SAME = 0.34  # what two must share to be one paragraph that was changed
ELSEWHERE = 0.6
MOST_COMPARED = 2500  # pairs; beyond, by their order
MOST_SEARCHED = 5000  # words in which a paragraph that was cut off is looked for
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph by its id, as it reads.

    `row` is the id of the first cell beside which it stands in a table; "" outside of tables.
    """

    id: str
    text: str
    row: str = ""

    @cached_property
    def key(self) -> Key:
        """What counts of it."""
        return key(self.text)


def new_id() -> str:
    """An id that no other paragraph has."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


def carried(
    before: Sequence[Paragraph], after: Sequence[str], retired: Iterable[Paragraph] = ()
) -> list[str]:
    """The ids of the paragraphs `after`: those of `before` where they are the same ones.

    `retired` are paragraphs that the text had earlier, the latest first: what was cut out and
    comes back is itself again.
    """
    found = _Ids([key(text) for text in after])
    stayed = matches([one.key for one in before], found.keys, Budget())
    for x, y in stayed:
        found.give(y, before[x].id)
    found.returned(before)
    found.changed(before, stayed)
    if None in found.ids:
        found.returned(retired)
    return [id or new_id() for id in found.ids]


class _Ids:
    """The ids found so far, each given once."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self.keys = keys
        self.ids: list[str | None] = [None] * len(keys)
        self.used: set[str] = set()

    def give(self, at: int, id: str) -> None:
        """Let the paragraph at this place have an id, unless another one has it."""
        if self.ids[at] is None and id not in self.used:
            self.ids[at] = id
            self.used.add(id)

    def returned(self, known: Iterable[Paragraph]) -> None:
        """Give their ids to paragraphs that say the same at another place."""
        free: dict[Key, list[str]] = defaultdict(list)
        for one in known:
            if one.id not in self.used:
                free[one.key].append(one.id)
        for at, wanted in enumerate(self.keys):
            if self.ids[at] is None and free.get(wanted):
                self.give(at, free[wanted].pop(0))

    def changed(self, before: Sequence[Paragraph], stayed: Sequence[tuple[int, int]]) -> None:
        """Between two paragraphs that stayed, find the ones that were changed, split, merged."""
        first = (0, 0)
        for x, y in [*stayed, (len(before), len(self.keys))]:
            old = [one for one in before[first[0] : x] if one.id not in self.used]
            new = [at for at in range(first[1], y) if self.ids[at] is None]
            self._gap(old, new)
            first = (x + 1, y + 1)
        # Moved and changed at once: it must be more alike than in its own place.
        self._likest(
            [one for one in before if one.id not in self.used],
            [at for at, id in enumerate(self.ids) if id is None],
            ELSEWHERE,
        )

    def _likest(self, old: Sequence[Paragraph], new: Sequence[int], least: float) -> None:
        """Give ids to the likest first; among equals, to the earlier."""
        if len(old) * len(new) > MOST_COMPARED:
            return
        likes = [(_likeness(one.key, self.keys[at]), one, at) for one in old for at in new]
        for like, one, at in sorted(likes, key=lambda found: -found[0]):
            if like >= least:
                self.give(at, one.id)

    def _gap(self, old: Sequence[Paragraph], new: Sequence[int]) -> None:
        self._likest(old, new, SAME)
        left = [one for one in old if one.id not in self.used]
        # What was only cut off another one is nobody's successor.
        few = len(old) * len(new) <= MOST_COMPARED
        cut_off = {at for at in new if few and holder(old, self.keys[at]) is not None}
        open_places = [at for at in new if self.ids[at] is None and at not in cut_off]
        if len(left) == len(open_places):  # written anew, each in its place
            for one, at in zip(left, open_places, strict=True):
                self.give(at, one.id)


def _likeness(old: Key, new: Key) -> float:
    """How much two paragraphs share; one that holds the other whole is nearly the same."""
    shorter, longer = sorted((old, new), key=len)
    if len(shorter) >= 4 and contains(longer, shorter):
        return max(0.5, alike(old, new))
    return alike(old, new)


def holder(paragraphs: Sequence[Paragraph], wanted: Key) -> Paragraph | None:
    """The first of the paragraphs that has these words in it; None where they are too many."""
    if sum(len(one.key) for one in paragraphs) > MOST_SEARCHED:
        return None
    return next((one for one in paragraphs if contains(one.key, wanted)), None)


def contains(longer: Key, shorter: Key) -> bool:
    """Whether the words of `shorter` stand together in `longer`."""
    if not shorter:
        return True
    size = len(shorter)
    return any(
        longer[at : at + size] == shorter
        for at in range(len(longer) - size + 1)
        if longer[at] == shorter[0]
    )
