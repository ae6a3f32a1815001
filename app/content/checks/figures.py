"""The numbers that a paragraph states, in digits and in words, and those that it may imply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.content.checks.lexicons import Lexicon
from app.content.checks.numerals import Number, Part, numbers
from app.content.checks.tokens import Token, tokens_of

_PHONE = re.compile(r"(?:\+|(?<!\d)00)\d[\d \u00a0().-]{6,20}\d|(?<!\d)\d[\d \u00a0().-]{6,20}\d\+")
_FOLLOWING = re.compile(r"[\s-]+([^\W\d_]+)")
YEARS = (1900, 2099)
FIRST_FIRM = 3  # one and two are said in too many other ways: a noun, a dual, "both"
_ROUND = {100.0, 1e3, 1e6, 1e9, 1e12}


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as it is said; `firm` where the other language cannot leave it unsaid."""

    values: frozenset[float]
    said: str
    start: int
    end: int
    firm: bool
    ordinal: bool = False
    year: bool = False


def phones(text: str) -> list[tuple[str, int, int]]:
    """The telephone numbers of folded `text`: digits, start, end."""
    found = []
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if 9 <= len(digits) <= 15:
            found.append((digits.removeprefix("00"), match.start(), match.end()))
    return found


def amounts(text: str, known: Lexicon) -> tuple[list[Amount], set[float]]:
    """The numbers that folded `text` states, and the values that it may imply."""
    tokens = list(tokens_of(text, known))
    implied = {value for token in tokens for value in token.maybe}
    found = numbers(_runs(text, tokens), known.units_first)
    for number in found:
        implied.update(v for part in number.parts for v in part.values)
        implied.update(number.values())
    stated = [one for number in found for one in _amount(text, number)]
    also = {token.start: token.maybe for token in tokens if token.maybe}
    stated = [_meant(text, one, also.get(one.start, ()), known) for one in stated]
    implied.update(value for one in stated for value in one.values)
    return stated, implied | _derived(text, implied, known)


def _meant(text: str, one: Amount, also: tuple[float, ...], known: Lexicon) -> Amount:
    """An amount with what else it may mean: خمس is five or a fifth, three quarters are 75 %."""
    following = _FOLLOWING.match(text, one.end)
    parts = known.fractions.get(following[1]) if following else None
    if not parts:
        return replace(one, values=one.values | set(also)) if also else one
    share = max(one.values) / parts
    values = frozenset((round(share, 6), float(round(100 * share))))
    return replace(one, values=values, firm=False)


def _derived(text: str, implied: set[float], known: Lexicon) -> set[float]:
    """Values said by others: an hour and a half, half of 700, ألف يوم ويوم."""
    found: set[float] = set()
    if 0.5 in implied:
        found |= {changed for v in implied for changed in (v + 0.5, v / 2, v * 1.5)}
    if known.units_first and re.search(rf"(?<!\w)(\w{{2,}}) {known.joiner}\1ا?(?!\w)", text):
        found |= {value + 1 for value in implied if value >= 100}
    return found


def _amount(text: str, number: Number) -> Iterator[Amount]:
    parts, values = number.parts, number.values()
    start, end = parts[0].start, parts[-1].end
    value = max(values)
    digits, ordinal = parts[0].digits, any(part.ordinal for part in parts)
    if value < FIRST_FIRM:
        return
    alone = len(parts) == 1 and not digits and (value in _ROUND or parts[0].multiple)
    year = len(parts) == 1 and text[start:end].isdigit() and YEARS[0] <= value <= YEARS[1]
    yield Amount(values, text[start:end], start, end, not alone and not ordinal, ordinal, year)


def _runs(text: str, tokens: list[Token]) -> list[list[Part]]:
    """Parts in runs with nothing but spaces, hyphens and joiners between one and the next."""
    runs: list[list[Part]] = []
    end, joined = -1, False
    for token in tokens:
        touching = end >= 0 and re.fullmatch(r"[\s\u00a0-]*", text[end : token.start]) is not None
        if token.joiner:
            joined, end = touching, token.end if touching else -1
            continue
        if token.part is None:
            end, joined = -1, False
            continue
        part = token.part if token.part.joined or not joined else replace(token.part, joined=True)
        if touching and runs:
            runs[-1].append(part)
        else:
            runs.append([replace(part, joined=False) if part.joined else part])
        end, joined = token.end, False
    return runs
