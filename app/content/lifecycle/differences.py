"""What changed between two texts: paragraphs side by side, and in them the words.

Nothing is ignored: a vowel sign, a comma, a bold word and the address of a link all count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Literal, NamedTuple

from app.content.lifecycle.blocks import Block, Token, blocks
from app.content.lifecycle.matching import Budget, matches

ALIKE = 0.4  # the part of their words that two must share to be one paragraph that changed
MOST_COMPARED = 2500  # pairs of paragraphs compared by their words; beyond, by their order

RunKind = Literal["same", "gone", "new"]
PairKind = Literal["same", "changed", "gone", "new", "moved"]


@dataclass(frozen=True, slots=True)
class Run:
    """Some words together, as plain text."""

    kind: RunKind
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph before and after; a side that there is not is empty.

    The names say what each is where it is no plain paragraph: h2, li, blockquote, … A paragraph
    that is the same at another place is "moved", shown where it is now.
    """

    kind: PairKind
    before: tuple[Run, ...] = ()
    after: tuple[Run, ...] = ()
    before_name: str = ""
    after_name: str = ""


def words(before_html: str, after_html: str) -> list[Pair]:
    """What changed, paragraph by paragraph, in the order of what is now."""
    numbers: dict[Block, int] = {}
    before, after = (_numbered(html, numbers) for html in (before_html, after_html))
    budget = Budget()
    kept = matches([one.number for one in before], [one.number for one in after], budget)
    moved = _moved(before, after, kept)
    pairs: list[Pair] = []
    at = (0, 0)
    for x, y in [*kept, (len(before), len(after))]:
        gone = [one.block for one in before[at[0] : x] if one.number not in moved]
        pairs += _gap(gone, after[at[1] : y], moved, budget)
        if x < len(before) and y < len(after):
            pairs.append(_same(after[y].block, "same"))
        at = (x + 1, y + 1)
    return pairs


class Numbered(NamedTuple):
    """A paragraph, and a number that it shares with all that are the same."""

    number: int
    block: Block


def _numbered(html: str, numbers: dict[Block, int]) -> list[Numbered]:
    return [Numbered(numbers.setdefault(one, len(numbers)), one) for one in blocks(html)]


def _moved(
    before: Sequence[Numbered], after: Sequence[Numbered], kept: Sequence[tuple[int, int]]
) -> set[int]:
    """Numbers of what is in both as often, outside of what stayed in its place."""
    stayed_before, stayed_after = {x for x, _y in kept}, {y for _x, y in kept}
    gone = Counter(one.number for at, one in enumerate(before) if at not in stayed_before)
    new = Counter(one.number for at, one in enumerate(after) if at not in stayed_after)
    return {one for one, times in gone.items() if new.get(one) == times}


def _same(block: Block, kind: PairKind) -> Pair:
    run = (Run("same", block.text),)
    return Pair(kind, run, run, block.name, block.name)


def _gap(
    gone: Sequence[Block], new: Sequence[Numbered], moved: set[int], budget: Budget
) -> list[Pair]:
    """The pairs of what stood and of what stands between two paragraphs that stayed."""
    partners = _partners(gone, [one.block for one in new if one.number not in moved])
    pairs: list[Pair] = []
    waiting = list(gone)
    for number, block in new:
        if number in moved:
            pairs.append(_same(block, "moved"))
            continue
        partner = partners.get(id(block))
        while partner is not None and waiting and waiting[0] is not partner:
            pairs.append(_gone(waiting.pop(0)))
        if partner is None:
            pairs.append(Pair("new", after=(Run("new", block.text),), after_name=block.name))
        else:
            pairs.append(_changed(waiting.pop(0), block, budget))
    return pairs + [_gone(block) for block in waiting]


def _gone(block: Block) -> Pair:
    return Pair("gone", before=(Run("gone", block.text),), before_name=block.name)


def _partners(gone: Sequence[Block], new: Sequence[Block]) -> dict[int, Block]:
    """{id of a new paragraph: the one that it was before}, both in their order."""
    found: dict[int, Block] = {}
    if len(gone) * len(new) > MOST_COMPARED:
        return {id(block): old for old, block in zip(gone, new, strict=False)}
    counts = [_counted(block) for block in gone]
    first = 0
    for block in new:
        mine = _counted(block)
        for at in range(first, len(gone)):
            if _alike(counts[at], mine):
                found[id(block)] = gone[at]
                first = at + 1
                break
    return found


def _counted(block: Block) -> Counter[str]:
    return Counter(token.text for token in block.tokens if not token.text.isspace())


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    return 2 * (one & other).total() >= ALIKE * (one.total() + other.total())


def _changed(old: Block, new: Block, budget: Budget) -> Pair:
    kept = matches(old.tokens, new.tokens, budget)
    before = _runs(old.tokens, {x for x, _y in kept}, "gone")
    after = _runs(new.tokens, {y for _x, y in kept}, "new")
    return Pair("changed", before, after, old.name, new.name)


def _runs(tokens: Sequence[Token], kept: set[int], kind: RunKind) -> tuple[Run, ...]:
    said: list[tuple[RunKind, str]] = [
        ("same" if at in kept else kind, token.text) for at, token in enumerate(tokens)
    ]
    return tuple(
        Run(kind, "".join(text for _kind, text in together))
        for kind, together in groupby(said, key=itemgetter(0))
    )
