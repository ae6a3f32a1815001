"""Warnings that an editor called no problem, until the sentence that they are about changes."""

from __future__ import annotations

from sqlalchemy import select

from app.extensions import db
from app.models import Dismissal


def of(item_id: int) -> set[str]:
    """The fingerprints of what was called no problem in an item."""
    rows = select(Dismissal.fingerprint).where(Dismissal.item_id == item_id)
    return set(db.session.execute(rows).scalars())


def dismiss(item_id: int, code: str, fingerprint: str, user_id: int | None) -> None:
    """Remember that a warning is no problem; once is enough."""
    if fingerprint in of(item_id):
        return
    db.session.add(Dismissal(item_id=item_id, code=code, fingerprint=fingerprint, user_id=user_id))
    db.session.flush()
