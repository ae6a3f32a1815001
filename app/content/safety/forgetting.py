"""What is kept of a thing besides its own words, deleted together with that."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import delete, select

from app.extensions import db
from app.models import Answer, HandedOut, Item, Origin, SecondLook, Suggestion, Text

# What translators get of a story or page apart from its text, under another name.
BESIDES = {"story": ("details",), "page": ("menu",)}
_KEEPING: tuple[Any, ...] = (HandedOut, Suggestion, Origin)


def forget(subject: str, ids: Collection[int]) -> None:
    """Delete what was given out of these things, what came back, and what it was made from.

    A file that is out for translation awaits none of them any more.
    """
    db.session.flush()  # emptying a thing notes once more what it was translated from
    named = [str(id) for id in ids]
    for table in _KEEPING:
        db.session.execute(
            delete(table).where(
                table.subject.in_((subject, *BESIDES.get(subject, ()))),
                table.subject_id.in_(named),
            )
        )


def forget_answers(item: Item) -> None:
    """Delete what was said of its paragraphs: a fingerprint tells whoever guesses the words."""
    texts = select(Text.id).where(Text.item_id == item.id)
    db.session.execute(delete(Answer).where(Answer.text_id.in_(texts)))


def forget_findings(item: Item) -> None:
    """Delete what the checks found of it: a finding quotes its words.

    Whoever looks at it holds the item and keeps nothing of one that was taken down, so the item
    has to be marked as such before.
    """
    db.session.flush()
    db.session.execute(delete(SecondLook).where(SecondLook.item_id == item.id))
