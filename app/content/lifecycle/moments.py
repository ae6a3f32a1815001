"""The moments at which something begins and ends for readers, as a person gives them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from app.clock import utcnow
from app.content.problems import Problems, TextError

LATE = timedelta(seconds=60)  # a minute that has just begun still counts as now


@dataclass(frozen=True, slots=True)
class Span:
    """From when and until when; without an end for good."""

    starts: datetime
    ends: datetime | None


def span(at: datetime | None, until: datetime | None, person: bool) -> Span:
    """The span that was asked for, in whole minutes; TextError at "at" and "until".

    A person cannot publish in the past; an import can, and to the second.
    """
    now = utcnow()
    if not person:
        return _ordered(Span(at or now, until))
    start = _minute(at) if at else now
    if at is not None and at < now - LATE:
        raise TextError({"at": [_("This moment is in the past. Please choose one to come.")]})
    return _ordered(Span(max(start, now), _minute(until) if until else None))


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


def _ordered(asked: Span) -> Span:
    problems: Problems = {}
    if asked.ends is not None and asked.ends <= asked.starts:
        problems["until"] = [_("The end must be later than the beginning.")]
    if problems:
        raise TextError(problems)
    return asked
