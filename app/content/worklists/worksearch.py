"""Finds stories by words in whatever state they are: readers' index knows the live ones alone."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Integer, cast, false, or_, select

from app.clock import utcnow
from app.extensions import db
from app.i18n.formats import digits_to_latin
from app.models import Publication, Revision, SearchDocument, Text, WorkingCopy
from app.search.finding import matching as indexed
from app.search.folding import tokens
from app.search.query import Group, parse

MOST = 500  # working copies and withdrawn texts that are looked through, the newest first
LONGEST_NUMBER = 9  # digits; no database has a larger id


def matching(id: ColumnElement[int], words: str) -> ColumnElement[bool]:
    """Whether a story has all of `words`, as readers' search reads them, or has that number."""
    number = digits_to_latin(words).strip().removeprefix("#")
    if number.isascii() and number.isdigit() and len(number) <= LONGEST_NUMBER:
        return or_(id == int(number), _indexed(id, words))
    groups = parse(words)
    if not groups:
        return false()
    return or_(_indexed(id, words), id.in_(_elsewhere(groups)))


def _indexed(id: ColumnElement[int], words: str) -> ColumnElement[bool]:
    found = indexed(words)
    if found is None:
        return false()
    refs = (
        select(cast(SearchDocument.ref, Integer))
        .join(found, found.c.id == SearchDocument.id)
        .where(SearchDocument.kind == "story")
    )
    return id.in_(refs)


def _elsewhere(groups: tuple[Group, ...]) -> set[int]:
    """Items with the words in title or opening of a working copy, or of what was withdrawn."""
    copied = (
        select(Text.item_id, WorkingCopy.title, WorkingCopy.standfirst)
        .join(WorkingCopy, WorkingCopy.text_id == Text.id)
        .order_by(WorkingCopy.saved_at.desc())
    )
    ended = (
        select(Publication.item_id, Revision.title, Revision.standfirst)
        .join(Revision, Revision.id == Publication.revision_id)
        .where(Publication.ends_at <= utcnow(), Publication.reason != "")
        .order_by(Publication.ends_at.desc())
    )
    rows = [row for some in (copied, ended) for row in db.session.execute(some.limit(MOST))]
    return {item for item, *words in rows if item and _has(groups, words)}


def _has(groups: tuple[Group, ...], words: Sequence[str]) -> bool:
    text = f" {' '.join(tokens(' '.join(words)))} "
    return all(any(f" {' '.join(phrase)} " in text for phrase in group) for group in groups)
