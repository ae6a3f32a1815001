"""Which items are in which state: the one definition behind the desk's lists and their filters.

Each function gives a statement over ids, so that a list stays one statement however long it is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, union_all
from sqlalchemy.orm import aliased

from app.clock import utcnow
from app.content.texts import live
from app.i18n.languages import public_languages
from app.models import Item, Publication, Text, WorkingCopy

ITEM = Item.__table__.c
Ids = Select[Any]
REVIEWS = ("asked", "returned", "approved")
WRITTEN = or_(WorkingCopy.title != "", WorkingCopy.body != "")


def copies(language: str = "") -> Ids:
    """Items with a working copy that holds words."""
    found = select(Text.item_id).join(WorkingCopy, WorkingCopy.text_id == Text.id).where(WRITTEN)
    return found.where(Text.language == language) if language else found


def _publications(language: str) -> Ids:
    found = select(Publication.item_id)
    return found.where(Publication.language == language) if language else found


def lasting(now: datetime) -> ColumnElement[bool]:
    """Whether a publication is live or will be."""
    return or_(Publication.ends_at.is_(None), Publication.ends_at > now)


def _reviewed(review: str) -> Callable[[str], Ids]:
    def found(language: str) -> Ids:
        texts = select(Text.item_id).where(Text.review == review)
        return texts.where(Text.language == language) if language else texts

    return found


def _live(language: str) -> Ids:
    return _publications(language).where(live(utcnow()))


def _scheduled(language: str) -> Ids:
    return _publications(language).where(Publication.starts_at > utcnow())


def _withdrawn(language: str) -> Ids:
    """Items that were live in a language and neither are nor will be."""
    other = aliased(Publication)
    still = select(other.id).where(
        other.text_id == Publication.text_id,
        or_(other.ends_at.is_(None), other.ends_at > utcnow()),
    )
    return _publications(language).where(Publication.ends_at <= utcnow(), ~still.exists())


def taken_down(_language: str = "") -> Ids:
    """Items that were taken down, in all languages at once."""
    return select(ITEM.id).where(ITEM.taken_down_at.is_not(None))


def _any(language: str) -> Ids:
    """Items of which there is anything in a language."""
    return select(union_all(copies(language), _publications(language)).subquery())


def _codes(language: str) -> list[str]:
    return [language] if language else [spoken.code for spoken in public_languages()]


def missing(language: str) -> Ids:
    """Items worked on or shown in some language, without any words in this one (in one, for "")."""
    lacking = [
        and_(ITEM.id.not_in(copies(code)), ITEM.id.not_in(_publications(code)))
        for code in _codes(language)
    ]
    there = or_(ITEM.id.in_(copies()), ITEM.id.in_(_publications("").where(lasting(utcnow()))))
    return select(ITEM.id).where(ITEM.taken_down_at.is_(None), there, or_(*lacking))


def behind(language: str) -> Ids:
    """Items in which a language does not follow its source in some paragraph."""
    found = select(Text.item_id).where(Text.behind > 0)
    return found.where(Text.language == language) if language else found


STATES: dict[str, Callable[[str], Ids]] = {
    "any": _any,
    "copy": copies,
    **{review: _reviewed(review) for review in REVIEWS},
    "scheduled": _scheduled,
    "live": _live,
    "withdrawn": _withdrawn,
    "missing": missing,
    "behind": behind,
    "taken-down": taken_down,
}


def in_state(id: ColumnElement[int], state: str, language: str = "") -> ColumnElement[bool]:
    """Whether the item `id` is in one of STATES, in a language or in any.

    What was taken down is in that state alone.
    """
    found = id.in_(STATES[state](language))
    return found if state == "taken-down" else and_(found, id.not_in(taken_down(language)))
