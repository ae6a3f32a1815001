"""Which paragraphs of a translation are older than their source: a question to two texts alone.

A translation keeps the source as it accounts for it, paragraph by paragraph (`Made`). What has the
same words there and in the source of now is fresh, wherever it stands and however it is parted;
what has others is stale.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.content.lifecycle.matching import Budget, matches
from app.content.translation.identity import Paragraph
from app.content.translation.likeness import Key, fingerprint, sentence_ends
from app.content.translation.wordwise import torn, touched, words_of

LOST = 0.34  # of its words that must be somewhere, else a paragraph is gone
Former = dict[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """What a translation was made from.

    `paragraphs` are those of the source as the translation accounts for them, `links` the ids of
    the source by the id of the paragraph of the translation that says the same, and `of` is the
    language of that source, where that is known.

    Of a text that was the source itself before: `apart` are the ids of those with which it was at
    odds when it became the translation, `extra` its own paragraphs by their ids that had nothing
    beside them then, and `back` is how they stood before.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    of: str = ""
    apart: frozenset[str] = frozenset()
    extra: Mapping[str, str] = field(default_factory=dict)
    back: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """As a revision and a working copy keep it."""
        turned = {"of": self.of, "apart": sorted(self.apart), "extra": dict(self.extra)}
        return {
            "paragraphs": [
                [one.id, one.text, *([one.row] if one.row else [])] for one in self.paragraphs
            ],
            "links": {id: list(ids) for id, ids in self.links.items()},
            **{name: value for name, value in (turned | {"back": self.back}).items() if value},
        }


def from_json(kept: Mapping[str, Any]) -> Made:
    """What was kept; nothing where nothing was."""
    return Made(
        tuple(Paragraph(*each) for each in kept.get("paragraphs", ())),
        {id: tuple(ids) for id, ids in kept.get("links", {}).items()},
        str(kept.get("of", "")),
        frozenset(kept.get("apart", ())),
        dict(kept.get("extra", {})),
        dict(kept.get("back", {})),
    )


@dataclass(frozen=True, slots=True)
class Freshness:
    """The ids of the source's paragraphs that are stale, each with what it was ("" if new), and
    those that the translation still has and the source no more, as they were.

    Of those `apart` nothing was changed: the two did not say the same when they changed places.
    """

    stale: Former
    gone: Former
    apart: frozenset[str] = frozenset()


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
    stale = _astray(made, source) | stale
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


def _astray(made: Sequence[Paragraph], source: Sequence[Paragraph]) -> Former:
    """Cells that left the row in which they stood, each as it read; a row that moved is none.

    The row is where its first cell is: with another one beside it, a figure says something else.
    """
    rows = {one.id: one.row for one in source}
    was = {one.id: one for one in made if rows.get(one.row)}
    return {id: was[id].text for id, row in rows.items() if id in was and rows[was[id].row] != row}


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
    old_words, old_of = words_of(old)
    new_words, new_of = words_of(new)
    same = matches(old_words, new_words, Budget())
    shares = Counter((old_of[x], new_of[y]) for x, y in same)
    origin = {to: of for (of, to), _times in sorted(shares.items(), key=lambda one: one[1])}
    former = {one.id: one.text for one in old}
    ends = [sentence_ends(one.text) for one in old]
    for at in sorted(touched(same, old_of, new_of) | torn(same, old_of, new_of, ends)):
        from_other = old[origin[at]].text if at in origin else ""
        stale[new[at].id] = former.get(new[at].id, from_other)
    kept = Counter(old_of[x] for x, _y in same)
    ids = {one.id for one in new}
    for at, one in enumerate(old):
        if one.id not in ids and kept[at] < LOST * len(one.key):
            gone[one.id] = one.text
