"""How far stories and pages are in each language: counts for the board, and the lists behind them.

Whatever is published in its source language wants a translation; what is being translated counts
as soon as it has words.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from app.clock import utcnow
from app.content.lifecycle.publications import live
from app.content.translation.agreeing import NOBODY, Waiting, waiting
from app.content.worklists import awaited, standings
from app.content.worklists.worklist import Work, works
from app.extensions import db
from app.models import Item, Publication, Text, WorkingCopy

State = Literal["wanted", "missing", "stale", "unconfirmed", "review"]
STATES: tuple[State, ...] = get_args(State)
ITEM = Item.__table__.c


@dataclass(frozen=True, slots=True)
class Tally:
    """A language: how many works want a translation into it, and where these stand.

    Of those `unconfirmed` it is only said that they need no change, which no editor confirmed.
    `out` are the files that are out for translation, the first since `out_since`.
    """

    wanted: int = 0
    translated: int = 0
    stale: int = 0
    unconfirmed: int = 0
    review: int = 0
    out: int = 0
    out_since: datetime | None = None

    @property
    def missing(self) -> int:
        """Works without any words in the language."""
        return self.wanted - self.translated

    @property
    def percent(self) -> int:
        """How much has a translation; 100 only where all has one."""
        return 100 * self.translated // self.wanted if self.wanted else 100


@dataclass(frozen=True, slots=True)
class Row:
    """A work in a list, and how many paragraphs of its translation are behind the source.

    `waiting` is who said that it need not change, to which no editor has agreed yet.
    """

    work: Work
    behind: int
    waiting: Waiting = NOBODY


def tallies(languages: Collection[str]) -> dict[str, Tally]:
    """The counts of these languages, in four statements."""
    written, of_source = _counted(languages), _sources()
    rows = _texts()
    out = awaited.counted()
    found = {}
    for code in languages:
        stale, unconfirmed, review = rows.get(code, (0, 0, 0))
        found[code] = Tally(
            wanted=sum(count for source, count in of_source.items() if source != code),
            translated=written.get(code, 0),
            stale=stale,
            unconfirmed=unconfirmed,
            review=review,
            out=out[code][0] if code in out else 0,
            out_since=out[code][1] if code in out else None,
        )
    return found


def rows(
    language: str, state: State, before: int | None = None, limit: int = 25
) -> tuple[list[Row], int | None]:
    """Works in a state by number, the newest first, from below `before`; and the next `before`."""
    statement = select(ITEM.id).where(
        ITEM.taken_down_at.is_(None),
        ITEM.source_language != language,
        _in_state(language, state),
    )
    if before is not None:
        statement = statement.where(ITEM.id < before)
    ids = list(db.session.execute(statement.order_by(ITEM.id.desc()).limit(limit + 1)).scalars())
    found, texts = works(ids[:limit]), _texts_of(ids[:limit], language)
    more = ids[limit - 1] if len(ids) > limit else None
    return [_row(found[id], texts.get(id)) for id in ids[:limit]], more


def _row(work: Work, text: Text | None) -> Row:
    if text is None:
        return Row(work, 0)
    return Row(work, text.behind, waiting(text))


def stale_ids(language: str) -> list[int]:
    """Every work of which the translation into a language is behind its source, by number."""
    statement = select(ITEM.id).where(
        ITEM.taken_down_at.is_(None),
        ITEM.source_language != language,
        _in_state(language, "stale"),
    )
    return list(db.session.execute(statement.order_by(ITEM.id)).scalars())


def _in_state(language: str, state: State) -> ColumnElement[bool]:
    if state == "stale":
        return ITEM.id.in_(standings.behind(language))
    if state == "unconfirmed":
        return ITEM.id.in_(
            select(Text.item_id).where(Text.language == language, Text.unconfirmed > 0)
        )
    if state == "review":
        return ITEM.id.in_(standings.STATES["asked"](language))
    wanted = ITEM.id.in_(_live_sources())
    if state == "wanted":
        return wanted
    return and_(wanted, ITEM.id.not_in(_written(language)))


def _live_sources() -> Select[Any]:
    """Works that readers have in their source language."""
    return (
        select(Publication.item_id)
        .join(Item.__table__, ITEM.id == Publication.item_id)
        .where(
            Publication.language == ITEM.source_language,
            ITEM.taken_down_at.is_(None),
            live(utcnow()),
        )
    )


def _written(language: str) -> Select[Any]:
    """Works with words in a language: readers have them, will have them, or they are in work."""
    return select(Text.item_id).where(Text.language == language, _has_words())


def _has_words() -> ColumnElement[bool]:
    copies = select(WorkingCopy.text_id).where(standings.WRITTEN)
    published = select(Publication.text_id).where(standings.lasting(utcnow()))
    return or_(Text.id.in_(copies), Text.id.in_(published))


def _sources() -> dict[str, int]:
    """How many works want to be translated, by the language that they were written in."""
    statement = (
        select(ITEM.source_language, func.count())
        .where(ITEM.id.in_(_live_sources()))
        .group_by(ITEM.source_language)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def _counted(languages: Collection[str]) -> dict[str, int]:
    """How many of these have words in each language."""
    statement = (
        select(Text.language, func.count())
        .join(Item.__table__, ITEM.id == Text.item_id)
        .where(
            Text.language.in_(languages),
            Text.language != ITEM.source_language,
            ITEM.id.in_(_live_sources()),
            _has_words(),
        )
        .group_by(Text.language)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def _texts() -> dict[str, tuple[int, int, int]]:
    """How many translations are behind their source, are only said not to be, and wait for
    review, by language."""
    statement = (
        select(
            Text.language,
            func.sum(case((Text.behind > 0, 1), else_=0)),
            func.sum(case((Text.unconfirmed > 0, 1), else_=0)),
            func.sum(case((Text.review == "asked", 1), else_=0)),
        )
        .join(Item.__table__, ITEM.id == Text.item_id)
        .where(ITEM.taken_down_at.is_(None), Text.language != ITEM.source_language)
        .group_by(Text.language)
    )
    rows = db.session.execute(statement)
    return {code: (int(stale), int(said), int(asked)) for code, stale, said, asked in rows}


def _texts_of(ids: Collection[int], language: str) -> dict[int, Text]:
    statement = select(Text).where(Text.item_id.in_(ids), Text.language == language)
    return {text.item_id: text for text in db.session.execute(statement).scalars()}
