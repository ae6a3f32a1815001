"""Translations that came back in a file while the site's own had changed: somebody decides."""

from __future__ import annotations

from sqlalchemy import delete, select

from app.extensions import db
from app.models import Suggestion, Text


def of(text: Text) -> dict[str, Suggestion]:
    """What waits to be decided about a text, by its units."""
    rows = db.session.execute(select(Suggestion).filter_by(**_named(text))).scalars()
    return {row.unit: row for row in rows}


def settle(text: Text, unit: str) -> None:
    """Decided: the translation of a unit stays as it is now."""
    wanted = delete(Suggestion).filter_by(**_named(text), unit=unit)
    db.session.execute(wanted)


def _named(text: Text) -> dict[str, str]:
    return {
        "subject": text.item.type,
        "subject_id": str(text.item_id),
        "language": text.language,
    }
