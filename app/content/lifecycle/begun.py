"""Which story a form has begun: sent twice, or again a day later, a form begins one story only."""

from __future__ import annotations

from sqlalchemy import select, update

from app.clock import utcnow
from app.content.lifecycle.presence import AWAY
from app.extensions import db
from app.models import Presence, Story, Text, WorkingCopy


def by_form(token: str, user_id: int) -> Story | None:
    """The story that this form of a user has begun; None where it has begun none."""
    for ids in (
        select(Presence.item_id).filter_by(token=token, user_id=user_id),
        select(Text.item_id)
        .join(WorkingCopy)
        .where(WorkingCopy.token == token, WorkingCopy.user_id == user_id),
    ):
        found = db.session.execute(ids.limit(1)).scalar()
        if found is not None:
            return db.session.get(Story, found)
    return None


def remember(story: Story, user_id: int, token: str) -> None:
    """Note that this form has begun a story; IntegrityError where it has begun another already."""
    db.session.add(Presence(token=token, item_id=story.id, user_id=user_id))
    db.session.flush()


def left(token: str) -> None:
    """Note that a form was saved and closed: shown to nobody, and still known for a day."""
    closed = update(Presence).where(Presence.token == token)
    db.session.execute(closed.values(seen_at=utcnow() - AWAY))
