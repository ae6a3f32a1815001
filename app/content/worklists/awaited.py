"""Files that are out for translation: how many, which, and what can no more be taken in of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, cast, func, select

from app.clock import utcnow
from app.extensions import db
from app.models import HandedOut, Handout, Item, User

ITEM = Item.__table__.c


def counted() -> dict[str, tuple[int, datetime]]:
    """By language how many files are out for translation, and since when the first of them is."""
    statement = (
        select(Handout.language, func.count(), func.min(Handout.created_at))
        .where(is_out())
        .group_by(Handout.language)
    )
    return {code: (count, since) for code, count, since in db.session.execute(statement)}


def is_out() -> ColumnElement[bool]:
    """Whether a file is still awaited: nobody has closed it, and not all of it has come back."""
    awaited = select(HandedOut.id).where(
        HandedOut.handout_id == Handout.id, HandedOut.returned_at.is_(None)
    )
    return and_(Handout.closed_at.is_(None), awaited.correlate(Handout).exists())


@dataclass(frozen=True, slots=True)
class Out:
    """A file that is out for translation: how many texts it has, and how many came back.

    Those that are `turned` are translated from another language by now: they cannot be taken in.
    """

    handout: Handout
    texts: int
    returned: int
    name: str  # of whoever gave it out
    turned: int = 0


def out(language: str, after: int | None = None, limit: int = 25) -> tuple[list[Out], int | None]:
    """The files of a language that are awaited, the longest out first; and the next `after`."""
    statement = (
        select(Handout, func.count(HandedOut.id), func.count(HandedOut.returned_at), User.name)
        .join(HandedOut, HandedOut.handout_id == Handout.id)
        .outerjoin(User, User.id == Handout.user_id)
        .where(Handout.language == language, is_out())
        .group_by(Handout.id, User.id)
        .order_by(Handout.id)
    )
    if after is not None:
        statement = statement.where(Handout.id > after)
    found = [Out(*row) for row in db.session.execute(statement.limit(limit + 1))]
    turned = _turned([one.handout.id for one in found])
    shown = [replace(one, turned=turned.get(one.handout.id, 0)) for one in found[:limit]]
    return shown, shown[-1].handout.id if len(found) > limit else None


def _turned(ids: Collection[int]) -> dict[int, int]:
    """How many texts of these files, still awaited, have another source than the file by now."""
    its = and_(ITEM.type == HandedOut.subject, cast(ITEM.id, String) == HandedOut.subject_id)
    statement = (
        select(HandedOut.handout_id, func.count())
        .join(Handout, Handout.id == HandedOut.handout_id)
        .join(Item.__table__, its)
        .where(HandedOut.handout_id.in_(ids), HandedOut.returned_at.is_(None))
        .where(ITEM.source_language != Handout.source_language)
        .group_by(HandedOut.handout_id)
    )
    return dict(db.session.execute(statement).all())


def given_out(item: Item, but: str) -> bool:
    """Whether a file is awaited in which an item is translated from another language than `but`."""
    wanted = (
        select(HandedOut.id)
        .join(Handout, Handout.id == HandedOut.handout_id)
        .where(HandedOut.subject == item.type, HandedOut.subject_id == str(item.id))
        .where(HandedOut.returned_at.is_(None), Handout.closed_at.is_(None))
        .where(Handout.source_language != but)
    )
    return db.session.execute(wanted.limit(1)).first() is not None


def close(handout: Handout) -> None:
    """Await nothing any more of a file."""
    handout.closed_at = handout.closed_at or utcnow()
    db.session.flush()
