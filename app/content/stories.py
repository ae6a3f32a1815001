"""Stories as readers get them: whole, one or several, and in which languages they can be read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, select

from app.clock import utcnow
from app.content import citations, facts, pictures
from app.content.plaintext import count_words
from app.content.rows import Correction, Download, Elsewhere, Link, Picture, StoryPage
from app.content.texts import live, published
from app.extensions import db
from app.i18n.languages import all_languages
from app.models import Campaign, File, Publication, Revision, Series, Story, StoryFile, Topic


class Around(NamedTuple):
    """What stands around some stories, by the story's id; pictures by their own."""

    slugs: dict[int, dict[str, str]]
    corrections: dict[int, list[Correction]]
    files: dict[int, list[Download]]
    pictures: dict[int, Picture]


def by_id(language: str, id: int) -> StoryPage | None:
    """The story as it is live in `language` now; None where it is not."""
    return by_ids(language, [id]).get(id)


def by_ids(language: str, ids: Collection[int]) -> dict[int, StoryPage]:
    """Those of the stories that are live in `language` now, by id; few statements for them all."""
    statement = (
        published(language)
        .add_columns(Revision, Story, Topic, Campaign, Series)
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Story, Story.item_id == Publication.item_id)
        .outerjoin(Topic, Topic.id == Story.topic_id)
        .outerjoin(Campaign, Campaign.id == Story.campaign_id)
        .outerjoin(Series, Series.id == Story.series_id)
        .where(Publication.item_id.in_(ids))
    )
    rows = db.session.execute(statement).all()
    if not rows:
        return {}
    around = _around(rows, language)
    return {row.Story.id: _story(row, language, around) for row in rows}


def _around(rows: Sequence[Row[Any]], language: str) -> Around:
    ids = [row.Story.id for row in rows]
    return Around(
        slugs(ids),
        _corrections({row.Publication.text_id: row.Publication for row in rows}),
        _files(ids, language),
        pictures.pictures((row.Story.media_id for row in rows), language),
    )


def _story(row: Row[Any], language: str, around: Around) -> StoryPage:
    publication, revision, story, topic, campaign, series = tuple(row)
    on = facts.local_date(publication.published_at)
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
        translations=around.slugs.get(story.id, {}),
        topic=_link(topic, language),
        campaign=_link(campaign, language),
        series=_link(series, language),
        picture=around.pictures.get(story.media_id or 0),
        clip=pictures.clip(story.video_id, language),
        place=story.place.get(language, ""),
        people=tuple(person[language] for person in story.people if language in person),
        sources=tuple(revision.sources),
        corrections=tuple(around.corrections.get(story.id, ())),
        files=tuple(around.files.get(story.id, ())),
        words=count_words(revision.body),
        sample=story.sample,
    )


def _link(subject: Topic | Campaign | Series | None, language: str) -> Link | None:
    if subject is None or language not in subject.title:
        return None
    return Link(subject.key, citations.plain(subject.title[language], language, None))


def slugs(ids: Collection[int]) -> dict[int, dict[str, str]]:
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


def _corrections(current: dict[int, Publication]) -> dict[int, list[Correction]]:
    """{story: notes, newest first} of the texts whose live publications are `current`."""
    rows = db.session.execute(
        select(Publication.text_id, Publication.starts_at, Publication.note)
        .where(
            Publication.text_id.in_(current),
            Publication.change == "correction",
            Publication.note != "",
            Publication.starts_at <= utcnow(),
        )
        .order_by(Publication.starts_at.desc())
    )
    found: dict[int, list[Correction]] = {}
    for text_id, at, note in rows:
        live_now = current[text_id]
        on = facts.local_date(live_now.published_at)
        said = Correction(at, citations.plain(note, live_now.language, on))
        found.setdefault(live_now.item_id, []).append(said)
    return found


def _files(ids: Collection[int], language: str) -> dict[int, list[Download]]:
    rows = db.session.execute(
        select(StoryFile.item_id, File)
        .join(File, StoryFile.file_id == File.id)
        .where(StoryFile.item_id.in_(ids))
        .order_by(StoryFile.position, File.id)
    )
    found: dict[int, list[Download]] = {}
    for story_id, f in rows:
        title = f.title.get(language, f.name)
        offered = Download(f.name, title, f.language, f.type, f.pages, f.bytes)
        found.setdefault(story_id, []).append(offered)
    return found


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
