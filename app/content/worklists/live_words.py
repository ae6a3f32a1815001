"""The words of live stories as the checks look at them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from app.clock import utcnow
from app.content import facts
from app.content.checks import Words
from app.content.lifecycle.publications import live
from app.extensions import db
from app.models import Item, Publication, Revision, Text, WorkingCopy

ITEM, WORDS, LIVE = Item.__table__.c, WorkingCopy.__table__.c, Publication.__table__
# Others of the same item; made once, since that takes longer than to ask.
TEXT, LATER = Text.__table__.alias().c, Publication.__table__.alias().c


def of(ids: Collection[int]) -> dict[int, dict[str, Words]]:
    """The live words of these stories by their numbers and languages, the source language first."""
    found: dict[int, list[Any]] = {}
    for row in _rows(ids) if ids else ():
        found.setdefault(row.item_id, []).append(row)
    return {
        id: {row.language: _words(row) for row in sorted(rows, key=_source_first)}
        for id, rows in found.items()
    }


def in_work(now: datetime) -> ColumnElement[bool]:
    """Whether the desk has other words of a publication's item than readers: what is counted as
    behind is about those."""
    copies = select(WORDS.text_id).where(
        WORDS.text_id == TEXT.id, TEXT.item_id == Publication.item_id
    )
    coming = select(LATER.id).where(LATER.item_id == Publication.item_id, LATER.starts_at > now)
    return or_(copies.correlate(LIVE).exists(), coming.correlate(LIVE).exists())


def _rows(ids: Collection[int]) -> Any:
    now = utcnow()
    words = (Revision.title, Revision.standfirst, Revision.body, Revision.byline)
    return db.session.execute(
        select(
            Publication.item_id,
            Publication.language,
            Publication.published_at,
            Publication.starts_at,
            Publication.media_id,
            Publication.note,
            ITEM.source_language,
            Text.behind,
            in_work(now).label("in_work"),
            *words,
            Revision.alt,
            Revision.caption,
        )
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Item.__table__, ITEM.id == Publication.item_id)
        .join(Text, Text.id == Publication.text_id)
        .where(Publication.item_id.in_(ids), Publication.type == "story", live(now))
    )


def _source_first(row: Any) -> tuple[bool, str]:
    return row.language != row.source_language, row.language


def _words(row: Any) -> Words:
    return Words(
        language=row.language,
        title=row.title,
        standfirst=row.standfirst,
        body=row.body,
        byline=row.byline,
        alt=row.alt,
        caption=row.caption,
        has_picture=row.media_id is not None,
        published_on=facts.local_date(row.published_at),
        changed_at=row.starts_at,
        note=row.note,
        behind=0 if row.in_work else row.behind,
    )
