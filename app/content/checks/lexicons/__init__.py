"""What each language calls numbers, months and days: one file of data a language, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.content.checks.plain import folded
from app.i18n import languages

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Lexicon:
    """A language as the checks know it; every word is folded, every pattern fits folded text.

    One that is not `listed` has no file here: only its months are known.
    """

    language: str
    listed: bool
    cardinals: Mapping[str, float]
    ordinals: Mapping[str, float]
    plurals: Mapping[str, float]
    multiples: Mapping[str, float]
    half: Mapping[str, float]
    fractions: Mapping[str, float]
    maybe: Mapping[str, tuple[float, ...]]
    suffixes: Mapping[str, tuple[float, ...]]
    weekdays: Mapping[str, float]
    months: Mapping[str, int]
    short_months: frozenset[str]
    joiner: str
    units_first: bool
    prefixes: tuple[str, ...]
    endings: tuple[str, ...]
    dual: re.Pattern[str]
    idioms: re.Pattern[str]
    before_year: tuple[str, ...]
    ordinal_endings: tuple[str, ...]
    lead: re.Pattern[str]
    of: re.Pattern[str]
    dates: Mapping[str, re.Pattern[str]]
    days: Mapping[str, re.Pattern[str]]
    event_ending: str
    time: Mapping[str, tuple[str, ...]]


def any_of(words: Iterable[str], around: bool = True) -> re.Pattern[str]:
    """A pattern for any of `words`, the longest first; one that never fits where there is none."""
    found = sorted({re.escape(word) for word in words if word}, key=len, reverse=True)
    if not found:
        return _NEVER
    middle = "|".join(found).replace(r"\ ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{middle})(?!\w)" if around else middle)


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language; nothing but its months where there is no file."""
    path = Path(__file__).with_name(f"{language}.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return Lexicon(
        language=language,
        listed=bool(data),
        cardinals=_values(data, "cardinals"),
        ordinals=_values(data, "ordinals"),
        plurals=_values(data, "plurals"),
        multiples=_values(data, "multiples"),
        half=_values(data, "half"),
        fractions=_values(data, "fractions"),
        weekdays=_values(data, "weekdays"),
        maybe=_lists(data, "maybe"),
        suffixes=_lists(data, "suffixes"),
        months=_months(language, data),
        short_months=frozenset(name for name in data.get("months", {}) if len(name) < 5),
        joiner=data.get("joiner", ""),
        units_first=data.get("units_first", False),
        prefixes=tuple(folded(prefix) for prefix in data.get("prefixes", ())),
        endings=tuple(data.get("endings", ())),
        dual=re.compile(rf"\w{{3,}}{data['dual']}$") if data.get("dual") else _NEVER,
        idioms=any_of(map(folded, data.get("idioms", ()))),
        ordinal_endings=tuple(data.get("ordinal_endings", ())),
        lead=_lead(data.get("dates", {}).get("ranges", ())),
        of=_of(data.get("of", ()), data.get("articles", ())),
        before_year=tuple(data.get("dates", {}).get("before_year", ())),
        dates=_patterns(data.get("dates", {})),
        days=_patterns(data.get("days", {})),
        event_ending=data.get("days", {}).get("event_ending", ""),
        time={name: tuple(map(folded, data.get("time", {}).get(name, ()))) for name in _TIME},
    )


_TIME = ("morning", "evening")


def _lead(words: Iterable[str]) -> re.Pattern[str]:
    """What stands between two days of a month, at the end of a text: "to", a dash."""
    return re.compile(rf"(?:\s*[–—-]\s*|\s+(?:{'|'.join(words) or '(?!)'})\s*)$")


def _of(words: Iterable[str], articles: Iterable[str]) -> re.Pattern[str]:
    """What stands between things and that to which they belong: "of the"."""
    return re.compile(
        rf"\s+(?:{'|'.join(map(folded, words)) or '(?!)'})\s+(?:(?:{'|'.join(articles)})\s+)?"
    )


def _values(data: Mapping[str, Any], name: str) -> dict[str, float]:
    return {folded(word): float(value) for word, value in data.get(name, {}).items()}


def _lists(data: Mapping[str, Any], name: str) -> dict[str, tuple[float, ...]]:
    return {folded(word): tuple(map(float, row)) for word, row in data.get(name, {}).items()}


def _patterns(data: Mapping[str, Any]) -> dict[str, re.Pattern[str]]:
    return {
        name: any_of(map(folded, words)) for name, words in data.items() if isinstance(words, list)
    }


def _months(language: str, data: Mapping[str, Any]) -> dict[str, int]:
    """Every name of each month with its number, as it is spelt: a capital may tell May from may."""
    known = languages.find(language)
    names = known.months if known else ()
    found = {part.strip(): number for number, row in enumerate(names, 1) for part in row.split("/")}
    return {**found, **data.get("months", {})}
