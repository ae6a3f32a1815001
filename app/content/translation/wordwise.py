"""Two runs of paragraphs compared word by word: in which of the new ones something changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from app.content.translation.identity import Paragraph


def words_of(paragraphs: Sequence[Paragraph]) -> tuple[list[str], list[int]]:
    """All words in a row, and for each the place of its paragraph."""
    words: list[str] = []
    of: list[int] = []
    for at, one in enumerate(paragraphs):
        words += one.key
        of += [at] * len(one.key)
    return words, of


def touched(
    same: Sequence[tuple[int, int]], old_of: Sequence[int], new_of: Sequence[int]
) -> set[int]:
    """The places of new paragraphs in which a word came, or from which one is gone."""
    matched = {y for _x, y in same}
    found = {of for y, of in enumerate(new_of) if y not in matched}
    edges = [(-1, -1), *same, (len(old_of), len(new_of))]
    for (x0, y0), (x1, y1) in pairwise(edges):
        if x1 - x0 > 1 and y1 - y0 == 1:  # where a word came too, that one tells
            found |= _missed(set(old_of[x0 + 1 : x1]), (x0, y0), (x1, y1), old_of, new_of)
    return found


def torn(
    same: Sequence[tuple[int, int]],
    old_of: Sequence[int],
    new_of: Sequence[int],
    ends: Sequence[Collection[int]],
) -> set[int]:
    """The places of new paragraphs between which a part of a sentence went to a neighbour's words.

    A paragraph that was only parted is none, nor one whose last sentence went over whole.
    """
    of = {y: x for x, y in same}
    origins: dict[int, set[int]] = {}
    for x, y in same:
        origins.setdefault(new_of[y], set()).add(old_of[x])
    found: set[int] = set()
    for y in range(1, len(new_of)):
        one, other = new_of[y - 1], new_of[y]
        x = of.get(y, -1)
        cut = one != other and x > 0 and of.get(y - 1) == x - 1 and old_of[x] == old_of[x - 1]
        if cut and len(origins[one] | origins[other]) > 1:
            within = x - old_of.index(old_of[x])
            found |= set() if within in ends[old_of[x]] else {one, other}
    return found


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
