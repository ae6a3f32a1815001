"""Stories as editors see them: what is live, prepared or waiting in each language, in one list."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.clock import utcnow
from app.content import citations, facts
from app.content.worklists.standings import STATES, in_state, taken_down
from app.content.worklists.worksearch import matching
from app.extensions import db
from app.i18n.languages import all_languages
from app.models import Item, Page, Publication, Revision, Story, Text, Topic, User, WorkingCopy

__all__ = ["STATES", "Side", "Wanted", "Work", "stories", "works"]

STORY, PAGE = Story.__table__.c, Page.__table__.c
MOST = 100  # works of one page of the list


@dataclass(frozen=True, slots=True)
class Side:
    """An item in one language: its words for a list, and where they stand."""

    language: str
    title: str = ""
    live_since: datetime | None = None
    scheduled_for: datetime | None = None
    ended_at: datetime | None = None  # where it was live and is no longer
    saved_at: datetime | None = None  # of the working copy, where there is one
    saved_by: str = ""
    review: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A story or page in a list; `sides` by language, in the site's order, those that exist."""

    id: int
    type: str
    key: str  # of a page
    kind: str
    topic: dict[str, str]
    source_language: str
    taken_down_at: datetime | None
    sides: dict[str, Side] = field(default_factory=dict)

    def title(self, language: str) -> tuple[str, str]:
        """(language, title) in `language`, else in the one it was written in, else in any."""
        for code in (language, self.source_language, *self.sides):
            if code in self.sides and self.sides[code].title:
                return code, self.sides[code].title
        return "", ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for; empty fields ask for nothing.

    What was taken down is listed in that state alone.
    """

    words: str = ""
    state: str = ""
    language: str = ""
    topic_id: int | None = None
    kind: str = ""


def stories(
    wanted: Wanted, before: int | None = None, limit: int = 25
) -> tuple[list[Work], int | None]:
    """Stories by number, the newest first, from below `before` on; and the next `before`."""
    statement = select(STORY.item_id).order_by(STORY.item_id.desc()).limit(limit + 1)
    for condition in _conditions(wanted):
        statement = statement.where(condition)
    if before is not None:
        statement = statement.where(STORY.item_id < before)
    ids = list(db.session.execute(statement).scalars())
    found = works(ids[:limit])
    more = len(ids) > limit
    return [found[id] for id in ids[:limit]], ids[limit - 1] if more else None


def _conditions(wanted: Wanted) -> Iterable[Any]:
    if wanted.state:
        yield in_state(STORY.item_id, wanted.state, wanted.language)
    elif wanted.language:
        yield in_state(STORY.item_id, "any", wanted.language)
    else:
        yield STORY.item_id.not_in(taken_down())
    if wanted.topic_id is not None:
        yield STORY.topic_id == wanted.topic_id
    if wanted.kind:
        yield STORY.kind == wanted.kind
    if wanted.words:
        yield matching(STORY.item_id, wanted.words)


def works(ids: Collection[int]) -> dict[int, Work]:
    """Stories and pages by id, with where each of their languages stands; three statements."""
    if not ids:
        return {}
    sides = _sides(ids)
    return {row.id: _work(row, sides) for row in _items(ids)}


def _items(ids: Collection[int]) -> Iterable[Any]:
    item = Item.__table__.c
    return db.session.execute(
        select(
            item.id,
            item.type,
            item.source_language,
            item.taken_down_at,
            STORY.kind,
            Topic.title.label("topic"),
            PAGE.key,
        )
        .select_from(Item.__table__)
        .outerjoin(Story.__table__, STORY.item_id == item.id)
        .outerjoin(Page.__table__, PAGE.item_id == item.id)
        .outerjoin(Topic, Topic.id == STORY.topic_id)
        .where(item.id.in_(ids))
    )


def _work(row: Any, sides: dict[tuple[int, str], Side]) -> Work:
    hers = {code: sides[row.id, code] for code in all_languages() if (row.id, code) in sides}
    shown = row.taken_down_at is None  # of what was taken down nobody sees the words
    return Work(
        id=row.id,
        type=row.type,
        key=row.key or "",
        kind=row.kind or "",
        topic=row.topic or {},
        source_language=row.source_language,
        taken_down_at=row.taken_down_at,
        sides=hers if shown else {},
    )


def _sides(ids: Collection[int]) -> dict[tuple[int, str], Side]:
    published = _publications(ids)
    found = {}
    for row in db.session.execute(
        select(
            Text.item_id,
            Text.language,
            Text.review,
            WorkingCopy.title,
            WorkingCopy.saved_at,
            User.name,
            User.email,
        )
        .outerjoin(WorkingCopy, WorkingCopy.text_id == Text.id)
        .outerjoin(User, User.id == WorkingCopy.user_id)
        .where(Text.item_id.in_(ids))
    ):
        rows = published.get((row.item_id, row.language), [])
        if rows or row.saved_at is not None:
            found[row.item_id, row.language] = _side(row, rows)
    return found


def _publications(ids: Collection[int]) -> dict[tuple[int, str], list[Any]]:
    rows = db.session.execute(
        select(
            Publication.item_id,
            Publication.language,
            Publication.type,
            Publication.starts_at,
            Publication.ends_at,
            Publication.published_at,
            Revision.title,
        )
        .join(Revision, Revision.id == Publication.revision_id)
        .where(Publication.item_id.in_(ids))
        .order_by(Publication.starts_at, Publication.id)
    )
    found: dict[tuple[int, str], list[Any]] = {}
    for row in rows:
        found.setdefault((row.item_id, row.language), []).append(row)
    return found


def _side(row: Any, published: list[Any]) -> Side:
    now = utcnow()
    live = [p for p in published if p.starts_at <= now and (p.ends_at is None or p.ends_at > now)]
    later = [p for p in published if p.starts_at > now]
    ended = [p.ends_at for p in published if p.ends_at is not None and p.ends_at <= now]
    last = next(iter((later or live or published)[-1:]), None)
    words = row.title or (last.title if last else "")
    on = facts.local_date(last.published_at) if last and last.type == "story" else None
    return Side(
        language=row.language,
        title=citations.plain(words, row.language, on),
        live_since=live[-1].published_at if live else None,
        scheduled_for=later[0].starts_at if later else None,
        ended_at=max(ended) if ended and not live else None,
        saved_at=row.saved_at,
        saved_by=row.name or row.email or "",
        review=row.review,
    )
