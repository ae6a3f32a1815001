"""Which live stories are due for a second look: all that is asked of the tables in one statement.

Nobody has to be told of a change. A story is due where it has not been looked at, where its live
words, its source, what is behind or its dismissals are others by now, where any fact is, and after
a while, since what it links to may have ended.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, String, case, cast, func, or_, select

from app.clock import utcnow
from app.content import facts
from app.content.lifecycle.publications import live
from app.content.worklists import live_words
from app.extensions import db
from app.models import Dismissal, Item, Publication, SecondLook, Text

LASTS = timedelta(days=1)
Is = ColumnElement[bool]
LOOK, ITEM = SecondLook.__table__.c, Item.__table__.c


@dataclass(frozen=True, slots=True)
class Due:
    """A live story that is due, and the state that it is in."""

    id: int
    state: str


def due(limit: int | None = None, *, changed: bool = False) -> list[Due]:
    """Live stories that are due: what was changed, then what nobody looked at, the oldest looks.

    With `changed` only those that were looked at before they were changed.
    """
    found, own, never, again = _compared(utcnow())
    turn = case((never, 1), (own, 0), else_=2)
    wanted = own if changed else or_(never, own, again)
    rows = found.where(wanted).order_by(turn, LOOK.looked_at, found.selected_columns[0].desc())
    return [Due(*row) for row in db.session.execute(rows.limit(limit))]


def waiting() -> int:
    """How many live stories are due."""
    found, *reasons = _compared(utcnow())
    rows = found.where(or_(*reasons)).subquery()
    return db.session.execute(select(func.count()).select_from(rows)).scalar_one()


def _compared(now: datetime) -> tuple[Select[Any], Is, Is, Is]:
    """The live stories beside what is kept of them, and three reasons to look again.

    It was changed; nobody has looked; facts have changed, or it is long ago.
    """
    states = _states(now).subquery()
    found = select(states.c.item_id, states.c.state).outerjoin(
        SecondLook.__table__, LOOK.item_id == states.c.item_id
    )
    again = or_(LOOK.facts != facts_now(), LOOK.looked_at < now - LASTS)
    return found, LOOK.state != states.c.state, LOOK.item_id.is_(None), again


def _states(now: datetime) -> Select[int, str]:
    """Each live story with a text that is another one after each change of what is looked at.

    Publications and dismissals are only added, and a newer one has the greater number.
    """
    behind = case((Text.behind == 0, 0), (live_words.in_work(now), 0), else_=Text.behind)
    dismissals = (
        select(func.count())
        .where(Dismissal.item_id == Publication.item_id)
        .correlate(Publication)
        .scalar_subquery()
    )
    source = case((Publication.language == ITEM.source_language, Publication.id), else_=0)
    state = _joined(
        func.count(),
        func.sum(source),
        func.sum(Publication.id),
        func.sum(behind * cast(Text.id, BigInteger)),
        dismissals,
    )
    return (
        select(Publication.item_id, state.label("state"))
        .join(Text, Text.id == Publication.text_id)
        .join(Item.__table__, ITEM.id == Publication.item_id)
        .where(Publication.type == "story", live(now))
        .group_by(Publication.item_id)
    )


def _joined(first: ColumnElement[Any], *others: ColumnElement[Any]) -> ColumnElement[str]:
    """Numbers as one text: 2:31:63:0:1."""
    found: ColumnElement[str] = cast(first, String)
    for one in others:
        found = found.concat(":").concat(cast(one, String))
    return found


def facts_now() -> str:
    """A text that is another one as soon as any fact says something else."""
    return sha256(repr(sorted(facts.known().items())).encode()).hexdigest()
