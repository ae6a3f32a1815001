"""Stories, as readers get them: one, a list by key, the lead, related ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row, Select, case, func, literal, select, tuple_

from app.clock import utcnow
from app.config import settings
from app.content import citations, facts, pictures, site
from app.content.plaintext import count_words, words_of
from app.content.rows import (
    Card,
    Correction,
    Download,
    Elsewhere,
    Link,
    Listing,
    Picture,
    StoryPage,
)
from app.content.texts import live, published
from app.extensions import db
from app.i18n import formats
from app.i18n.languages import all_languages
from app.models import Campaign, File, Item, Publication, Revision, Series, Story, StoryFile, Topic

EXCERPT = 220  # characters
_MICROSECOND = 1_000_000
# The table without its parent, which a list joins by itself.
STORY = Story.__table__.c
_CUT_TAG = re.compile(r"<[^>]*\Z")


def by_id(language: str, id: int) -> StoryPage | None:
    """The story as it is live in `language` now; None where it is not."""
    statement = (
        _with_subjects(published(language))
        .add_columns(Campaign, Series)
        .outerjoin(Campaign, Campaign.id == Story.campaign_id)
        .outerjoin(Series, Series.id == Story.series_id)
        .where(Publication.item_id == id)
    )
    row = db.session.execute(statement).first()
    return _story(row, language) if row else None


def _with_subjects(statement: Select[Any]) -> Select[Any]:
    """`statement` over publications, giving (Publication, Revision, Story, Topic)."""
    return (
        statement.add_columns(Revision, Story, Topic)
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Story, Story.item_id == Publication.item_id)
        .outerjoin(Topic, Topic.id == Story.topic_id)
    )


def _story(row: Row[Any], language: str) -> StoryPage:
    publication, revision, story, topic, campaign, series = tuple(row)
    on = facts.local_date(publication.published_at)
    slugs = _slugs([story.id]).get(story.id, {})
    return StoryPage(
        id=story.id,
        language=language,
        kind=story.kind,
        title=citations.plain(revision.title, language, on),
        standfirst=citations.plain(revision.standfirst, language, on),
        body=citations.html(revision.body, language, on),
        byline=revision.byline,
        slug=revision.slug,
        published_at=publication.published_at,
        updated_at=publication.updated_at,
        source_language=story.source_language,
        translations=slugs,
        topic=_link(topic, language),
        campaign=_link(campaign, language),
        series=_link(series, language),
        picture=pictures.pictures([story.media_id], language).get(story.media_id or 0),
        clip=pictures.clip(story.video_id, language),
        place=story.place.get(language, ""),
        people=tuple(person[language] for person in story.people if language in person),
        sources=tuple(revision.sources),
        corrections=_corrections(publication.text_id),
        files=_files(story.id, language),
        words=count_words(revision.body),
        sample=story.sample,
    )


def _link(subject: Topic | Campaign | Series | None, language: str) -> Link | None:
    if subject is None or language not in subject.title:
        return None
    return Link(subject.key, citations.plain(subject.title[language], language, None))


def _slugs(ids: Collection[int]) -> dict[int, dict[str, str]]:
    """{story: {language: slug}} of what is live now, languages in the site's order."""
    rows = db.session.execute(
        select(Publication.item_id, Publication.language, Revision.slug)
        .join(Revision, Revision.id == Publication.revision_id)
        .where(Publication.item_id.in_(ids), live(utcnow()))
    ).all()
    found: dict[int, dict[str, str]] = {}
    for code in all_languages():
        for id, language, slug in rows:
            if language == code:
                found.setdefault(id, {})[code] = slug
    return found


def _corrections(text_id: int) -> tuple[Correction, ...]:
    rows = db.session.execute(
        select(Publication.starts_at, Publication.note)
        .where(
            Publication.text_id == text_id,
            Publication.change == "correction",
            Publication.starts_at <= utcnow(),
        )
        .order_by(Publication.starts_at.desc())
    )
    return tuple(Correction(at, note) for at, note in rows if note)


def _files(story_id: int, language: str) -> tuple[Download, ...]:
    rows = db.session.execute(
        select(File)
        .join(StoryFile, StoryFile.file_id == File.id)
        .where(StoryFile.item_id == story_id)
        .order_by(StoryFile.position, File.id)
    ).scalars()
    return tuple(
        Download(f.name, f.title.get(language, f.name), f.language, f.type, f.pages, f.bytes)
        for f in rows
    )


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
            STORY.kind,
            STORY.media_id,
            Item.sample,
            Topic.key.label("topic_key"),
            Topic.title.label("topic_title"),
        )
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Item, Item.id == Publication.item_id)
        .join(Story.__table__, STORY.item_id == Publication.item_id)
        .outerjoin(Topic, Topic.id == STORY.topic_id)
    )


def elsewhere(id: int) -> Elsewhere | None:
    """In which languages a story can be read now; None where there is none."""
    rows = db.session.execute(
        select(Publication, Revision.slug, Revision.title, Story.source_language)
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Story, Story.item_id == Publication.item_id)
        .where(Publication.item_id == id, Publication.type == "story", live(utcnow()))
    ).all()
    if not rows:
        return None
    titles = {
        row.Publication.language: (
            row.slug,
            citations.plain(
                row.title, row.Publication.language, facts.local_date(row.Publication.published_at)
            ),
        )
        for row in rows
    }
    return Elsewhere(id, rows[0].source_language, titles)


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
        statement = statement.where(Topic.key == topic)
    if kind:
        statement = statement.where(STORY.kind == kind)
    if campaign:
        statement = statement.where(STORY.campaign_id == _id_of(Campaign, campaign))
    if series:
        statement = statement.where(STORY.series_id == _id_of(Series, series))
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
    return Listing(cards, _key(cards[-1]) if len(rows) > limit else None)


def _id_of(model: type[Campaign | Series], key: str) -> Any:
    return select(model.id).where(model.key == key).scalar_subquery()


def _year(year: int) -> tuple[datetime, datetime]:
    """The moments at which a year begins and ends where the site is read."""
    if not 1970 <= year <= 9000:
        raise ValueError(year)
    zone = ZoneInfo(settings().timezone)
    first, last = (datetime(y, 1, 1, tzinfo=zone) for y in (year, year + 1))
    return first.astimezone(UTC), last.astimezone(UTC)


def _key(card: Card) -> str:
    """The place of a card in the list, as it stands in an address."""
    moment = card.published_at
    return f"{int(moment.timestamp()) * _MICROSECOND + moment.microsecond}-{card.id}"


def _position(key: str) -> Any:
    """The place that a key of an address names; ValueError for anything else."""
    stamp, _dash, id = key.partition("-")
    if not (stamp.isascii() and stamp.isdecimal() and id.isascii() and id.isdecimal()):
        raise ValueError(key)
    if len(stamp) > 18 or len(id) > 9:
        raise ValueError(key)
    seconds, rest = divmod(int(stamp), _MICROSECOND)
    try:
        moment = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
    except (OverflowError, OSError) as error:
        raise ValueError(key) from error
    return tuple_(
        literal(moment, Publication.published_at.type), literal(int(id), Publication.item_id.type)
    )


def _cards(rows: Sequence[Row[Any]], language: str) -> tuple[Card, ...]:
    slugs = _slugs([row.item_id for row in rows]) if rows else {}
    seen = pictures.pictures((row.media_id for row in rows), language)
    return tuple(_card(row, language, tuple(slugs[row.item_id]), seen) for row in rows)


def _card(
    row: Row[Any], language: str, languages: tuple[str, ...], seen: dict[int, Picture]
) -> Card:
    on = facts.local_date(row.published_at)
    words = row.standfirst or words_of(_CUT_TAG.sub("", row.opening))
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
        picture=seen.get(row.media_id),
        languages=languages,
        sample=row.sample,
    )


def lead(language: str) -> Card | None:
    """The story that editors chose to stand first, where it is live, or else the newest."""
    chosen = site.state().lead_story_id
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


def all_published(
    first: int = 0, last: int | None = None
) -> list[tuple[int, str, str, datetime, str]]:
    """(id, language, slug, updated, source language) of what is live, by id; for the sitemap.

    Of the stories with ids from `first` to `last`, both included; of all by default.
    """
    statement = (
        select(
            Publication.item_id,
            Publication.language,
            Revision.slug,
            Publication.updated_at,
            Story.source_language,
        )
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Story, Story.item_id == Publication.item_id)
        .where(Publication.type == "story", live(utcnow()), Publication.item_id >= first)
        .order_by(Publication.item_id, Publication.language)
    )
    if last is not None:
        statement = statement.where(Publication.item_id <= last)
    return [
        (id, language, slug, updated, source)
        for id, language, slug, updated, source in db.session.execute(statement)
    ]
