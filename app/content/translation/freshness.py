"""Which paragraphs of a translation are older than their source: a question to two texts alone.

A translation keeps the source as it accounts for it, paragraph by paragraph (`Made`). What has the
same words there and in the source of now is fresh, wherever it stands and however it is parted;
what has others is stale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from app.content.lifecycle.matching import Budget, matches
from app.content.translation.identity import Paragraph
from app.content.translation.likeness import Key, fingerprint

LOST = 0.34  # of its words that must be somewhere, else a paragraph is gone
Former = dict[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """What a translation was made from.

    `paragraphs` are those of the source as the translation accounts for them, `links` the ids of
    the source by the id of the paragraph of the translation that says the same.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As a revision and a working copy keep it."""
        return {
            "paragraphs": [[one.id, one.text] for one in self.paragraphs],
            "links": {id: list(ids) for id, ids in self.links.items()},
        }


def from_json(kept: Mapping[str, Any]) -> Made:
    """What was kept; nothing where nothing was."""
    return Made(
        tuple(Paragraph(id, text) for id, text in kept.get("paragraphs", ())),
        {id: tuple(ids) for id, ids in kept.get("links", {}).items()},
    )


@dataclass(frozen=True, slots=True)
class Freshness:
    """The ids of the source's paragraphs that are stale, each with what it was ("" if new), and
    those that the translation still has and the source no more, as they were."""

    stale: Former
    gone: Former


def freshness(
    made: Sequence[Paragraph], source: Sequence[Paragraph], settled: Collection[str] = ()
) -> Freshness:
    """What of `source` a translation made from `made` does not follow.

    `settled` are fingerprints of paragraphs, as they are or were, of which somebody said that the
    translation need not change.
    """
    left_made, left = _unlike(made, source)
    stale: Former = {}
    gone: Former = {}
    for old, new in _gaps(made, source, left_made, left):
        _compare(old, new, stale, gone)
    by_id = {one.id: one.text for one in source}
    return Freshness(
        {id: was for id, was in stale.items() if fingerprint(by_id[id]) not in settled},
        {id: was for id, was in gone.items() if fingerprint(was) not in settled},
    )


def _unlike(made: Sequence[Paragraph], source: Sequence[Paragraph]) -> tuple[set[int], set[int]]:
    """The places on both sides of what is not word for word on the other."""
    new = {one.key for one in source}
    was = {one.id: one.key for one in made}
    holders: dict[Key, set[str]] = {}
    for one in made:
        holders.setdefault(one.key, set()).add(one.id)
    stands = {one.id for one in source if was.get(one.id) == one.key}

    def copied(one: Paragraph) -> bool:
        """Whether it was changed into the words of another one, which still stands."""
        return was.get(one.id, one.key) != one.key and bool(holders[one.key] & stands)

    return (
        {at for at, one in enumerate(made) if one.key and one.key not in new},
        {
            at
            for at, one in enumerate(source)
            if one.key and (one.key not in holders or copied(one))
        },
    )


Gap = tuple[list[Paragraph], list[Paragraph]]


def _gaps(
    made: Sequence[Paragraph],
    source: Sequence[Paragraph],
    left_made: set[int],
    left: set[int],
) -> list[Gap]:
    """What differs, in groups: behind the same neighbour, or of the same id."""
    found: dict[int, Gap] = {}
    home: dict[str, int] = {}
    behind: dict[Key, int] = {}
    gap = 0
    for at, one in enumerate(made):
        if at in left_made:
            home[one.id] = gap
            found.setdefault(gap, ([], []))[0].append(one)
        else:
            gap = at + 1
            behind.setdefault(one.key, gap)
    gap = 0
    for at, one in enumerate(source):
        if at in left:
            gap = home.get(one.id, gap)
            found.setdefault(gap, ([], []))[1].append(one)
        else:
            gap = behind.get(one.key, gap)
    return list(found.values())


def _compare(old: list[Paragraph], new: list[Paragraph], stale: Former, gone: Former) -> None:
    """Word by word, across the ends of paragraphs: what was parted otherwise says the same."""
    old_words, old_of = _words(old)
    new_words, new_of = _words(new)
    same = matches(old_words, new_words, Budget())
    shares = Counter((old_of[x], new_of[y]) for x, y in same)
    origin = {to: of for (of, to), _times in sorted(shares.items(), key=lambda one: one[1])}
    former = {one.id: one.text for one in old}
    for at in _touched(same, old_of, new_of):
        from_other = old[origin[at]].text if at in origin else ""
        stale[new[at].id] = former.get(new[at].id, from_other)
    kept = Counter(old_of[x] for x, _y in same)
    ids = {one.id for one in new}
    for at, one in enumerate(old):
        if one.id not in ids and kept[at] < LOST * len(one.key):
            gone[one.id] = one.text


def _words(paragraphs: Sequence[Paragraph]) -> tuple[list[str], list[int]]:
    """All words in a row, and for each the place of its paragraph."""
    words: list[str] = []
    of: list[int] = []
    for at, one in enumerate(paragraphs):
        words += one.key
        of += [at] * len(one.key)
    return words, of


def _touched(
    same: Sequence[tuple[int, int]], old_of: Sequence[int], new_of: Sequence[int]
) -> list[int]:
    """The places of new paragraphs in which a word came, or from which one is gone."""
    matched = {y for _x, y in same}
    touched = {of for y, of in enumerate(new_of) if y not in matched}
    edges = [(-1, -1), *same, (len(old_of), len(new_of))]
    for (x0, y0), (x1, y1) in pairwise(edges):
        if x1 - x0 > 1 and y1 - y0 == 1:  # where a word came too, that one tells
            touched |= _missed(set(old_of[x0 + 1 : x1]), (x0, y0), (x1, y1), old_of, new_of)
    return sorted(touched)


def _missed(
    lost: set[int],
    before: tuple[int, int],
    after: tuple[int, int],
    old_of: Sequence[int],
    new_of: Sequence[int],
) -> set[int]:
    """The one new paragraph that the lost words are missed in: that of their neighbour."""
    (x0, y0), (x1, y1) = before, after
    if y0 >= 0 and old_of[x0] in lost:
        return {new_of[y0]}
    if x1 < len(old_of) and old_of[x1] in lost:
        return {new_of[y1]}
    return set()
