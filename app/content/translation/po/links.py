"""Where translators see what they translate: as readers do, or by a link that shows a preview."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select

from app.clock import utcnow
from app.config import settings
from app.content.lifecycle import sharing
from app.content.lifecycle.publications import live
from app.content.translation.po.stories import Link, existing
from app.extensions import db
from app.models import Item, Page, Publication

LASTS = timedelta(days=30)
LONGER = timedelta(days=7)  # than it is awaited
MOST = timedelta(days=180)  # whenever it is awaited: whoever finds the file may open the link


def seen_at(preview: Callable[[str], str], due_on: date | None = None) -> Link:
    """What gives the address of an item in its own language.

    `preview` makes the path of the preview to which a key opens; the link holds some weeks, or a
    week longer than the translation is awaited, and half a year at most.
    """
    latest = utcnow() + MOST
    due = datetime.combine(due_on, time.max, UTC) if due_on else utcnow() + LASTS - LONGER
    until = min(due, latest - LONGER) + LONGER

    def address(item: Item) -> str:
        path = _public(item)
        return settings().site_url + (
            path or preview(sharing.signed(item, item.source_language, until))
        )

    return address


def _public(item: Item) -> str:
    """The path at which readers see what is translated; "" while they see something else."""
    text = existing(item, item.source_language)
    if text is None or text.working_copy is not None:
        return ""
    seen = select(Publication).where(Publication.text_id == text.id, live(utcnow()))
    publication = db.session.execute(seen).scalar()
    if publication is None:
        return ""
    if isinstance(item, Page):
        return f"/{item.source_language}/{item.key}"
    return f"/{item.source_language}/stories/{item.id}/{publication.revision.slug}"
