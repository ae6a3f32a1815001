"""Which paragraphs of a translation were made from which of its source, where nobody said so.

After W. Gale and K. Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993): the
cheapest way through both texts, by length; numbers, citations and addresses that both have count
as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.content.translation.likeness import key

MOST = 60_000  # pairs of paragraphs; beyond, by their order
# (paragraphs of the source, of the translation): what it costs beside the lengths.
_STEPS = {(1, 1): 0.0, (1, 0): 1.6, (0, 1): 1.6, (2, 1): 0.7, (1, 2): 0.7}
_SIGNS = 0.6  # how much a number that only one side has costs, at most


def aligned(source: Sequence[str], translation: Sequence[str]) -> list[list[int]]:
    """For each paragraph of `translation` the places in `source` that it was made from."""
    if len(source) == len(translation) or len(source) * len(translation) > MOST:
        return [[at] if at < len(source) else [] for at in range(len(translation))]
    return _unwound(_cheapest(_measured(source), _measured(translation)), len(translation))


Measure = tuple[int, frozenset[str]]  # the length, and signs that no translation changes


def _measured(texts: Sequence[str]) -> list[Measure]:
    return [
        (sum(map(len, found)), frozenset(one for one in found if one[0] == "\x00" or one.isdigit()))
        for found in map(key, texts)
    ]


Step = tuple[float, int, int]  # the cost up to here, and how many were taken on each side


def _cheapest(source: list[Measure], target: list[Measure]) -> list[list[Step]]:
    worst = (float("inf"), 0, 0)
    best = [[worst] * (len(target) + 1) for _ in range(len(source) + 1)]
    best[0][0] = (0.0, 0, 0)
    scale = (1 + sum(size for size, _ in source)) / (1 + sum(size for size, _ in target))
    for x in range(len(source) + 1):
        for y in range(len(target) + 1):
            for (dx, dy), extra in _STEPS.items():
                if x >= dx and y >= dy and best[x - dx][y - dy][0] < best[x][y][0]:
                    cost = _cost(source[x - dx : x], target[y - dy : y], scale) + extra
                    best[x][y] = min(best[x][y], (best[x - dx][y - dy][0] + cost, dx, dy))
    return best


def _cost(source: list[Measure], target: list[Measure], scale: float) -> float:
    if not source or not target:
        return 0.0
    one, other = sum(size for size, _ in source), scale * sum(size for size, _ in target)
    signs = frozenset().union(*(signs for _, signs in source))
    its = frozenset().union(*(signs for _, signs in target))
    apart = len(signs ^ its) / max(1, len(signs | its))
    return abs(one - other) / max(one, other, 1.0) + _SIGNS * apart


def _unwound(best: list[list[Step]], size: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(size)]
    x, y = len(best) - 1, size
    while x or y:
        _cost, dx, dy = best[x][y]
        for at in range(y - dy, y):
            found[at] = list(range(x - dx, x))
        x, y = x - dx, y - dy
    return found
