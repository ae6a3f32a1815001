"""Stories in lists: newest first by key, filtered, the lead, related ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, case, func, literal, select, tuple_

from app.config import settings
from app.content import citations, facts, places, site, stories
from app.content.lifecycle.captions import worded
from app.content.lifecycle.publications import published
from app.content.plaintext import opening_of
from app.content.rows import Card, Link, Listing, Picture, StoryPage
from app.content.store import pictures
from app.extensions import db
from app.i18n import formats
from app.models import Campaign, Item, Publication, Revision, Series, Topic

EXCERPT = 220  # characters
_CUT_TAG = re.compile(r"<[^>]*\Z")


def latest(
    language: str,
    limit: int = 20,
    after: str | None = None,
    topic: str | None = None,
    kind: str | None = None,
    campaign: str | None = None,
    series: str | None = None,
    year: int | None = None,
    exclude: Collection[int] = (),
) -> Listing[Card]:
    """Stories, newest first, and the key of what follows. ValueError for a bad `after` or year."""
    statement = _listed(language)
    if topic:
        statement = statement.where(Publication.topic_id == _id_of(Topic, topic))
    if kind:
        statement = statement.where(Publication.kind == kind)
    if campaign:
        statement = statement.where(Publication.campaign_id == _id_of(Campaign, campaign))
    if series:
        statement = statement.where(Publication.series_id == _id_of(Series, series))
    if year:
        first, last = _year(year)
        statement = statement.where(
            Publication.published_at >= first, Publication.published_at < last
        )
    if exclude:
        statement = statement.where(Publication.item_id.not_in(exclude))
    if after:
        statement = statement.where(
            tuple_(Publication.published_at, Publication.item_id) < _position(after)
        )
    newest = statement.order_by(Publication.published_at.desc(), Publication.item_id.desc())
    rows = db.session.execute(newest.limit(limit + 1)).all()
    cards = _cards(rows[:limit], language)
    more = len(rows) > limit
    return Listing(cards, places.key(cards[-1].published_at, cards[-1].id) if more else None)


def _id_of(model: type[Topic | Campaign | Series], key: str) -> Any:
    return select(model.id).where(model.key == key).scalar_subquery()


def _year(year: int) -> tuple[datetime, datetime]:
    """The moments at which a year begins and ends where the site is read."""
    if not 1970 <= year <= 9000:
        raise ValueError(year)
    zone = ZoneInfo(settings().timezone)
    first, last = (datetime(y, 1, 1, tzinfo=zone) for y in (year, year + 1))
    return first.astimezone(UTC), last.astimezone(UTC)


def _position(key: str) -> Any:
    """The place that a key of an address names; ValueError for what is none."""
    moment, id = places.position(key)
    return tuple_(literal(moment, Publication.published_at.type), literal(id))


def _listed(language: str) -> Select[Any]:
    """What a card needs of each live story; its opening where there is no standfirst."""
    opening = case((Revision.standfirst == "", func.substr(Revision.body, 1, 2000)), else_="")
    return (
        published(language)
        .with_only_columns(
            Publication.item_id,
            Publication.published_at,
            Publication.updated_at,
            Revision.title,
            Revision.standfirst,
            Revision.slug,
            opening.label("opening"),
            Revision.alt,
            Revision.caption,
            Revision.credit,
            Publication.kind,
            Publication.media_id,
            Item.sample,
            Topic.key.label("topic_key"),
            Topic.title.label("topic_title"),
        )
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Item, Item.id == Publication.item_id)
        .outerjoin(Topic, Topic.id == Publication.topic_id)
    )


def _cards(rows: Sequence[Row[Any]], language: str) -> tuple[Card, ...]:
    slugs = stories.slugs([row.item_id for row in rows]) if rows else {}
    seen = pictures.pictures((row.media_id for row in rows), language)
    return tuple(_card(row, language, tuple(slugs[row.item_id]), seen) for row in rows)


def _card(
    row: Row[Any], language: str, languages: tuple[str, ...], seen: dict[int, Picture]
) -> Card:
    on = facts.local_date(row.published_at)
    words = row.standfirst or opening_of(_CUT_TAG.sub("", row.opening))
    topic = (row.topic_title or {}).get(language)
    return Card(
        id=row.item_id,
        language=language,
        kind=row.kind,
        title=citations.plain(row.title, language, on),
        excerpt=formats.truncate(citations.plain(words, language, on), EXCERPT),
        slug=row.slug,
        published_at=row.published_at,
        updated_at=row.updated_at,
        topic=Link(row.topic_key, citations.plain(topic, language, None)) if topic else None,
        picture=worded(seen.get(row.media_id), row),
        languages=languages,
        sample=row.sample,
    )


def lead(language: str) -> Card | None:
    """The story that editors chose to stand first, where it is live, or else the newest."""
    chosen = site.lead_story_id()
    if chosen is not None:
        statement = _listed(language).where(Publication.item_id == chosen)
        cards = _cards(db.session.execute(statement).all(), language)
        if cards:
            return cards[0]
    return next(iter(latest(language, 1).items), None)


def related(story: StoryPage, limit: int = 3) -> tuple[Card, ...]:
    """Other stories: of the same topic first, then the newest."""
    topic = story.topic.key if story.topic else None
    near = latest(story.language, limit, topic=topic, exclude=[story.id]).items
    if len(near) == limit or topic is None:
        return near
    others = [story.id, *(card.id for card in near)]
    return near + latest(story.language, limit - len(near), exclude=others).items


def years(language: str) -> list[int]:
    """The years that have stories, newest first."""
    statement = published(language).with_only_columns(
        func.min(Publication.published_at), func.max(Publication.published_at)
    )
    first, last = db.session.execute(statement).one()
    if not first:
        return []
    return list(range(facts.local_date(last).year, facts.local_date(first).year - 1, -1))
