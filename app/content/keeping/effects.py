"""What a new figure would change: which sentences say something else, and which texts stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, distinct, func, or_, select

from app.clock import utcnow
from app.content import citations, facts
from app.content.indexing import FOLDERS, texts_citing
from app.extensions import db
from app.models import (
    SUBJECTS,
    Episode,
    Fact,
    Figure,
    Notice,
    Page,
    Passage,
    Publication,
    Revision,
    Series,
    Text,
)

EXAMPLES = 3  # texts that stay, named
_BLOCK = re.compile(r"</?(?:p|h\d|li|tr|td|th|caption|blockquote|dt|dd|br)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_END = re.compile(r"(?<=[.!?؟…])\s+")


class Place(NamedTuple):
    """A text that cites facts: its language, title and path, its words, and the day it is of."""

    language: str
    title: str
    path: str
    words: tuple[str, ...]
    on: date | None  # None: evergreen


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that readers find in a text, as it is and as it would be."""

    language: str
    title: str
    path: str
    before: str
    after: str
    dated: bool


@dataclass(frozen=True, slots=True)
class Effects:
    """The sentences that change, how many dated texts stay, and some of them: (language, title,
    path)."""

    changes: tuple[Change, ...]
    staying: int
    examples: tuple[tuple[str, str, str], ...]


def of(fact: Fact, figure: Figure) -> Effects:
    """What `figure`, which is not yet the fact's, would change in what readers see."""
    key = fact.key
    places = [
        *_publications(key, figure.effective_from),
        *_subjects(),
        *_episodes(),
        *_notices(),
        *_passages(),
    ]
    found = [(place, words) for place in places for words in _sentences(place.words, key)]
    before = [citations.plain(words, place.language, place.on) for place, words in found]
    with facts.supposing(key, figure):
        after = [citations.plain(words, place.language, place.on) for place, words in found]
    changes = tuple(
        Change(place.language, place.title, place.path, old, new, dated=place.on is not None)
        for (place, _words), old, new in zip(found, before, after, strict=True)
        if old != new
    )
    return Effects(_each(changes), *_staying(key, {change.path for change in changes}))


def _each(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """The changes, evergreen ones first, each once: a title is often the first sentence too."""
    return tuple(sorted(dict.fromkeys(changes), key=lambda change: change.dated))


def _current() -> Select[Publication, str]:
    """What is live or will be, newest first, with the key of a page."""
    return (
        select(Publication, Page.key)
        .join(Revision, Revision.id == Publication.revision_id)
        .outerjoin(Page, Page.item_id == Publication.item_id)
        .where(or_(Publication.ends_at.is_(None), Publication.ends_at > utcnow()))
        .order_by(Publication.published_at.desc(), Publication.id.desc())
    )


def _publications(key: str, since: date) -> Iterator[Place]:
    """What cites the fact and may say something else once a figure holds from the day `since`."""
    texts = texts_citing(key, since).with_only_columns(Text.id)
    for publication, page in db.session.execute(_current().where(Publication.text_id.in_(texts))):
        yield _place(publication, page)


def _place(publication: Publication, page: str | None) -> Place:
    said, code = publication.revision, publication.language
    on = None if page else facts.local_date(publication.published_at)
    path = f"/{code}/{page}" if page else f"/{code}/stories/{publication.item_id}/{said.slug}"
    words = (said.title, said.standfirst, said.body, publication.note)
    return Place(code, citations.plain(said.title, code, on), path, words, on)


def _staying(key: str, changed: set[str]) -> tuple[int, tuple[tuple[str, str, str], ...]]:
    """How many dated texts cite the fact and say what they said, and the newest of them."""
    citing = (Publication.type == "story", _cites(key))
    total = db.session.execute(
        _current()
        .where(*citing)
        .order_by(None)
        .with_only_columns(func.count(distinct(Publication.text_id)))
    ).scalar()
    newest = db.session.execute(_current().where(*citing).limit(EXAMPLES + len(changed)))
    places = [_place(publication, page) for publication, page in newest]
    kept = [(p.language, p.title, p.path) for p in places if p.path not in changed]
    moved = sum(1 for path in changed if "/stories/" in path)
    return max(0, (total or 0) - moved), tuple(kept[:EXAMPLES])


def _cites(key: str) -> ColumnElement[bool]:
    """Whether a revision cites the fact of that key, in any of the ways to write it."""
    words = Revision.title + " " + Revision.standfirst + " " + Revision.body
    return or_(*(words.contains(f"[[{key}{sign}", autoescape=True) for sign in ("]]", "|", "@")))


def _subjects() -> Iterator[Place]:
    for kind, model in SUBJECTS.items():
        folder = FOLDERS[kind]
        for row in db.session.execute(select(model)).scalars():
            yield from _spoken(f"{folder}/{row.key}", row.title, row.title, row.summary, row.body)


def _episodes() -> Iterator[Place]:
    for row, key in db.session.execute(
        select(Episode, Series.key).join(Series, Series.id == Episode.series_id)
    ):
        path = f"series/{key}/{row.number}"
        yield from _spoken(path, row.title, row.title, row.summary, row.transcript)


def _notices() -> Iterator[Place]:
    for row in db.session.execute(select(Notice).where(Notice.ends_at > utcnow())).scalars():
        yield from _spoken("", row.text, row.text)


def _passages() -> Iterator[Place]:
    for row in db.session.execute(select(Passage)).scalars():
        yield from _spoken("", {}, row.body)


def _spoken(path: str, titles: dict[str, str], *words: dict[str, str]) -> Iterator[Place]:
    """The same place in each language that it has."""
    for code in words[0]:
        title = citations.plain(titles.get(code, ""), code, None)
        yield Place(code, title, f"/{code}/{path}", tuple(w.get(code, "") for w in words), None)


def _sentences(words: tuple[str, ...], key: str) -> Iterator[str]:
    """The plain sentences of these texts that cite the fact."""
    for text in words:
        if "[[" not in text:
            continue
        for block in _BLOCK.split(text):
            for sentence in _END.split(unescape(_TAG.sub("", block))):
                if key in citations.keys_in(sentence):
                    yield sentence.strip()
