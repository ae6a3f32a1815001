"""The dates that a paragraph names, in digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from app.content.checks.calendars import Moment
from app.content.checks.figures import YEARS, amounts
from app.content.checks.lexicons import Lexicon, lexicon
from app.content.checks.plain import folded

_NUMERIC = re.compile(r"(?<![\d/.,-])(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?![/.-]?\d)")
_YEAR = r"(?:19|20)\d\d(?!\d)"
_SHORT_SPAN = re.compile(rf"(?<!\d)({_YEAR})\s?[–—-]\s?(\d\d)(?!\d)")
_AFTER = re.compile(r",?\s+(?:the\s+)?(\d{1,2})([a-z]{0,2})(?![\d:٪%]|[.,]\d|\w)")
_LATER = re.compile(rf",?\s+({_YEAR})")
FAR = 40  # characters before a month in which its day is looked for


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
    together = "".join(p for p in lexicon(language).prefixes if len(p) == 1) or "/"
    pattern = (
        rf"(?<![^\W\d_])(?P<prefix>[{together}]?)(?P<month>{spelt})\.?(?![^\W\d_])"
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
    after = _AFTER.match(text, end) if day is None and not year else None
    if after and after[2] in ("", *known.ordinal_endings):
        day, year, end = (int(after[1]), start), *_year_after(text, after.end())
    number, start = day or (None, start)
    if number and not 0 < number < 32:
        number = None
    if day is None and not year and not _month_meant(text, match, known):
        return
    earlier = _earlier_day(text, start, known) if number else None
    if earlier:
        first, begins = earlier
        yield Moment(frozenset({(first, month, year)}), text[begins:end], begins, start)
    said = text[start:end].rstrip(".")  # of a sentence, rather than of a shortened month
    yield Moment(frozenset({(number, month, year)}), said, start, end)


def _year_after(text: str, end: int) -> tuple[int | None, int]:
    """The year behind "March 5", and where the date then ends."""
    later = _LATER.match(text, end)
    return (int(later[1]), later.end()) if later else (None, end)


def _day_before(text: str, start: int, known: Lexicon) -> tuple[int, int] | None:
    """The day that stands before a month, as a number or in words, and where it begins."""
    before = folded(text[max(0, start - FAR) : start])
    base = start - len(before)
    ends = re.search(_between(known), before)
    before = before[: ends.start()] if ends else before.rstrip()
    stated, _implied = amounts(" " + before, known)
    first = re.search(r"(?<!\d)([12])(?:[a-z]{2})?$", before)
    if first:
        return int(first[1]), base + first.start()
    for one in stated[-1:]:
        value = min(one.values)
        if one.end - 1 + _tail(before, one.end - 1, known) == len(before) and value in range(1, 32):
            return int(value), base + one.start - 1
    return _small_ordinal(before, base, known)


def _earlier_day(text: str, start: int, known: Lexicon) -> tuple[int, int] | None:
    """The first of two days of one month: 3 to 4 August, الثالث والرابع من آب."""
    lead = known.lead.search(text, max(0, start - 12), start)
    if lead:
        return _day_before(text, lead.start(), known)
    return _day_before(text, start, known) if text[start : start + 1] == known.joiner else None


def _tail(before: str, end: int, known: Lexicon) -> int:
    return 2 if before[end:] in known.ordinal_endings else 0


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
