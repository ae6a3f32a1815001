"""Finds documents: one rule of matching and of order, whichever database holds them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import CTE, Select, and_, func, literal, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from app.extensions import db
from app.i18n.languages import public_languages
from app.models.search import EPOCH, SearchDocument
from app.search.engines import engine_of
from app.search.query import parse

MOST_COUNTED = 101  # shown as "100+"
NAMED = ("member",)  # kinds that are found by their names in other languages as well


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that was found; `path` begins with the language."""

    kind: str
    ref: str
    language: str
    title: str
    text: str
    path: str
    date: datetime

    @property
    def dated(self) -> bool:
        """Whether `date` is a date that readers are told."""
        return self.date > EPOCH


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, and how many there are in all, MOST_COUNTED meaning that or more."""

    total: int
    hits: list[Hit]


def _session() -> Session:
    """The session of this request or command."""
    return db.session()


def matching(query: str) -> CTE | None:
    """The ids that match and whether in the title; None for a query without a word."""
    groups = parse(query)
    if not groups:
        return None
    # Materialised, or SQLite may walk all documents and ask the index about each of them.
    return engine_of(_session()).matches(groups).cte("found").prefix_with("MATERIALIZED")


def _with_named(found: CTE, language: str) -> CTE:
    """What was found, and in `language` what is named so in another one that readers have.

    Asked and not indexed: a language that opens to readers needs no other index.
    """
    here, there = aliased(SearchDocument), aliased(SearchDocument)
    others = [one.code for one in public_languages() if one.code != language]
    named = (
        select(here.id, literal(False).label("in_title"))
        .join(there, and_(there.kind == here.kind, there.ref == here.ref))
        .join(found, found.c.id == there.id)
        .where(here.language == language, here.kind.in_(NAMED), there.language.in_(others))
        .where(here.id.not_in(select(found.c.id)))
    )
    return union_all(select(found.c.id, found.c.in_title), named.distinct()).cte("named")


def shown(query: str, language: str) -> CTE | None:
    """What is to be shown in a language, as `matching` has it."""
    found = matching(query)
    return None if found is None else _with_named(found, language)


def visible(found: CTE, language: str, now: datetime) -> Select[Any]:
    """What was found, in one language, that readers may see now."""
    return (
        select(SearchDocument)
        .join(found, found.c.id == SearchDocument.id)
        .where(SearchDocument.language == language, SearchDocument.starts_at <= now)
        .where(or_(SearchDocument.ends_at.is_(None), SearchDocument.ends_at > now))
    )


def count(query: str, language: str, now: datetime) -> int:
    """How many documents find() finds, counted up to MOST_COUNTED. Never an error."""
    found = shown(query, language)
    if found is None:
        return 0
    some = visible(found, language, now).with_only_columns(SearchDocument.id).limit(MOST_COUNTED)
    return _session().scalar(select(func.count()).select_from(some.subquery())) or 0


def find(query: str, language: str, now: datetime, limit: int = 20, offset: int = 0) -> Results:
    """Documents with every word of `query`: title before text, then newest. Never an error."""
    found = shown(query, language)
    if found is None:
        return Results(0, [])
    order = (found.c.in_title.desc(), SearchDocument.date.desc(), SearchDocument.id.desc())
    columns = [getattr(SearchDocument, field.name) for field in fields(Hit)]
    page = visible(found, language, now).with_only_columns(*columns).order_by(*order)
    rows = _session().execute(page.limit(limit).offset(offset))
    return Results(count(query, language, now), [Hit(*row) for row in rows])
