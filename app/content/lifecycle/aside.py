"""Words that came second: kept in the history at once, while whoever wrote them chooses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.content.lifecycle.holding import hold
from app.content.lifecycle.publications import refuse_gone
from app.content.lifecycle.wording import Words, cleaned
from app.content.lifecycle.working import revise
from app.extensions import db
from app.models import Revision, Text

ASIDE = "conflict"  # the note of such a revision
STOOD = Revision.note != ASIDE  # what once was the working copy, or what readers see


def keep(text: Text, given: Mapping[str, Any], user_id: int | None) -> None:
    """Append a revision of words that could not be saved, unless one has these very words.

    The working copy stays as it is. GoneError where the item was taken down, TextError where the
    words are too long to be kept.
    """
    words = Words(**cleaned(given))
    hold([text])
    refuse_gone(text.item)
    if not _kept(text, words):
        revise(text, words, "kept", user_id, ASIDE)


def _kept(text: Text, words: Words) -> bool:
    values = words.values()
    sources = values.pop("sources")
    same = select(Revision.sources).filter_by(text_id=text.id, **values)
    return sources in db.session.execute(same).scalars().all()
