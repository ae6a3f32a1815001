"""Numbers, dates and lists as each language prints them; also filters in templates.

Each function's last argument is the language, by default the one now spoken.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial
from typing import Any, Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from markupsafe import Markup, escape

from app.config import settings
from app.i18n import bidi
from app.i18n.bidi import isolate, ltr
from app.i18n.current import current_language
from app.i18n.languages import Language, get
from app.i18n.truncation import truncate

__all__ = ["FILTERS", "isolate", "ltr", "truncate"]

Number = int | float | Decimal
# Babel sets the separators of a numbering system, but neither its digits nor its per cent sign.
_DIGITS = {
    "latn": {},
    "arab": str.maketrans("0123456789%", "٠١٢٣٤٥٦٧٨٩٪"),
    "arabext": str.maketrans("0123456789%", "۰۱۲۳۴۵۶۷۸۹٪"),
}
_LATIN_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 2)
_TAG_OR_ENTITY = re.compile(r"(<[^>]*>|&#?\w+;)")
_UNITS = ("byte", "kilobyte", "megabyte", "gigabyte")


def number(n: Number, language: Language | None = None) -> str:
    """`n` with the language's digits and separators: 1,234.5 or ١٬٢٣٤٫٥."""
    spoken = language or current_language()
    system = spoken.numerals
    return _digits(format_decimal(n, locale=spoken.locale, numbering_system=system), spoken)


def figure(
    value: Number, style: Literal["number", "year"] = "number", language: Language | None = None
) -> str:
    """The figure of a fact; a year has no separators."""
    spoken = language or current_language()
    return _digits(str(int(value)), spoken) if style == "year" else number(value, spoken)


def percent(n: Number, language: Language | None = None) -> str:
    """The fraction `n` in hundredths: 0.85 is 85%."""
    spoken = language or current_language()
    system = spoken.numerals
    return _digits(format_percent(n, locale=spoken.locale, numbering_system=system), spoken)


def date(d: datetime.date, language: Language | None = None) -> str:
    """A day, or the day of a moment in the site's time zone: 28 September 2022."""
    return partial_date(d, "day", language)


def partial_date(
    d: datetime.date, precision: Literal["year", "month", "day"], language: Language | None = None
) -> str:
    """A date as exactly as it is known: 2022, September 2022, or 28 September 2022."""
    spoken = language or current_language()
    day = to_local(d) if isinstance(d, datetime.datetime) else d
    pattern = {"year": "{year}", "month": spoken.month_year, "day": spoken.day}[precision]
    months = (spoken.months_alone if precision == "month" else ()) or spoken.months
    text = pattern.format(day=day.day, month=months[day.month - 1], year=day.year)
    return _digits(text, spoken)


def time_of_day(dt: datetime.datetime, language: Language | None = None) -> str:
    """The time of a moment in the site's time zone, by 24 hours: 17:05."""
    return _digits(f"{to_local(dt):%H:%M}", language or current_language())


def date_time(dt: datetime.datetime, language: Language | None = None) -> str:
    """The day and the time of a moment in the site's time zone."""
    spoken = language or current_language()
    return date(dt, spoken) + spoken.list_separator + time_of_day(dt, spoken)


def to_local(dt: datetime.datetime) -> datetime.datetime:
    """An aware moment in the site's time zone; ValueError for one without a time zone."""
    if dt.tzinfo is None:
        raise ValueError("A moment without a time zone cannot be shown.")
    return dt.astimezone(ZoneInfo(settings().timezone))


def duration(seconds: float, language: Language | None = None) -> str:
    """A length of time in words: 1 minute and 5 seconds. Parts that are zero are left out."""
    spoken = language or current_language()
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    named = {"hour": hours, "minute": minutes, "second": rest}
    parts = [_unit(n, f"duration-{name}", "long", spoken) for name, n in named.items() if n]
    return join_list(parts, spoken) or _unit(0, "duration-second", "long", spoken)


def file_size(size: int, language: Language | None = None) -> str:
    """A number of bytes, in the unit of a thousand that suits it: 1.2 MB."""
    value, step = float(size), 0
    while value >= 999.5 and step < len(_UNITS) - 1:
        value, step = value / 1000, step + 1
    shown = round(value, 1) if value < 10 and step else round(value)
    spoken = language or current_language()
    return _unit(shown, f"digital-{_UNITS[step]}", spoken.units, spoken)


def language_name(code: str) -> str:
    """The name of a language in the one now spoken: "Arabic", «العربية»."""
    spoken = Locale.parse(current_language().locale)
    # By its code: its locale may be another language's, whose rules it shares.
    return spoken.languages.get(code) or get(code).name


def join_list(items: Iterable[object], language: Language | None = None) -> str:
    """The items as a phrase: "a, b and c", «أ وب وج». Markup among them stays Markup."""
    values = [item if isinstance(item, str) else str(item) for item in items]
    if len(values) < 2:
        return "".join(values)
    patterns = Locale.parse((language or current_language()).locale).list_patterns["standard"]
    text = Markup if any(isinstance(value, Markup) for value in values) else str
    if len(values) == 2:
        return text(patterns["2"]).format(*values)
    joined = text(patterns["end"]).format(*values[-2:])
    for value in reversed(values[1:-2]):
        joined = text(patterns["middle"]).format(value, joined)
    return text(patterns["start"]).format(values[0], joined)


def marked(text: str, language: Language | None = None) -> Markup:
    """`text` as HTML with each run in the script of the other direction in <bdi>.

    For texts that mix directions, such as «خلاصة (Atom)»; Markup keeps its own tags.
    """
    spoken = language or current_language()
    run = bidi.LATIN_RUN if spoken.direction == "rtl" else bidi.ARABIC_RUN
    parts = _TAG_OR_ENTITY.split(str(escape(text)))
    parts[::2] = [run.sub(r"<bdi>\g<0></bdi>", part) for part in parts[::2]]
    return Markup("".join(parts))  # noqa: S704  # escaped above, or Markup already


def digits_to_latin(text: str) -> str:
    """`text` with Arabic-Indic and Persian digits as 0 to 9: what people type into forms."""
    return text.translate(_LATIN_DIGITS)


def _unit(n: Number, unit: str, length: Literal["long", "short"], language: Language) -> str:
    say = partial(format_unit, n, unit, locale=language.locale, numbering_system=language.numerals)
    # Where Babel lacks the long form it prints the key, "280 digital-kilobyte".
    text = said if unit not in (said := say(length=length)) else say(length="short")
    return _digits(text, language)


def _digits(text: str, language: Language) -> str:
    return text.translate(_DIGITS[language.numerals])


# Both sorts of functions: those that ask for a language, and those that do not care.
FILTERS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (
        number, figure, percent, date, partial_date, time_of_day, date_time, to_local, duration,
        file_size, language_name, join_list, digits_to_latin, isolate, ltr, marked, truncate,
    )
}  # fmt: skip
