"""Stories as readers get them: whole, one or several, and in which languages they can be read."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import select

from app.clock import utcnow
from app.content import citations, facts
from app.content.lifecycle.captions import worded
from app.content.lifecycle.publications import live, published
from app.content.plaintext import count_words
from app.content.rows import Correction, Elsewhere, Embedded, Link, Picture, StoryPage
from app.content.store import embedded, pictures
from app.content.translation import crediting
from app.content.translation.older import older
from app.extensions import db
from app.i18n.languages import all_languages, public_languages
from app.models import Campaign, Item, Publication, Revision, Series, Topic

Subject = TypeVar("Subject", Topic, Campaign, Series)


class Found(NamedTuple):
    """A story that was found: what is live of it, its words, and what it belongs to."""

    publication: Publication
    revision: Revision
    source_language: str
    began_in: str
    sample: bool
    topic: Topic | None
    campaign: Campaign | None
    series: Series | None
    translator: str | None
    reviewer: str | None


class Around(NamedTuple):
    """What stands around some stories, by the story's id; pictures and files by their own."""

    slugs: dict[int, dict[str, str]]
    corrections: dict[int, list[Correction]]
    pictures: dict[int, Picture]
    embedded: Embedded


def by_id(language: str, id: int) -> StoryPage | None:
    """The story as it is live in `language` now; None where it is not."""
    found = _found(language, [id])
    return _whole(found[0], _around(found, language)) if found else None


def by_ids(language: str, ids: Collection[int]) -> dict[int, StoryPage]:
    """Those of the stories that are live in `language` now, by id; few statements for them all.

    Without whether they are older than their source.
    """
    found = _found(language, ids)
    around = _around(found, language) if found else None
    return {one.publication.item_id: _story(one, around) for one in found if around}


def _found(language: str, ids: Collection[int]) -> list[Found]:
    statement = (
        published(language)
        .add_columns(
            Revision, Item.source_language, Item.began_in, Item.sample, Topic, Campaign, Series
        )
        .add_columns(
            crediting.name_of(Publication.translated_by_id),
            crediting.name_of(Publication.approved_by_id),
        )
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Item, Item.id == Publication.item_id)
        .outerjoin(Topic, Topic.id == Publication.topic_id)
        .outerjoin(Campaign, Campaign.id == Publication.campaign_id)
        .outerjoin(Series, Series.id == Publication.series_id)
        .where(Publication.item_id.in_(ids))
    )
    return [Found(*row) for row in db.session.execute(statement)]


def as_read(publication: Publication, revision: Revision, item: Item) -> StoryPage:
    """A story as readers would get it with this publication and this revision of its words."""
    language = publication.language
    one = Found(
        publication,
        revision,
        item.source_language,
        item.began_in,
        item.sample,
        _of(Topic, publication.topic_id),
        _of(Campaign, publication.campaign_id),
        _of(Series, publication.series_id),
        *crediting.names(publication.translated_by_id, publication.approved_by_id),
    )
    around = _around([one], language)
    around.slugs.setdefault(item.id, {})[language] = revision.slug
    return _whole(one, around)


def _of(model: type[Subject], id: int | None) -> Subject | None:
    return db.session.get(model, id) if id else None


def gone(id: int) -> bool:
    """Whether a story was taken down: its address is gone for good."""
    taken = select(Item.id).where(Item.id == id, Item.taken_down_at.is_not(None))
    return db.session.execute(taken).first() is not None


def _around(found: Sequence[Found], language: str) -> Around:
    ids = [one.publication.item_id for one in found]
    live_now = [one.publication for one in found]
    attached = {id for publication in live_now for id in publication.file_ids}
    inside = embedded.embedded([one.revision.body for one in found], language, attached)
    return Around(
        slugs(ids),
        _corrections({publication.text_id: publication for publication in live_now}),
        pictures.pictures((publication.media_id for publication in live_now), language),
        inside,
    )


def _whole(found: Found, around: Around) -> StoryPage:
    of = older(found.publication, found.revision, found.source_language, found.began_in)
    return replace(_story(found, around), older=of)


def _story(found: Found, around: Around) -> StoryPage:
    publication, revision = found.publication, found.revision
    language = publication.language
    translated = language != found.source_language
    on = facts.local_date(publication.published_at)
    id, files = publication.item_id, around.embedded.files
    return StoryPage(
        id=id,
        language=language,
        kind=publication.kind,
        title=citations.plain(revision.title, language, on),
        standfirst=citations.plain(revision.standfirst, language, on),
        body=citations.html(revision.body, language, on),
        byline=revision.byline,
        slug=revision.slug,
        published_at=publication.published_at,
        updated_at=publication.updated_at,
        source_language=found.source_language,
        translations=around.slugs.get(id, {}),
        topic=_link(found.topic, language),
        campaign=_link(found.campaign, language),
        series=_link(found.series, language),
        picture=worded(around.pictures.get(publication.media_id or 0), revision),
        clip=pictures.clip(publication.video_id, language),
        place=publication.place,
        people=tuple(publication.people),
        sources=tuple(revision.sources),
        corrections=tuple(around.corrections.get(id, ())),
        files=tuple(files[file] for file in publication.file_ids if file in files),
        words=count_words(revision.body),
        sample=found.sample,
        embedded=around.embedded,
        translator=(translated and found.translator) or "",
        reviewer=(translated and found.reviewer) or "",
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


def elsewhere(id: int) -> Elsewhere | None:
    """In which languages open to readers a story can be read now; None where there is none."""
    rows = db.session.execute(
        select(Publication, Revision.slug, Revision.title, Item.source_language)
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Item, Item.id == Publication.item_id)
        .where(Publication.item_id == id, Publication.type == "story", live(utcnow()))
    ).all()
    codes = {language.code for language in public_languages()}
    rows = [row for row in rows if row.Publication.language in codes]
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
            Item.source_language,
        )
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Item, Item.id == Publication.item_id)
        .where(Publication.type == "story", live(utcnow()), Publication.item_id >= first)
        .order_by(Publication.item_id, Publication.language)
    )
    if last is not None:
        statement = statement.where(Publication.item_id <= last)
    return [
        (id, language, slug, updated, source)
        for id, language, slug, updated, source in db.session.execute(statement)
    ]
