"""Notices that are on now."""

from __future__ import annotations

from sqlalchemy import select

from app.clock import utcnow
from app.content import citations
from app.content.rows import NoticeRow
from app.content.texts import live
from app.extensions import db
from app.models import Notice, Publication, Revision


def current(language: str, home: bool) -> list[NoticeRow]:
    """The notices in `language` for the home page, or for any other page, newest first."""
    now = utcnow()
    statement = (
        select(Notice, Revision.slug)
        .outerjoin(
            Publication,
            (Publication.item_id == Notice.story_id)
            & (Publication.language == language)
            & live(now),
        )
        .outerjoin(Revision, Revision.id == Publication.revision_id)
        .where(Notice.starts_at <= now, Notice.ends_at > now)
        .order_by(Notice.starts_at.desc(), Notice.id.desc())
    )
    if not home:
        statement = statement.where(Notice.everywhere)
    return [
        _row(notice, slug, language)
        for notice, slug in db.session.execute(statement)
        if notice.text.get(language)
    ]


def _row(notice: Notice, slug: str | None, language: str) -> NoticeRow:
    story = (notice.story_id, slug) if notice.story_id is not None and slug is not None else None
    text = citations.plain(notice.text[language], language, None)
    return NoticeRow(notice.key, text, story, notice.starts_at)
