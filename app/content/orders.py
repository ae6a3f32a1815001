"""What is asked for when something is published, and why it cannot be done so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.clock import utcnow
from app.content.lifecycle import details, publications, wording
from app.content.lifecycle.approval import unapproved
from app.content.lifecycle.moments import Span, span
from app.content.lifecycle.publications import last, last_before, story_date
from app.content.lifecycle.wording import Words
from app.content.lifecycle.working import latest_words
from app.content.problems import AlreadyPublishedError, ConflictError, Problems, merged
from app.content.sanitise import clean_text
from app.extensions import db
from app.models import Publication, Text
from app.models.items import CHANGES

LONGEST_NOTE = 2000
RECENT = 20  # publications among which a version that was used is looked for


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for, the same for all languages that are published together."""

    span: Span
    published_at: datetime | None
    change: str
    note: str
    user_id: int | None
    together: str
    approved_by_id: int | None
    replace_scheduled: bool


def note_in(note: str | Mapping[str, str], language: str) -> str:
    """The note of one language, cleaned, of one for all or of one for each."""
    return clean_text(note if isinstance(note, str) else note.get(language, "")).strip()


def order(
    at: datetime | None,
    until: datetime | None,
    published_at: datetime | None,
    change: str,
    note: str,
    user_id: int | None,
    together: str,
    approved_by_id: int | None,
    replace_scheduled: bool,
) -> Order:
    """What is asked for; TextError for a span that cannot be, ValueError for an unknown change."""
    if change not in CHANGES:
        raise ValueError(change)
    return Order(
        span(at, until, person=user_id is not None),
        published_at,
        change,
        note_in(note, ""),
        user_id,
        together,
        approved_by_id,
        replace_scheduled,
    )


def expected(text: Text, version: int | None) -> Words:
    """The words to publish, if they are still the version that was seen."""
    words = latest_words(text)
    if version is None or version == words.version:
        return words
    recent = (
        select(Publication)
        .where(Publication.text_id == text.id)
        .order_by(Publication.id.desc())
        .limit(RECENT)
    )
    for publication in db.session.execute(recent).scalars():
        if publication.revision.details.get("version") == version:
            raise AlreadyPublishedError(publication)
    raise ConflictError(words)


def problems(text: Text, words: Words, order: Order) -> Problems:
    """Why these words cannot be published so, field by field."""
    before = last_before(text, order.span.starts)
    day = story_date(text.item, dated(before, order))
    return merged(
        wording.unpublishable(words, day, order.note),
        {"note": _note_problems(order)},
        {"scheduled": _schedule_problems(text, order)},
        {"review": unapproved(text, words, order.user_id)},
    )


def _note_problems(order: Order) -> list[str]:
    if order.change == "correction" and not order.note:
        return [_("Please say in a sentence what was corrected: readers see it.")]
    if len(order.note) > LONGEST_NOTE:
        return [_("This is too long.")]
    return []


def _schedule_problems(text: Text, order: Order) -> list[str]:
    if order.replace_scheduled or publications.scheduled(text) is None:
        return []
    return [_("A change is scheduled already. Publishing now would take its place.")]


def differs(text: Text, words: Words, order: Order) -> bool:
    """Whether readers would see anything else, or until another moment, than they do."""
    publication = last(text)
    now = utcnow()
    if words.draft or publication is None or publication.starts_at > now:
        return True
    if publication.ends_at is not None and publication.ends_at <= now:
        return True
    asked = snapshot(text)
    same = all(getattr(publication, name) == value for name, value in asked.items())
    return not same or publication.ends_at != order.span.ends


def snapshot(text: Text) -> dict[str, object]:
    """The details that a publication of this text takes with it."""
    return details.of(text.item).snapshot(text.language)


def dated(before: Publication | None, order: Order) -> datetime:
    """The date that readers see on it: the first stays."""
    return before.published_at if before else order.published_at or order.span.starts
