"""What a paragraph says that its translation must say too: numbers, dates, times, telephones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.content.checks import clocks, dates, figures
from app.content.checks.calendars import Day, Moment
from app.content.checks.clocks import Clock
from app.content.checks.figures import Amount
from app.content.checks.lexicons import lexicon
from app.content.checks.links import NOT_WORDS
from app.content.checks.plain import CITED, Passage, bare, folded
from app.content.citations import CITATION
from app.content.facts import Known

_DIGITS = re.compile(r"\d[\d.,٫٬]*\d")


@dataclass(frozen=True)
class Reading:
    """A paragraph and what it states; `implied` are the numbers that it may be said to mean."""

    passage: Passage
    amounts: tuple[Amount, ...]
    moments: tuple[Moment, ...]
    clocks: tuple[Clock, ...]
    phones: frozenset[str]
    weekdays: frozenset[int]
    implied: frozenset[float]
    relative: bool  # it says when without a date: "last year"


def blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """`text` of the same length, with a sign in place of every character of the spans."""
    kept, at = [], 0
    for start, end in sorted(spans):
        kept += [text[at:start], CITED * (end - max(start, at))]
        at = max(at, end)
    return "".join([*kept, text[at:]])


def without_names(text: str, language: str) -> str:
    """Bare `text` in which addresses, handles, citations and idioms are blanked."""
    plain = bare(text)
    for pattern in (CITATION, NOT_WORDS):
        plain = pattern.sub(lambda match: CITED * len(match[0]), plain)
    return blanked(plain, (m.span() for m in lexicon(language).idioms.finditer(folded(plain))))


def read(passage: Passage, language: str, known: Mapping[str, Known]) -> Reading:
    """The reading of a paragraph; `known` are the facts that it may cite."""
    words = lexicon(language)
    plain = without_names(passage.text, language)
    named = dates.moments(plain, language)
    text = blanked(folded(plain), ((one.start, one.end) for one in named))
    phones = figures.phones(text)
    text = blanked(text, ((start, end) for _digits, start, end in phones))
    times = clocks.clocks(text, words)
    text = blanked(text, ((start, end) for _minutes, _said, start, end in times))
    stated, implied = figures.amounts(text, words)
    stated = [replace(one, said=plain[one.start : one.end]) for one in stated]
    years = [Moment(_year(one), one.said, one.start, one.end) for one in stated if one.year]
    implied |= _of_moments(named) | _of_clocks(times) | _of_facts(passage, known)
    relative = words.dates.get("relative")
    return Reading(
        passage,
        tuple(one for one in stated if not one.year),
        (*named, *years),
        tuple(times),
        frozenset(digits for digits, _start, _end in phones),
        frozenset(clocks.weekdays(text, words)),
        frozenset(round(value, 6) for value in implied),
        bool(relative and relative.search(text)),
    )


def by_digits(reading: Reading) -> Reading:
    """What is left to compare with a language whose words for numbers and days nobody has listed.

    Numbers of two digits or more: small ones it may say in words.
    """
    written = tuple(one for one in reading.amounts if _DIGITS.search(one.said))
    return replace(reading, amounts=written, moments=(), clocks=(), weekdays=frozenset())


def _year(one: Amount) -> frozenset[Day]:
    return frozenset({(None, None, int(min(one.values)))})


def _of_moments(found: Iterable[Moment]) -> set[float]:
    return {float(part) for one in found for day in one.days for part in day if part}


def _of_clocks(found: Iterable[Clock]) -> set[float]:
    minutes = {minute for clock in found for minute in clock[0]}
    return {float(minute // 60) for minute in minutes} | {float(m // 60 % 12) for m in minutes}


def _of_facts(passage: Passage, known: Mapping[str, Known]) -> set[float]:
    keys = {key for key, _at in passage.cites} & set(known)
    return {float(figure.value) for key in keys for figure in known[key].figures}
