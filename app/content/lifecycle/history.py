"""What was saved and published of a text: by whom, when, and how it stood at a given minute."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.clock import utcnow
from app.content.lifecycle.aside import ASIDE, STOOD
from app.content.lifecycle.calledoff import CalledOff, called_off
from app.content.lifecycle.publications import live, refuse_gone
from app.extensions import db
from app.models import AuditEntry, Item, Publication, Revision, Text, User

AT_ONCE = 50
SCHEDULED, CALLED_OFF = "scheduled", "called-off"  # of a publication that is none yet, or none


@dataclass(frozen=True, slots=True)
class Entry:
    """A revision: its number, who made it, when and how, and when readers had it.

    `kind` is the revision's, or ASIDE where its words came second and were put aside, SCHEDULED
    where readers will have them later, and CALLED_OFF where they were to; `off` says more then.
    """

    id: int
    language: str
    at: datetime
    who: str
    kind: str
    title: str
    publications: tuple[Publication, ...]
    off: CalledOff | None = None


def entries(item: Item, language: str, before: int | None = None) -> list[Entry]:
    """The newest revisions of an item in a language, at most AT_ONCE, below a number."""
    refuse_gone(item)
    wanted = (
        select(Revision, User.name, User.email)
        .join(Text, Text.id == Revision.text_id)
        .outerjoin(User, User.id == Revision.user_id)
        .where(Text.item_id == item.id, Text.language == language)
        .order_by(Revision.id.desc())
        .limit(AT_ONCE)
    )
    if before is not None:
        wanted = wanted.where(Revision.id < before)
    rows = db.session.execute(wanted).all()
    published = _published([revision.id for revision, *_ in rows])
    kinds = {one.id: _kind(one, published.get(one.id, ())) for one, *_ in rows}
    off = called_off(item, language, [one for one, *_ in rows if kinds[one.id] == CALLED_OFF])
    return [
        Entry(
            one.id, language, one.created_at, name or email or "", kinds[one.id], one.title,
            tuple(published.get(one.id, ())), off.get(one.id),
        )
        for one, name, email in rows
    ]  # fmt: skip


def _kind(revision: Revision, publications: Sequence[Publication]) -> str:
    if revision.note == ASIDE:
        return ASIDE
    if revision.kind != "publish":
        return revision.kind
    if not publications:
        return CALLED_OFF
    return SCHEDULED if publications[0].starts_at > utcnow() else revision.kind


def _published(ids: Sequence[int]) -> dict[int, list[Publication]]:
    rows = select(Publication).where(Publication.revision_id.in_(ids))
    found: dict[int, list[Publication]] = {}
    for one in db.session.execute(rows.order_by(Publication.starts_at)).scalars():
        found.setdefault(one.revision_id, []).append(one)
    return found


def revision(item: Item, id: int) -> tuple[Revision, str] | None:
    """A revision of this item and its language; None where it has none of that number."""
    refuse_gone(item)
    row = db.session.execute(
        select(Revision, Text.language)
        .join(Text, Text.id == Revision.text_id)
        .where(Revision.id == id, Text.item_id == item.id)
    ).first()
    return (row[0], row[1]) if row else None


def before(revision: Revision) -> Revision | None:
    """What a text said before a revision, put aside or not; None before the first."""
    earlier = select(Revision).where(
        Revision.text_id == revision.text_id, Revision.id < revision.id, STOOD
    )
    return db.session.execute(earlier.order_by(Revision.id.desc()).limit(1)).scalar()


def stood(item: Item, language: str, at: datetime) -> Publication | None:
    """What readers had of an item in a language at a moment; None where they had nothing."""
    refuse_gone(item)
    return db.session.execute(
        select(Publication).where(
            Publication.item_id == item.id, Publication.language == language, live(at)
        )
    ).scalar()


@dataclass(frozen=True, slots=True)
class Turn:
    """That another language became the one which the others are compared with."""

    at: datetime
    who: str
    before: str
    now: str


def turns(item: Item) -> list[Turn]:
    """When the source of an item was changed, the newest first, by the log."""
    rows = select(AuditEntry).where(
        AuditEntry.action == "text.source",
        AuditEntry.subject == item.type,
        AuditEntry.subject_id == str(item.id),
    )
    found = db.session.execute(rows.order_by(AuditEntry.number.desc())).scalars()
    told = [(row, json.loads(row.detail)) for row in found]
    return [Turn(row.at, row.user_name, detail["from"], detail["to"]) for row, detail in told]


def names(ids: Iterable[int | None]) -> dict[int, str]:
    """The names of users by their numbers."""
    wanted = {id for id in ids if id is not None}
    rows = db.session.execute(select(User).where(User.id.in_(wanted))).scalars() if wanted else ()
    return {user.id: user.name or user.email for user in rows}
