"""Topics, campaigns and series with their episodes, in the languages that they have."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from sqlalchemy import select

from app.content import citations
from app.content.rows import EpisodePage, Link, SubjectPage
from app.content.store import embedded, pictures
from app.extensions import db
from app.i18n.languages import all_languages
from app.models import Campaign, Episode, Series, Topic

Subject = TypeVar("Subject", Topic, Campaign, Series)


def topics(language: str) -> list[SubjectPage]:
    """The lines of effort, in their order."""
    return _all(Topic, language)


def campaigns(language: str) -> list[SubjectPage]:
    """The campaigns, in their order."""
    return _all(Campaign, language)


def series(language: str) -> list[SubjectPage]:
    """The series, in their order."""
    return _all(Series, language)


def topic(language: str, key: str) -> SubjectPage | None:
    """A line of effort; None where it is not in `language`."""
    return _one(Topic, language, key)


def campaign(language: str, key: str) -> SubjectPage | None:
    """A campaign; None where it is not in `language`."""
    return _one(Campaign, language, key)


def one_series(language: str, key: str) -> SubjectPage | None:
    """A series; None where it is not in `language`."""
    return _one(Series, language, key)


def _all(model: type[Subject], language: str) -> list[SubjectPage]:
    rows = db.session.execute(select(model).order_by(model.position, model.id)).scalars()
    return [_page(row, language) for row in rows if language in row.title]


def _one(model: type[Subject], language: str, key: str) -> SubjectPage | None:
    row = db.session.execute(select(model).where(model.key == key)).scalar()
    if row is None or language not in row.title:
        return None
    return replace(
        _page(row, language), embedded=embedded.embedded([row.body.get(language, "")], language)
    )


def _page(row: Topic | Campaign | Series, language: str) -> SubjectPage:
    return SubjectPage(
        id=row.id,
        key=row.key,
        language=language,
        title=citations.plain(row.title[language], language, None),
        summary=citations.plain(row.summary.get(language, ""), language, None),
        body=citations.html(row.body.get(language, ""), language, None),
        translations=spoken(row.title),
        sample=row.sample,
    )


def spoken(texts: dict[str, str]) -> tuple[str, ...]:
    """The languages of a text per language, in the site's order."""
    return tuple(code for code in all_languages() if texts.get(code))


def episodes(language: str, series_key: str) -> list[EpisodePage]:
    """The episodes of a series that are in `language`, by number, each with its neighbours."""
    rows = [
        (episode, parent)
        for episode, parent in db.session.execute(
            select(Episode, Series)
            .join(Series, Series.id == Episode.series_id)
            .where(Series.key == series_key)
            .order_by(Episode.number)
        )
        if episode.title.get(language) and parent.title.get(language)
    ]
    made = [(episode.number, episode.title[language]) for episode, _parent in rows]
    return [
        _episode(episode, parent, language, made[at - 1] if at else None, _at(made, at + 1))
        for at, (episode, parent) in enumerate(rows)
    ]


def _at(made: list[tuple[int, str]], at: int) -> tuple[int, str] | None:
    return made[at] if at < len(made) else None


def episode(language: str, series_key: str, number: int) -> EpisodePage | None:
    """One episode; None where it is not in `language`."""
    found = (page for page in episodes(language, series_key) if page.number == number)
    page = next(found, None)
    return replace(page, embedded=embedded.embedded([page.transcript], language)) if page else None


def _episode(
    row: Episode,
    parent: Series,
    language: str,
    before: tuple[int, str] | None,
    after: tuple[int, str] | None,
) -> EpisodePage:
    return EpisodePage(
        id=row.id,
        number=row.number,
        language=language,
        series=Link(parent.key, citations.plain(parent.title[language], language, None)),
        title=citations.plain(row.title[language], language, None),
        summary=citations.plain(row.summary.get(language, ""), language, None),
        transcript=citations.html(row.transcript.get(language, ""), language, None),
        clip=pictures.clip(row.video_id, language),
        translations=spoken(row.title),
        previous=before,
        next=after,
    )
