"""Who has a story open, and since when, so that two who write it know of each other."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, func, select

from app.clock import utcnow
from app.extensions import db
from app.models import Presence, User

AWAY = timedelta(minutes=10)  # without a sign for so long; a form without scripts gives but one
FORGOTTEN = timedelta(days=1)


def here(item_id: int, user_id: int, token: str) -> None:
    """Note that the form `token` is open now; said again every now and then while it is."""
    now = utcnow()
    db.session.execute(delete(Presence).where(Presence.seen_at < now - FORGOTTEN))
    row = db.session.get(Presence, token)
    if row is not None and (row.item_id, row.user_id) != (item_id, user_id):
        db.session.delete(row)
        db.session.flush()
        row = None
    if row is None:
        row = Presence(token=token[:40], item_id=item_id, user_id=user_id, opened_at=now)
        db.session.add(row)
    row.seen_at = now
    db.session.flush()


def others(item_id: int, user_id: int) -> list[tuple[str, datetime]]:
    """(name, since when) of those who have the item open besides a user, whoever came first.

    Everybody once: a page that is loaded again is another form.
    """
    since = func.min(Presence.opened_at)
    rows = db.session.execute(
        select(User.name, User.email, since)
        .join(User, User.id == Presence.user_id)
        .where(
            Presence.item_id == item_id,
            Presence.user_id != user_id,
            Presence.seen_at > utcnow() - AWAY,
        )
        .group_by(User.id, User.name, User.email)
        .order_by(since, User.id)
    )
    return [(name or email, opened) for name, email, opened in rows]


def gone(token: str) -> None:
    """Note that a form was closed."""
    db.session.execute(delete(Presence).where(Presence.token == token))
