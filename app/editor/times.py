"""Moments in forms: a day and a time as typed, by the clock of the site, kept as UTC.

A form has two fields for a moment: `<name>_day` and `<name>_time` (day_field, time_field).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from wtforms import StringField
from wtforms.widgets import DateInput, TimeInput

from app.clock import utcnow
from app.config import settings
from app.editor.forms import DeskForm, line
from app.i18n.bidi import isolate
from app.i18n.formats import date as written
from app.i18n.formats import digits_to_latin, to_local

FIRST_YEAR, LAST_YEAR = 2000, 2100
_MARKS = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")
_DAY = re.compile(r"(?P<y>[0-9]{4})[-/.](?P<m>[0-9]{1,2})[-/.](?P<d>[0-9]{1,2})")
_DAY_FIRST = re.compile(r"(?P<d>[0-9]{1,2})[-/.](?P<m>[0-9]{1,2})[-/.](?P<y>[0-9]{4})")
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?:[:.][0-9]{2}(?:\.[0-9]+)?)?")


class MomentError(ValueError):
    """What is no moment: its text is a sentence, `part` the field at fault, "day" or "time"."""

    def __init__(self, part: str, sentence: str) -> None:
        super().__init__(sentence)
        self.part = part


def day_field(label: Any, **values: Any) -> StringField:
    """A field for a day: the browser's own calendar where it has one, else what is typed."""
    return StringField(label, filters=[line], widget=DateInput(), **values)


def time_field(label: Any, **values: Any) -> StringField:
    """A field for a time of day, by 24 hours."""
    return StringField(label, filters=[line], widget=TimeInput(), **values)


def day_value(moment: datetime) -> str:
    """The day of a moment (aware) as a day field holds it: 2026-11-22."""
    return to_local(moment).date().isoformat()


def time_value(moment: datetime) -> str:
    """The time of a moment (aware) as a time field holds it: 09:05."""
    return f"{to_local(moment):%H:%M}"


def values(name: str, moment: datetime | None) -> dict[str, str]:
    """What a form's two fields for the moment `name` hold: {"begin_day": …, "begin_time": …}."""
    if moment is None:
        return {f"{name}_day": "", f"{name}_time": ""}
    return {f"{name}_day": day_value(moment), f"{name}_time": time_value(moment)}


def parse(day: str, at: str, default: str = "") -> datetime | None:
    """The moment (UTC) of a day and a time by the clock of the site; None where both are empty.

    Understands 2026-11-22, 22/11/2026, 9:05 and 09:05:00 in either digits. `default` is the time
    of a day typed without one. MomentError for half a moment, for nonsense, and for an hour that
    the clocks leave out.
    """
    day, at = plain(day), plain(at)
    if not day and not at:
        return None
    if not day:
        raise MomentError("day", _("Choose a day as well."))
    if not at and not default:
        raise MomentError("time", _("Choose a time as well."))
    return _in_utc(datetime.combine(_day(day), _time(at or default)))


def plain(text: str | None) -> str:
    """What was typed into a field of numbers, in Latin digits and without marks of direction."""
    return digits_to_latin(_MARKS.sub("", text or "")).strip()


def day_of(form: DeskForm, name: str) -> date | None:
    """The day in a field of its own; None where it is empty, or no day, which is said there."""
    text = plain(form[name].data)
    try:
        return _day(text) if text else None
    except MomentError as error:
        form.refuse({name: [str(error)]})
        return None


def _day(text: str) -> date:
    match = _DAY.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    try:
        found = date(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
    except ValueError:
        found = None
    if found is None:
        raise MomentError("day", _("Write the day as in 2026-11-22 or 22/11/2026."))
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise MomentError("day", _("Please look at the year again."))
    return found


def _time(text: str) -> time:
    match = _TIME.fullmatch(text)
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise MomentError("time", _("Write the time as in 09:05 or 17:30."))
    return time(int(match[1]), int(match[2]))


def _in_utc(local: datetime) -> datetime:
    """The moment of a local time; of an hour that comes twice, the first."""
    moment = local.replace(tzinfo=ZoneInfo(settings().timezone)).astimezone(UTC)
    if to_local(moment).replace(tzinfo=None) != local:
        raise MomentError(
            "time",
            _(
                "There is no %(time)s on %(day)s: the clocks go forward then. Choose another time.",
                time=isolate(f"{local:%H:%M}"),
                day=isolate(written(local.date())),
            ),
        )
    return moment


def read(form: DeskForm, name: str, default: str = "") -> datetime | None:
    """The moment (UTC) that the two fields `name` of a form hold; None where both are empty.

    Also None where they hold none: the sentence that says so then stands at the field.
    """
    try:
        return parse(form[f"{name}_day"].data, form[f"{name}_time"].data, default)
    except MomentError as error:
        form.refuse({f"{name}_{error.part}": [str(error)]})
        return None


def not_past(form: DeskForm, name: str, moment: datetime | None) -> None:
    """Put a sentence at the day `name` of a form where its moment has passed."""
    _require(form, name, moment is None or moment > utcnow(), lambda: _("This time has passed."))


def in_order(
    form: DeskForm, begin: datetime | None, name: str, end: datetime | None, now: bool = True
) -> None:
    """Put a sentence at the day `name` of a form where `end` is not after `begin`.

    No beginning is the present moment, unless `now` is false: then any end will do.
    """
    start = begin or (utcnow() if now else None)
    fine = start is None or end is None or end > start
    _require(form, name, fine, lambda: _("The end must come after the beginning."))


def _require(form: DeskForm, name: str, holds: bool, say: Callable[[], str]) -> None:
    if not holds:
        form.refuse({f"{name}_day": [say()]})
