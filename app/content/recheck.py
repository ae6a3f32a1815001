"""Everything stored, sanitised again: what would be another text today is reported, not changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, inspect, select

from app.clock import utcnow
from app.content.lifecycle.publications import live
from app.content.sanitise import TooLongError, clean_line, clean_text, sanitise
from app.extensions import db
from app.models import (
    Campaign,
    Episode,
    Fact,
    File,
    Media,
    Member,
    Notice,
    Page,
    Passage,
    Publication,
    Region,
    Remark,
    Revision,
    Series,
    SocialAccount,
    SocialPost,
    Story,
    Topic,
    Video,
    WorkingCopy,
)

Clean = Callable[[str], str]


def _html(text: str) -> str:
    return sanitise(text).strip()


def _words(text: str) -> str:
    return clean_text(text).strip()


WORDING: dict[str, Clean] = {
    **dict.fromkeys(("title", "standfirst", "byline", "alt", "caption", "credit"), clean_line),
    "body": _html,
    "sources": clean_line,
}
SUBJECT: dict[str, Clean] = {"title": _words, "summary": _words, "body": _html}
# Which columns of which table hold words, and how those are cleaned when they are written.
STORED: tuple[tuple[Any, dict[str, Clean]], ...] = (
    (WorkingCopy, WORDING),
    (Revision, WORDING),  # those that are live or will be
    (Story, {"place": clean_line, "people": clean_line}),
    (Publication, {"place": clean_line, "people": clean_line, "note": _words, "reason": _words}),
    (Page, {"label": clean_line}),
    (Topic, SUBJECT),
    (Campaign, SUBJECT),
    (Series, SUBJECT),
    (Episode, {"title": _words, "summary": _words, "transcript": _html}),
    (Member, {"name": _words}),
    (Region, {"title": _words}),
    (Fact, {"label": _words, "description": _words}),
    (Notice, {"text": _words}),
    (Passage, {"body": _html}),
    (SocialAccount, {"name": _words}),
    (SocialPost, {"text": _words}),
    (Media, {"alt": _words, "caption": _words, "credit": _words}),
    (Video, {"title": _words, "transcript": _html}),
    (File, {"title": _words}),
    (Remark, {"body": _words}),
)


@dataclass(frozen=True, slots=True)
class Found:
    """A stored text that cleaning would change: its table, its row and its column."""

    table: str
    id: object
    column: str


def unclean() -> Iterator[Found]:
    """Everything stored that would be another text if it were written today."""
    for model, columns in STORED:
        for row in db.session.execute(_rows(model).execution_options(yield_per=200)).scalars():
            for column, clean in columns.items():
                if any(_differs(text, clean) for text in _texts(getattr(row, column))):
                    yield Found(model.__tablename__, inspect(row).identity[0], column)


def _rows(model: Any) -> Select[Any]:
    if model is not Revision:
        return select(model)
    now = utcnow()
    shown = select(Publication.revision_id).where(live(now) | (Publication.starts_at > now))
    return select(Revision).where(Revision.id.in_(shown))


def _texts(value: Any) -> Iterator[str]:
    """Every text in a column: itself, or those of a list or of a text per language."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def _differs(text: str, clean: Clean) -> bool:
    try:
        return clean(text) != text
    except TooLongError:
        return True
