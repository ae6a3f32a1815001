"""The longest common part of two sequences, in bounded time: for showing what changed."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

Match = tuple[int, int]  # positions in the first and in the second
MOST_AT_ONCE = 100_000  # pairs of equal things that are weighed against one another
DEEPEST = 12


@dataclass(slots=True)
class Budget:
    """How many pairs may still be weighed; when none, what is left counts as changed."""

    left: int = 1_000_000


def matches(a: Sequence[Hashable], b: Sequence[Hashable], budget: Budget) -> list[Match]:
    """Pairs of positions at which `a` and `b` are the same, rising in both.

    The longest such list, unless the two are so large and so repetitive that it would take long;
    then what occurs once in each holds the rest in place.
    """
    return list(_between(a, b, (0, len(a)), (0, len(b)), budget, DEEPEST))


def _between(
    a: Sequence[Hashable],
    b: Sequence[Hashable],
    in_a: Match,
    in_b: Match,
    budget: Budget,
    deeper: int,
) -> Iterator[Match]:
    (a0, a1), (b0, b1) = in_a, in_b
    while a0 < a1 and b0 < b1 and a[a0] == b[b0]:
        yield a0, b0
        a0, b0 = a0 + 1, b0 + 1
    tail = 0
    while a0 < a1 - tail and b0 < b1 - tail and a[a1 - tail - 1] == b[b1 - tail - 1]:
        tail += 1
    yield from _middle(a, b, (a0, a1 - tail), (b0, b1 - tail), budget, deeper)
    yield from ((a1 - n, b1 - n) for n in range(tail, 0, -1))


def _middle(
    a: Sequence[Hashable],
    b: Sequence[Hashable],
    in_a: Match,
    in_b: Match,
    budget: Budget,
    deeper: int,
) -> Iterator[Match]:
    places: dict[Hashable, list[int]] = defaultdict(list)
    for at in range(*in_b):
        places[b[at]].append(at)
    pairs = sum(len(places.get(a[at], ())) for at in range(*in_a))
    if pairs <= min(MOST_AT_ONCE, budget.left):
        budget.left -= pairs
        yield from _longest(a, in_a, places)
        return
    anchors = _anchors(a, in_a, places) if deeper else []
    if not anchors:
        return
    at_a, at_b = in_a[0], in_b[0]
    for x, y in [*anchors, (in_a[1], in_b[1])]:
        yield from _between(a, b, (at_a, x), (at_b, y), budget, deeper - 1)
        if x < in_a[1]:
            yield x, y
        at_a, at_b = x + 1, y + 1


def _anchors(a: Sequence[Hashable], in_a: Match, places: dict[Hashable, list[int]]) -> list[Match]:
    """What occurs once in each, as far as it stands in the same order."""
    counts = Counter(a[at] for at in range(*in_a))
    single = {
        thing: where
        for thing, where in places.items()
        if len(where) == 1 and counts.get(thing) == 1
    }
    return _longest(a, in_a, single)


def _longest(a: Sequence[Hashable], in_a: Match, places: dict[Hashable, list[int]]) -> list[Match]:
    """The longest rising list of pairs (Hunt and Szymanski): r log n for r pairs."""
    ends: list[int] = []  # the smallest place in b at which a list of this length can end
    chains: list[tuple[int, int, object]] = []  # such a list: its last pair and what is before it
    for at in range(*in_a):
        for place in reversed(places.get(a[at], ())):
            length = bisect_left(ends, place)
            link = (at, place, chains[length - 1] if length else None)
            if length == len(ends):
                ends.append(place)
                chains.append(link)
            elif place < ends[length]:
                ends[length], chains[length] = place, link
    return _unwound(chains[-1]) if chains else []


def _unwound(link: object) -> list[Match]:
    found: list[Match] = []
    while isinstance(link, tuple):
        at, place, link = link
        found.append((at, place))
    return found[::-1]
