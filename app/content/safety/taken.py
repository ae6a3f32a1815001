"""What was taken down: whether an address or a thing was, for all who must not show it again."""

from __future__ import annotations

from sqlalchemy import select

from app.extensions import db
from app.models import Redirect, TakeDown


def holds(prefix: str) -> bool:
    """Whether an address that begins with `prefix` was taken down."""
    begins = Redirect.path.startswith(prefix, autoescape=True)
    gone = select(Redirect.path).where(begins, Redirect.target.is_(None)).limit(1)
    return db.session.execute(gone).scalar() is not None


def of(subject: str, id: int) -> TakeDown | None:
    """The last take-down of a story, page, picture ("media"), video or file; None without one."""
    wanted = select(TakeDown).filter_by(subject=subject, subject_id=id).order_by(TakeDown.id.desc())
    return db.session.execute(wanted).scalar()
