"""Signed-in browsers: an opaque key in the cookie, its hash in a row, an end to both."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from app.clock import utcnow
from app.config import settings
from app.extensions import db
from app.models import DeskSession, User

SEEN_EVERY = timedelta(seconds=60)  # how often a row is told that its browser is still there


def hashed(key: str) -> str:
    """What is kept of a key: with the database alone nobody signs in."""
    return hashlib.sha256(key.encode()).hexdigest()


def begin(user: User, device: str, address: str) -> str:
    """A new session of `user`; its key, which nobody sees again."""
    key = secrets.token_urlsafe(32)
    ends = utcnow() + timedelta(hours=settings().session_hours)
    db.session.add(
        DeskSession(
            key_hash=hashed(key),
            user_id=user.id,
            ends_at=ends,
            device=device[:200],
            address=address[:60],
        )
    )
    db.session.flush()
    return key


def find(key: str) -> DeskSession | None:
    """The session of a key; None past its limit, after too long a pause, or of a disabled user."""
    found = db.session.execute(select(DeskSession).filter_by(key_hash=hashed(key))).scalar()
    if found is None or found.user.disabled_at is not None:
        return None
    now = utcnow()
    idle = timedelta(minutes=settings().session_idle_minutes)
    if found.ends_at <= now or found.seen_at + idle <= now:
        return None
    return found


def seen(session: DeskSession) -> bool:
    """Note that the browser of `session` is still there; whether there was anything to note."""
    if utcnow() - session.seen_at < SEEN_EVERY:
        return False
    session.seen_at = utcnow()
    return True


def of_user(user: User) -> list[DeskSession]:
    """The sessions of a user that last, the newest first."""
    rows = select(DeskSession).filter_by(user_id=user.id).order_by(DeskSession.created_at.desc())
    now, idle = utcnow(), timedelta(minutes=settings().session_idle_minutes)
    found = db.session.execute(rows).scalars()
    return [row for row in found if row.ends_at > now and row.seen_at + idle > now]


def end(session: DeskSession) -> None:
    """End one session."""
    db.session.delete(session)
    db.session.flush()


def end_all(user: User, but: DeskSession | None = None) -> None:
    """End the sessions of a user, `but` for one."""
    gone = delete(DeskSession).where(DeskSession.user_id == user.id)
    if but is not None:
        gone = gone.where(DeskSession.id != but.id)
    db.session.execute(gone)


def clear_ended() -> None:
    """Forget the sessions that have ended by themselves."""
    idle = utcnow() - timedelta(minutes=settings().session_idle_minutes)
    gone = (DeskSession.ends_at <= utcnow()) | (DeskSession.seen_at <= idle)
    db.session.execute(delete(DeskSession).where(gone))
