"""A look at some of the live stories that are due, whenever a page shows what the checks found."""

from __future__ import annotations

from sqlalchemy.exc import OperationalError

from app.content.answering import answers
from app.content.worklists import due, looking
from app.content.worklists.due import Due
from app.extensions import db

SECONDS = 1.0  # of a page that is waited for


def look(most: int = looking.AT_ONCE, *, changed: bool = False) -> int:
    """Look at some, and commit; how many are still due.

    With `changed` at those alone that were looked at before they were changed.
    """
    left = due.waiting()
    found = due.due(most, changed=changed) if left else []
    if not found:
        return left
    _look(found)
    return due.waiting()


def _look(found: list[Due]) -> None:
    """Where others write for too long, the next page does it."""
    try:
        looking.look(found, answers, SECONDS)
        db.session.commit()
    except OperationalError:
        db.session.rollback()
