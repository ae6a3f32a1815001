"""Notices as editors write them: when they begin and end, and in which languages they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, select

from app.clock import utcnow
from app.content import citations
from app.content.keeping.common import (
    KeepingError,
    alone,
    faults,
    remember,
    require,
    texts,
    too_long,
)
from app.extensions import db
from app.models import Notice, Story
from app.search.folding import fold

LONGEST = 400  # characters: a notice is a few sentences
USUALLY = timedelta(days=3)  # how long a notice is on where nobody says otherwise
STATES = ("on", "coming", "ended")


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """A notice as its form holds it; no beginning means now."""

    text: Mapping[str, str] = field(default_factory=dict)
    ends_at: datetime | None = None
    starts_at: datetime | None = None
    everywhere: bool = False
    story_id: int | None = None


def usual_end() -> datetime:
    """When a notice ends that begins now: some days later, at the next full hour."""
    full = utcnow().replace(minute=0, second=0, microsecond=0)
    return full + USUALLY + timedelta(hours=1)


def state_of(row: Notice, now: datetime | None = None) -> str:
    """Whether a notice is "on", "coming" or "ended"."""
    now = now or utcnow()
    if row.ends_at <= now:
        return "ended"
    return "coming" if row.starts_at > now else "on"


def found(state: str = "", language: str = "", query: str = "") -> list[Notice]:
    """The notices of a state that are in `language` and hold `query`, what ends last first."""
    statement = select(Notice).order_by(Notice.ends_at.desc(), Notice.id.desc())
    if state in STATES:
        statement = statement.where(_in_state(state, utcnow()))
    wanted = fold(query).strip()
    return [
        row
        for row in db.session.execute(statement).scalars()
        if (not language or row.text.get(language))
        and any(wanted in fold(text) for text in row.text.values())
    ]


def _in_state(state: str, now: datetime) -> ColumnElement[bool]:
    if state == "ended":
        return Notice.ends_at <= now
    begun = Notice.starts_at <= now if state == "on" else Notice.starts_at > now
    return and_(begun, Notice.ends_at > now)


def add(words: NoticeWords, token: str) -> Notice:
    """A new notice; the one that there is where the form of that token was sent before."""
    alone()
    sent = db.session.execute(select(Notice).filter_by(key=token)).scalar()
    if sent is not None:
        return sent
    row = Notice(key=token)
    _fill(row, words)
    db.session.add(row)
    db.session.flush()
    return row


def save(row: Notice, words: NoticeWords) -> Notice:
    """Change a notice; KeepingError changes nothing."""
    _fill(row, words)
    db.session.flush()
    return row


def end(row: Notice) -> None:
    """Take a notice down now; one that is still to come never appears."""
    now = utcnow()
    if row.ends_at > now:
        row.starts_at, row.ends_at = min(row.starts_at, now), now
    db.session.flush()


def problems(text: str) -> list[str]:
    """What is wrong with a notice in one language, which may not be empty."""
    if not text.strip():
        return [_("Write the notice in one language at least.")]
    return too_long(text, LONGEST) + citations.problems(text, None)


def _fill(row: Notice, words: NoticeWords) -> None:
    text = texts(words.text)
    if not text:
        raise KeepingError({"": [_("Write the notice in one language at least.")]})
    require(faults("text", text, LONGEST))
    starts = words.starts_at or row.starts_at or utcnow()
    if words.ends_at is None:
        raise KeepingError({"end_day": [_("Say when it ends: a notice that stays is overlooked.")]})
    if words.ends_at <= starts:
        raise KeepingError({"end_day": [_("The end must come after the beginning.")]})
    story = db.session.get(Story, words.story_id) if words.story_id is not None else None
    if words.story_id is not None and (story is None or story.taken_down_at is not None):
        raise KeepingError({"story": [_("There is no story of that number.")]})
    remember(text)
    row.text, row.everywhere, row.story_id = text, words.everywhere, words.story_id
    row.starts_at, row.ends_at = starts, words.ends_at
