"""Browsers in which a user signed in before; one key each, for whoever signs in there."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy import delete, select

from app.accounts.sessions import hashed
from app.clock import utcnow
from app.extensions import db
from app.models import KnownDevice, User

A_YEAR = timedelta(days=365)
KEY_LENGTH = 43  # characters of 32 random bytes


def known(key: str, user: User | None) -> str:
    """The hash of this browser's key where `user` signed in here before, else ""."""
    found = _find(key, user) if key and user else None
    return found.key_hash if found else ""


def remember(key: str, user: User) -> str:
    """Remember that `user` signed in here; the browser's key, a new one where it had none."""
    key = key if len(key) == KEY_LENGTH else secrets.token_urlsafe(32)
    found = _find(key, user)
    if found:
        found.seen_at = utcnow()
    else:
        db.session.add(KnownDevice(key_hash=_hash(key, user), user_id=user.id))
    db.session.execute(delete(KnownDevice).where(KnownDevice.seen_at < utcnow() - A_YEAR))
    db.session.flush()
    return key


def forget_all(user: User) -> None:
    """Know none of the browsers of `user` any more."""
    db.session.execute(delete(KnownDevice).filter_by(user_id=user.id))


def _find(key: str, user: User) -> KnownDevice | None:
    return db.session.execute(select(KnownDevice).filter_by(key_hash=_hash(key, user))).scalar()


def _hash(key: str, user: User) -> str:
    return hashed(f"{user.id}/{key}")
