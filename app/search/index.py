"""Keeps the index equal to the content: puts documents in, takes them out, makes it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models.search import EPOCH, SearchDocument
from app.search.engine import entry
from app.search.engines import engine_of

BATCH = 200


@dataclass(frozen=True, slots=True)
class Document:
    """Something to be found: plain rendered words, where it is and when it may be seen.

    `path` begins with the language ("/en/stories/12/slug"); `date` orders, newest first, and is
    last if empty; it is found from `starts_at` until `ends_at` (always, where they are empty).
    """

    kind: str  # story, page, topic, campaign, series, episode, fact or member
    ref: str
    language: str
    title: str
    text: str
    path: str
    date: datetime = EPOCH
    starts_at: datetime = EPOCH
    ends_at: datetime | None = None


def _session() -> Session:
    """The session of this request or command."""
    return db.session()


def create_index(connection: Connection) -> None:
    """Create the index; for a migration."""
    engine_of(connection).create(connection)


def drop_index(connection: Connection) -> None:
    """Drop the index; for a migration."""
    engine_of(connection).drop(connection)


def put(document: Document) -> None:
    """Add a document or replace the one of its kind, ref, language and start. Does not commit."""
    fields = asdict(document)
    key = {name: fields[name] for name in ("kind", "ref", "language", "starts_at")}
    session = _session()
    engine = engine_of(session)
    row = session.scalar(select(SearchDocument).filter_by(**key)) or SearchDocument()
    for name, value in fields.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    engine.remove(session, [row.id])
    engine.add(session, [entry(row.id, row.title, row.text)])


def remove(kind: str, ref: str, language: str | None = None) -> None:
    """Take a thing out, in one language or in all, whenever it starts. Does not commit."""
    session = _session()
    found = select(SearchDocument.id).filter_by(kind=kind, ref=ref)
    if language is not None:
        found = found.filter_by(language=language)
    ids = session.scalars(found).all()
    if ids:
        engine_of(session).remove(session, ids)
        session.execute(delete(SearchDocument).where(SearchDocument.id.in_(ids)))


def _add_all(documents: Sequence[Document]) -> None:
    """Add documents none of which is there."""
    session = _session()
    ids = session.scalars(
        insert(SearchDocument).returning(SearchDocument.id, sort_by_parameter_order=True),
        [asdict(document) for document in documents],
    )
    pairs = zip(ids.all(), documents, strict=True)
    engine_of(session).add(session, [entry(id_, each.title, each.text) for id_, each in pairs])


def rebuild(documents: Iterable[Document], progress: Callable[[int], None]) -> int:
    """Replace all that is indexed by `documents` and return their number. Does not commit.

    `progress` is called with the number of documents done since its last call.
    """
    session = _session()
    session.execute(delete(SearchDocument))
    engine_of(session).clear(session)
    waiting, total = iter(documents), 0
    while batch := list(islice(waiting, BATCH)):
        _add_all(batch)
        total += len(batch)
        progress(len(batch))
    engine_of(session).settle(session)
    return total
