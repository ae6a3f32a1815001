"""The dates, months, weekdays and times of day that a paragraph names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from app.content.checks.figures import YEARS, amounts
from app.content.checks.lexicons import Lexicon, lexicon
from app.content.checks.plain import folded

Day = tuple[int | None, int | None, int | None]  # day, month, year; None where it is not said

_NUMERIC = re.compile(r"(?<![\d/.,-])(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?![/.-]?\d)")
_YEAR = r"(?:19|20)\d\d(?!\d)"
_SHORT_SPAN = re.compile(rf"(?<!\d)({_YEAR})\s?[–—-]\s?(\d\d)(?!\d)")
_LEAD = re.compile(r"(?:\s*[–—-]\s*|\s+(?:to|and|until|or|إلى|الى|حتى|أو|و)\s*)$")
_AFTER = re.compile(
    r",?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?![\d:٪%]|[.,]\d)(?!\s*(?:am|pm)\b)"
)
_CLOCK = re.compile(r"(?<![\d:.,])([01]?\d|2[0-4]):([0-5]\d)(?![\d:])")
FAR = 40  # characters before a month in which its day is looked for


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as it is said; more than one where 3/4/2022 may be either."""

    days: frozenset[Day]
    said: str
    start: int
    end: int

    @property
    def exact(self) -> bool:
        """Whether more than a month is said."""
        return any(day or year for day, _month, year in self.days)

    @property
    def has_year(self) -> bool:
        """Whether the year is said."""
        return any(year for _day, _month, year in self.days)

    @property
    def has_day(self) -> bool:
        """Whether the day is said."""
        return any(day for day, _month, _year in self.days)


class Calendar:
    """Days as far as they are said, asked whether another may be one of them."""

    def __init__(self, found: Iterable[Moment]) -> None:
        self.patterns: set[tuple[int, ...]] = set()
        self.index: set[tuple[tuple[int, ...], tuple[int, ...], Day]] = set()
        for day in {day for moment in found for day in moment.days}:
            pattern = tuple(at for at, part in enumerate(day) if part)
            self.patterns.add(pattern)
            for size in range(1, len(pattern) + 1):
                for common in combinations(pattern, size):
                    self.index.add((pattern, common, _only(day, common)))

    def agrees(self, moment: Moment) -> bool:
        """Whether `moment` may be one of the days: nothing that both say differs."""
        return any(self._agrees(day) for day in moment.days)

    def _agrees(self, day: Day) -> bool:
        for pattern in self.patterns:
            common = tuple(at for at in pattern if day[at])
            if common and (pattern, common, _only(day, common)) in self.index:
                return True
        return False


def _only(day: Day, parts: tuple[int, ...]) -> Day:
    first, second, third = (part if at in parts else None for at, part in enumerate(day))
    return first, second, third


def moments(text: str, language: str) -> list[Moment]:
    """The dates in bare `text`, in the order in which they stand."""
    found = [*_numeric(text), *_short_spans(text)]
    taken = [(one.start, one.end) for one in found]
    for one in _named(text, language):
        if not any(start < one.end and one.start < end for start, end in taken):
            found.append(one)
            taken.append((one.start, one.end))
    return sorted(found, key=lambda one: one.start)


def _numeric(text: str) -> Iterator[Moment]:
    for match in _NUMERIC.finditer(text.translate(_DIGITS)):
        a, b, c = int(match[1]), int(match[3]), int(match[4])
        options = ((a, b, c), (b, a, c), (c, b, a))
        days = {(d, m, _full(y)) for d, m, y in options if 0 < d < 32 and 0 < m < 13}
        days = {day for day in days if YEARS[0] <= (day[2] or 0) <= YEARS[1]}
        if days:
            yield Moment(frozenset(days), text[slice(*match.span())], *match.span())


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def _full(year: int) -> int:
    return year + 2000 if year < 100 else year


def _short_spans(text: str) -> Iterator[Moment]:
    """Both years of 2014–17."""
    for match in _SHORT_SPAN.finditer(text.translate(_DIGITS)):
        first, last = int(match[1]), int(match[1][:2] + match[2])
        if last > first:
            for year in (first, last):
                yield Moment(frozenset({(None, None, year)}), match[0], *match.span())


@cache
def _months(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    """A pattern for a month, once more in its other name, and its year; each name's number."""
    names = lexicon(language).months
    spelt = "|".join(_spelt(name) for name in sorted(names, key=len, reverse=True))
    before_year = "|".join(map(re.escape, lexicon(language).before_year)) or "(?!)"
    if not names:
        return re.compile("(?!)"), {}
    pattern = (
        rf"(?<![^\W\d_])(?P<prefix>[وبلف]?)(?P<month>{spelt})\.?(?![^\W\d_])"
        rf"(?:\s*[/(]\s*(?:{spelt})\)?(?![^\W\d_]))?"
        rf"(?P<year>,?\s+(?:(?:{before_year})\s+){{0,2}}(?P<number>{_YEAR}))?"
    )
    return re.compile(pattern), {folded(name): number for name, number in names.items()}


def _spelt(name: str) -> str:
    """A month with or without its hamza; آب keeps its own, or it would be a father."""
    if len(name) > 2:
        return re.sub("[أإآ]", "[أإآا]", re.escape(name)).replace(r"\ ", r"\s+")
    return re.escape(name)


def _named(text: str, language: str) -> Iterator[Moment]:
    pattern, names = _months(language)
    known = lexicon(language)
    plain = text.translate(_DIGITS)
    for match in pattern.finditer(plain):
        month = names.get(folded(re.sub(r"\s+", " ", match["month"])))
        if month is None:
            continue
        yield from _days(plain, match, month, known)


def _days(text: str, match: re.Match[str], month: int, known: Lexicon) -> Iterator[Moment]:
    """The date or dates that end or begin with a month: 3 to 5 March, March 5, 2022."""
    year = int(match["number"]) if match["number"] else None
    start, end = match.span()
    day = _day_before(text, match.start("month") if not match["prefix"] else start, known)
    if day is None and not year and (after := _AFTER.match(text, end)):
        day = (int(after[1]), start)
        end = after.end()
        later = re.match(rf",?\s+({_YEAR})", text[end:])
        year = int(later[1]) if later else None
        end += later.end() if later else 0
    number, start = day or (None, start)
    if number and not 0 < number < 32:
        number = None
    if day is None and not year and not _month_meant(text, match, known):
        return
    earlier = _earlier_day(text, start, known) if number else None
    if earlier:
        first, begins = earlier
        yield Moment(frozenset({(first, month, year)}), text[begins:end], begins, start)
    yield Moment(frozenset({(number, month, year)}), text[start:end], start, end)


def _day_before(text: str, start: int, known: Lexicon) -> tuple[int, int] | None:
    """The day that stands before a month, as a number or in words, and where it begins."""
    before = folded(text[max(0, start - FAR) : start])
    base = start - len(before)
    ends = re.search(_between(known), before)
    before = before[: ends.start()] if ends else before.rstrip()
    stated, _implied = amounts(" " + before, known)
    first = re.search(r"(?<!\d)([12])(?:st|nd)?$", before)
    if first:
        return int(first[1]), base + first.start()
    for one in stated[-1:]:
        value = min(one.values)
        if one.end - 1 + _tail(before, one.end - 1) == len(before) and value in range(1, 32):
            return int(value), base + one.start - 1
    return _small_ordinal(before, base, known)


def _earlier_day(text: str, start: int, known: Lexicon) -> tuple[int, int] | None:
    """The first of two days of one month: 3 to 4 August, الثالث والرابع من آب."""
    lead = _LEAD.search(text, max(0, start - 12), start)
    if lead:
        return _day_before(text, lead.start(), known)
    return _day_before(text, start, known) if text[start : start + 1] == known.joiner else None


def _tail(before: str, end: int) -> int:
    return 2 if before[end:] in ("st", "nd", "rd", "th") else 0


def _small_ordinal(before: str, base: int, known: Lexicon) -> tuple[int, int] | None:
    """The first and the second, which are no numbers elsewhere."""
    word = re.search(r"[^\W\d_]+$", before)
    if word is None:
        return None
    for prefix in ("", *known.prefixes):
        value = known.ordinals.get(word[0].removeprefix(prefix))
        if value in (1, 2):
            return int(value), base + word.start()
    return None


def _between(known: Lexicon) -> str:
    words = known.dates.get("between")
    return rf"\s+(?:{words.pattern}\s*)+$" if words else r"\s+$"


def _month_meant(text: str, match: re.Match[str], known: Lexicon) -> bool:
    """Whether a month without day and year is one: "in May", not "May" of maybe or مارس."""
    if match["month"] in known.short_months:
        return False
    before = folded(text[max(0, match.start() - 16) : match.start("month")]).rstrip(" -")
    words = known.dates.get("month_after")
    return bool(words and any(found.end() == len(before) for found in words.finditer(before)))


def weekdays(text: str, known: Lexicon) -> set[int]:
    """The days of the week that folded `text` names."""
    return {int(known.weekdays[w]) for w in re.findall(r"[^\W\d_]+", text) if w in known.weekdays}


def clocks(text: str, known: Lexicon) -> list[tuple[frozenset[int], str, int, int]]:
    """The times of day in folded `text`: minutes since midnight that each may be, said, span."""
    found = [_clock(text, match, known) for match in _CLOCK.finditer(text)]
    taken = [(start, end) for _minutes, _said, start, end in found]
    later = (
        match
        for match in _hours(known).finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    )
    return found + [_clock(text, match, known) for match in later]


def _clock(text: str, match: re.Match[str], known: Lexicon) -> tuple[frozenset[int], str, int, int]:
    hour = int(match[1])
    minute = int(match[2] or 0) if match.re is _CLOCK else 0
    after = text[match.end() : match.end() + 10].strip().split(" ")[0].strip("،,؛;")
    half = match["half"] if match.re is not _CLOCK else after
    if half in known.time["evening"]:
        hours = {hour % 12 + 12}
    elif half in known.time["morning"]:
        hours = {hour % 12}
    else:
        hours = {hour, (hour + 12) % 24} if hour <= 12 else {hour}
    return frozenset(h * 60 + minute for h in hours), match[0], match.start(), match.end()


@cache
def _hours_pattern(halves: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(halves, key=len, reverse=True) if len(w) > 1)
    return re.compile(rf"(?<![\d:.,])([01]?\d|2[0-4])()\s?(?P<half>{words or '(?!)'})(?!\w)")


def _hours(known: Lexicon) -> re.Pattern[str]:
    return _hours_pattern((*known.time["morning"], *known.time["evening"]))
