"""Links that work once and until a moment: to the first administrator, invited, or locked out."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import delete, select, update

from app.accounts.sessions import hashed
from app.clock import utcnow
from app.config import settings
from app.extensions import db
from app.models import OneTimeLink, User

SETUP, INVITE, RESET = "setup", "invite", "reset"
LASTS = {SETUP: timedelta(hours=1), INVITE: timedelta(days=7), RESET: timedelta(hours=1)}
# The page that takes them; named here since commands make links too, and know no pages.
PAGE = "/editor/link/"


def make(purpose: str, user: User | None = None, by: User | None = None) -> str:
    """A new link in place of those that `user` had; its whole address, which is kept nowhere."""
    key, now = secrets.token_urlsafe(32), utcnow()
    old = OneTimeLink.user_id == user.id if user else OneTimeLink.user_id.is_(None)
    db.session.execute(delete(OneTimeLink).where(old))
    link = OneTimeLink(
        key_hash=hashed(key),
        purpose=purpose,
        user_id=user.id if user else None,
        ends_at=now + LASTS[purpose],
        created_by_id=by.id if by else None,
    )
    db.session.add(link)
    db.session.flush()
    return f"{settings().site_url}{PAGE}{key}"


def find(key: str) -> OneTimeLink | None:
    """The link with this key, if it still works."""
    found = db.session.execute(select(OneTimeLink).filter_by(key_hash=hashed(key))).scalar()
    if found is None or found.used_at is not None or found.ends_at <= utcnow():
        return None
    user = whose(found)
    return None if user is not None and user.disabled_at is not None else found


def whose(link: OneTimeLink) -> User | None:
    """Whom a link is for; None for that to the first administrator."""
    return db.session.get(User, link.user_id) if link.user_id is not None else None


def use(link: OneTimeLink) -> bool:
    """Use a link up; False where somebody else did so in the meantime."""
    unused = update(OneTimeLink).where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
    used = db.session.connection().execute(unused.values(used_at=utcnow()))
    return used.rowcount == 1


def revoke(user: User) -> None:
    """Let the links of `user` work no more."""
    db.session.execute(delete(OneTimeLink).filter_by(user_id=user.id))
