"""The texts in which something is found: stories, pages and notices, as they will go on."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from sqlalchemy import Row, Select, literal, or_, select
from sqlalchemy.orm import aliased

from app.clock import utcnow
from app.content import citations
from app.content.worklists.finding import Occurrence, Search, occurrences
from app.extensions import db
from app.models import Item, Notice, Publication, Revision, Text, WorkingCopy

FIELDS = ("title", "standfirst", "body", "alt", "caption")
MOST_TEXTS, MOST_PLACES = 100, 300  # shown at once
Searches = Mapping[str, Search]  # by language


@dataclass(frozen=True, slots=True)
class Found:
    """A text in which something was found; `version` names the words that were looked at.

    `publishable`: it is live, and nothing else of it is being worked on or scheduled.
    """

    key: str
    type: str  # story, page or notice
    id: int
    language: str
    title: str
    version: str
    publishable: bool
    places: dict[str, list[Occurrence]]

    @property
    def number(self) -> int:
        """How many places there are."""
        return sum(map(len, self.places.values()))


def find(searches: Searches) -> tuple[list[Found], bool]:
    """The texts with something to replace, and whether there are more than are shown at once."""
    shown: list[Found] = []
    places = 0
    for found in every(searches):
        if len(shown) == MOST_TEXTS or (shown and places + found.number > MOST_PLACES):
            return shown, True
        shown.append(found)
        places += found.number
    return shown, False


def every(searches: Searches, keys: Collection[str] | None = None) -> Iterator[Found]:
    """All texts with something to replace, or those of them with these keys."""
    for language, search in searches.items():
        for statement in (_copies(language, search), _published(language, search)):
            if keys is not None:
                statement = statement.where(Text.id.in_(ids_of(keys, "t")))
            for row in db.session.execute(statement).all():
                yield from _in_text(row, search)
    for notice in _notices(keys):
        yield from _in_notice(notice, searches)


def ids_of(keys: Collection[str], letter: str) -> list[int]:
    """The ids in the keys of texts ("t") or of notices ("n")."""
    return [int(key[1:].partition(".")[0]) for key in keys if key.startswith(letter)]


def _columns(words: type[WorkingCopy | Revision], version: Any, alone: Any) -> Select[Any]:
    """The words of texts with what names them; `alone`: whether they could be published at once."""
    item = Item.__table__.c
    named = [Text.id, Text.item_id, Text.language, item.type]
    fields = [getattr(words, name) for name in FIELDS]
    return select(*named, version.label("version"), alone.label("alone"), *fields)


def _copies(language: str, search: Search) -> Select[Any]:
    """Working copies that hold what is looked for, perhaps in a tag."""
    found = _columns(WorkingCopy, WorkingCopy.version, literal(value=False))
    found = found.join(WorkingCopy, WorkingCopy.text_id == Text.id)
    return _within(found, WorkingCopy, language, search)


def _published(language: str, search: Search) -> Select[Any]:
    """What was published last, be it live or scheduled, where there is no working copy."""
    now, newer, copy = utcnow(), aliased(Publication), aliased(WorkingCopy)
    later = select(newer.id).where(
        newer.text_id == Text.id, newer.starts_at > Publication.starts_at
    )
    found = _columns(Revision, -Revision.id, Publication.starts_at <= now)
    found = (
        found.join(Publication, Publication.text_id == Text.id)
        .join(Revision, Revision.id == Publication.revision_id)
        .where(or_(Publication.ends_at.is_(None), Publication.ends_at > now), ~later.exists())
        .where(~select(copy.text_id).where(copy.text_id == Text.id).exists())
    )
    return _within(found, Revision, language, search)


def _within(
    found: Select[Any], words: type[WorkingCopy | Revision], language: str, search: Search
) -> Select[Any]:
    item = Item.__table__.c
    plain = search.find
    held = [getattr(words, name).contains(plain, autoescape=True) for name in FIELDS]
    held.append(words.body.contains(escape(plain, quote=False), autoescape=True))
    return (
        found.join(Item.__table__, item.id == Text.item_id)
        .where(Text.language == language, item.taken_down_at.is_(None), or_(*held))
        .order_by(Text.item_id.desc())
    )


def _in_text(row: Row[Any], search: Search) -> Iterator[Found]:
    found = {name: occurrences(getattr(row, name), search, html=name == "body") for name in FIELDS}
    places = {name: there for name, there in found.items() if there}
    if places:
        yield Found(
            key=f"t{row.id}",
            type=row.type,
            id=row.item_id,
            language=row.language,
            title=citations.plain(row.title, row.language, None),
            version=str(row.version),
            publishable=bool(row.alone),
            places=places,
        )


def _notices(keys: Collection[str] | None) -> list[Notice]:
    """The notices that are on or will be."""
    lasting = select(Notice).where(Notice.ends_at > utcnow()).order_by(Notice.id.desc())
    if keys is not None:
        lasting = lasting.where(Notice.id.in_(ids_of(keys, "n")))
    return list(db.session.execute(lasting).scalars())


def _in_notice(notice: Notice, searches: Searches) -> Iterator[Found]:
    for language, search in searches.items():
        words = notice.text.get(language, "")
        there = occurrences(words, search, html=False)
        if there:
            yield Found(
                key=f"n{notice.id}.{language}",
                type="notice",
                id=notice.id,
                language=language,
                title=words,
                version=str(zlib.crc32(words.encode())),
                publishable=False,
                places={"text": there},
            )
