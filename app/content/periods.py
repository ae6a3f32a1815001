"""The dates of figures: a year, a month or a day, and from when such a figure answers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from flask_babel import gettext as _

from app.content.rows import Precision
from app.i18n import formats
from app.i18n.bidi import isolate
from app.models import Figure

PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")


class FactError(ValueError):
    """Something wrong with a fact or a figure; its text says what, `field` at which field."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


def period(text: str) -> tuple[date, Precision]:
    """First day and precision of "2019", "2019-06" or "2019-06-30"; FactError for anything else."""
    match = PERIOD.fullmatch(formats.digits_to_latin(text).strip())
    if not match:
        raise FactError(
            _(
                "“%(text)s” is not a date: write 2023, 2023-06 or 2023-06-30.",
                text=isolate(text.strip()),
            ),
            "as_of",
        )
    parts = [int(part) for part in match.groups() if part]
    try:
        return date(*[*parts, 1, 1][:3]), PRECISIONS[len(parts) - 1]
    except ValueError:
        sentence = _("“%(text)s” is not a day of the calendar.", text=isolate(text.strip()))
        raise FactError(sentence, "as_of") from None


def last_day(first: date, precision: str) -> date:
    """Last day of the period that begins on `first`."""
    if precision == "day":
        return first
    if precision == "year":
        return date(first.year, 12, 31)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)


def effective_from(first: date, precision: str, earlier: Iterable[Figure], today: date) -> date:
    """The day from which a figure answers.

    That is the first day of its period. A source that names only a year says nothing of the
    months, so where an exact figure inside that year was recorded before, the vague one follows
    it: 79 (February 2019), 80 (June 2019), 81 (2019) hold in that order.
    """
    last = last_day(first, precision)
    inside = [
        last_day(other.as_of, other.precision)
        for other in earlier
        if PRECISIONS.index(other.precision) > PRECISIONS.index(precision)
        and first <= other.as_of <= last
    ]
    day = max([first, *(end + timedelta(days=1) for end in inside)])
    return max(first, min(day, last, today))
