"""What the search index knows of the content, renewed in the transaction that changed it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from app import search
from app.clock import utcnow
from app.content import citations, facts, site
from app.content.plaintext import words_of
from app.content.store import bodies, embeds
from app.extensions import db
from app.i18n.languages import all_languages
from app.models import (
    SUBJECTS,
    Campaign,
    Episode,
    Fact,
    Member,
    Page,
    Publication,
    Revision,
    Series,
    Text,
    Topic,
)
from app.models.search import EPOCH
from app.search import Document

EVER = EPOCH.date()  # before any text: everything is renewed
Subject = Topic | Campaign | Series
FOLDERS = {"topic": "topics", "campaign": "campaigns", "series": "series"}


def _of_publication(publication: Publication, page_key: str | None) -> Document:
    revision, language = publication.revision, publication.language
    dated = publication.type == "story"
    on = facts.local_date(publication.published_at) if dated else None
    path = (
        f"/{language}/stories/{publication.item_id}/{revision.slug}"
        if dated
        else f"/{language}/{page_key}"
    )
    text = " ".join([revision.standfirst, words_of(revision.body)])
    return Document(
        kind=publication.type,
        ref=str(publication.item_id),
        language=language,
        title=citations.plain(revision.title, language, on),
        text=citations.plain(text, language, on),
        path=path,
        date=publication.published_at if dated else EPOCH,
        starts_at=publication.starts_at,
        ends_at=publication.ends_at,
    )


def text_changed(text: Text) -> None:
    """Index a text as it is and as it is scheduled to be."""
    search.remove(text.item.type, str(text.item_id), text.language)
    current = _publications().where(Publication.text_id == text.id)
    for publication, key in db.session.execute(current):
        search.put(_of_publication(publication, key))


def _publications() -> Select[Publication, str]:
    """What is live or will be, with the key of a page."""
    return (
        select(Publication, Page.key)
        .outerjoin(Page, Page.item_id == Publication.item_id)
        .options(joinedload(Publication.revision))
        .where(or_(Publication.ends_at.is_(None), Publication.ends_at > utcnow()))
        .order_by(Publication.id)
    )


def subject_changed(kind: str, subject: Subject) -> None:
    """Index a topic, campaign or series in every language that it has."""
    search.remove(kind, subject.key)
    for document in _of_subject(kind, subject):
        search.put(document)


def _of_subject(kind: str, subject: Subject) -> Iterator[Document]:
    for language, title in subject.title.items():
        words = f"{subject.summary.get(language, '')} {words_of(subject.body.get(language, ''))}"
        yield Document(
            kind=kind,
            ref=subject.key,
            language=language,
            title=citations.plain(title, language, None),
            text=citations.plain(words, language, None),
            path=f"/{language}/{FOLDERS[kind]}/{subject.key}",
        )


def _of_episode(episode: Episode, series_key: str) -> Iterator[Document]:
    for language, title in episode.title.items():
        words = words_of(episode.transcript.get(language, ""))
        yield Document(
            kind="episode",
            ref=f"{series_key}/{episode.number}",
            language=language,
            title=citations.plain(title, language, None),
            text=citations.plain(f"{episode.summary.get(language, '')} {words}", language, None),
            path=f"/{language}/series/{series_key}/{episode.number}",
        )


def episode_changed(episode: Episode, series_key: str) -> None:
    """Index an episode in every language that it has."""
    search.remove("episode", f"{series_key}/{episode.number}")
    for document in _of_episode(episode, series_key):
        search.put(document)


def _of_fact(fact: Fact) -> Iterator[Document]:
    for language in fact.label:
        row = facts.one(language, fact.key)
        if row is not None and row.current is not None:
            yield Document(
                kind="fact",
                ref=fact.key,
                language=language,
                title=row.label,
                text=f"{row.counted} {row.description}",
                path=f"/{language}/facts#{fact.key}",
            )


def _of_member(member: Member) -> Iterator[Document]:
    for language, name in member.name.items():
        yield Document(
            kind="member",
            ref=member.code,
            language=language,
            title=name,
            text="",
            path=f"/{language}/members#{member.code}",
        )


def member_changed(member: Member) -> None:
    """Index a member by its name in each language; search finds it by all that readers have."""
    search.remove("member", member.code)
    for document in _of_member(member):
        search.put(document)


def fact_changed(key: str, since: date = EVER) -> None:
    """Renew everything that cites a fact of which another figure holds from the day `since` on."""
    facts.forget()
    site.changed()  # first, as whoever publishes does: so the two wait for each other in one order
    fact = db.session.execute(select(Fact).filter_by(key=key)).scalar_one()
    search.remove("fact", key)
    for document in _of_fact(fact):
        search.put(document)
    for text in db.session.execute(texts_citing(key, since)).scalars().all():
        text_changed(text)
    _renew_subjects_citing(key)


def file_changed(id: int) -> None:
    """Renew everything that names a file, by a title that it has no more."""
    site.changed()  # first, as for a fact
    named = Revision.body.contains("[[") & Revision.body.contains("file")
    rows = db.session.execute(
        select(Text, Revision.body)
        .join(Publication, Publication.text_id == Text.id)
        .join(Revision, Revision.id == Publication.revision_id)
        .where(named, or_(Publication.ends_at.is_(None), Publication.ends_at > utcnow()))
    ).all()
    for text in {text for text, body in rows if id in embeds.ids(body, "file")}:
        text_changed(text)
    for body in bodies.holding("file", id):
        if body.kind == "episode":
            episode_changed(body.row, db.session.get_one(Series, body.row.series_id).key)
        else:
            subject_changed(body.kind, body.row)


def texts_citing(key: str, since: date) -> Select[Text]:
    """The texts whose words may be others now; a story of an earlier day stays as it was.

    Without this, a site of many stories would spend seconds on its archive for each figure.
    """
    words = Revision.title + " " + Revision.standfirst + " " + Revision.body
    # A day too early rather than an hour too late: the site's clock is not that of UTC.
    first = datetime.combine(since, time.min, UTC) - timedelta(days=1)
    ids = (
        select(Publication.text_id)
        .join(Revision, Revision.id == Publication.revision_id)
        .where(
            words.like(f"%[[%{key}%"),  # there may be spaces between
            or_(
                Publication.type != "story",
                Publication.published_at >= first,
                words.like("%[[%|%today%"),
                words.like("%[[%@%"),
            ),
        )
    )
    return select(Text).where(Text.id.in_(ids))


def _renew_subjects_citing(fact: str) -> None:
    for kind, model in SUBJECTS.items():
        for subject in db.session.execute(select(model)).scalars():
            if _cite(fact, subject.title, subject.summary, subject.body):
                subject_changed(kind, subject)
    for episode, key in db.session.execute(_episodes()):
        if _cite(fact, episode.title, episode.summary, episode.transcript):
            episode_changed(episode, key)


def _cite(fact: str, *words: dict[str, str]) -> bool:
    """Whether any of these texts, in any language, cites the fact of that key."""
    texts = (text for by_language in words for text in by_language.values())
    return any(fact in citations.keys_in(text) for text in texts)


def _episodes() -> Select[Episode, str]:
    return select(Episode, Series.key).join(Series, Series.id == Episode.series_id)


def documents() -> Iterator[Document]:
    """Everything there is to find."""
    for publication, key in db.session.execute(_publications().execution_options(yield_per=200)):
        yield _of_publication(publication, key)
    for kind, model in SUBJECTS.items():
        for subject in db.session.execute(select(model).order_by(model.id)).scalars():
            yield from _of_subject(kind, subject)
    for episode, key in db.session.execute(_episodes().order_by(Episode.id)):
        yield from _of_episode(episode, key)
    for fact in db.session.execute(select(Fact).order_by(Fact.id)).scalars():
        yield from _of_fact(fact)
    for member in db.session.execute(select(Member).order_by(Member.id)).scalars():
        yield from _of_member(member)


def total() -> int:
    """About how many documents there are, for a progress bar."""
    spoken = len(all_languages())
    return sum(
        (db.session.execute(select(func.count()).select_from(model)).scalar() or 0) * weight
        for model, weight in (
            (Publication, 1),
            *((model, spoken) for model in (Topic, Campaign, Series, Episode, Fact, Member)),
        )
    )
