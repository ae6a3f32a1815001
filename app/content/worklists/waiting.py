"""What waits at the desk, and for whom: the blocks of its first page, asked for all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, and_, literal, or_, select, union_all

from app.clock import utcnow
from app.content.texts import live
from app.content.worklists import standings
from app.content.worklists.worklist import Work, works
from app.extensions import db
from app.models import Item, Notice, Page, Publication, Remark, Text, WorkingCopy

LINES = 6  # of a block; one more is asked for, to know whether there are more
SOON = timedelta(hours=48)  # a notice that ends within this time is about to end
LATELY = timedelta(days=7)
ITEM, PAGE = Item.__table__.c, Page.__table__.c


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: an item, in a language ("" for all of it), since or until `at`."""

    work: Work
    language: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one sort, and whether there are more of them."""

    name: str
    lines: tuple[Line, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """A notice that is about to end."""

    id: int
    text: dict[str, str]
    ends_at: datetime


def blocks(user_id: int, *, publishes: bool, languages: Collection[str]) -> dict[str, Block]:
    """The blocks that have lines, by name, for one user; few statements for them all.

    `publishes` adds what concerns those who review and publish. `languages` are those in which
    the user translates: what is missing or behind in them waits.
    """
    asked = [_mine(user_id), _returned(user_id), *map(_to_translate, languages)]
    if publishes:
        asked += [_to_review(user_id), _to_confirm(), _scheduled(), _lately(), _past_review()]
    rows = db.session.execute(union_all(*(_few(one) for one in asked))).all()
    known = works({row.item_id for row in rows})
    found: dict[str, list[Line]] = {}
    for row in rows:
        line = Line(known[row.item_id], row.language, row.at)
        found.setdefault(row.block, []).append(line)
    return {name: _block(name, lines) for name, lines in found.items()}


def _block(name: str, lines: Iterable[Line]) -> Block:
    known = sorted(lines, key=lambda line: -line.work.id) if name == "translate" else list(lines)
    return Block(name, tuple(known[:LINES]), len(known) > LINES)


def _few(statement: Select[Any]) -> Select[Any]:
    """The first lines of a block, as a part of one statement for all blocks."""
    return select(statement.limit(LINES + 1).subquery())


def _line(block: str, id: Any, language: Any, at: Any) -> Select[Any]:
    return select(
        literal(block).label("block"),
        id.label("item_id"),
        language.label("language"),
        at.label("at"),
    )


def _in_work(block: str, at: Any) -> Select[Any]:
    """Texts with a working copy that holds words, of what was not taken down."""
    return (
        _line(block, Text.item_id, Text.language, at)
        .join(WorkingCopy, WorkingCopy.text_id == Text.id)
        .join(Item.__table__, ITEM.id == Text.item_id)
        .where(ITEM.taken_down_at.is_(None), standings.WRITTEN)
        .order_by(at.desc(), Text.id.desc())
    )


def _mine(user_id: int) -> Select[Any]:
    """What the user wrote last and nobody has published; what was returned has its own block."""
    mine = _in_work("mine", WorkingCopy.saved_at).where(WorkingCopy.user_id == user_id)
    return mine.where(Text.review != "returned")


def _returned(user_id: int) -> Select[Any]:
    """What was given back to whoever wrote it or asked for its review."""
    asked = select(Remark.id).where(
        Remark.text_id == Text.id, Remark.kind == "asked", Remark.user_id == user_id
    )
    hers = or_(WorkingCopy.user_id == user_id, ITEM.created_by_id == user_id, asked.exists())
    return _in_work("returned", Text.review_at).where(Text.review == "returned", hers)


def _to_review(user_id: int) -> Select[Any]:
    """What others asked to have reviewed."""
    others = or_(Text.review_by_id.is_(None), Text.review_by_id != user_id)
    return _in_work("review", Text.review_at).where(Text.review == "asked", others)


def _to_confirm() -> Select[Any]:
    """Translations of which somebody said that they need not change, for an editor to agree."""
    return (
        _line("confirm", Text.item_id, Text.language, ITEM.created_at)
        .join(Item.__table__, ITEM.id == Text.item_id)
        .where(ITEM.taken_down_at.is_(None), Text.unconfirmed > 0)
        .order_by(Text.id.desc())
    )


def _to_translate(language: str) -> Select[Any]:
    """Items without words in a language, or with words older than the source's, newest first."""
    waits = or_(ITEM.id.in_(standings.missing(language)), ITEM.id.in_(standings.behind(language)))
    named = literal(language)
    found = _line("translate", ITEM.id, named, ITEM.created_at).where(ITEM.type == "story", waits)
    return found.order_by(ITEM.id.desc())


def _published(block: str, at: Any) -> Select[Any]:
    return _line(block, Publication.item_id, Publication.language, at)


def _scheduled() -> Select[Any]:
    later = _published("scheduled", Publication.starts_at)
    return later.where(Publication.starts_at > utcnow()).order_by(Publication.starts_at)


def _lately() -> Select[Any]:
    now = utcnow()
    recent = _published("lately", Publication.starts_at).where(
        live(now), Publication.starts_at > now - LATELY
    )
    return recent.order_by(Publication.starts_at.desc(), Publication.id.desc())


def _past_review() -> Select[Any]:
    """Pages whose day of review has come, the longest ago first."""
    return (
        _line("pages", ITEM.id, literal(""), PAGE.review_on)
        .join(Page.__table__, PAGE.item_id == ITEM.id)
        .where(ITEM.taken_down_at.is_(None), PAGE.review_on <= utcnow())
        .order_by(PAGE.review_on)
    )


def ending(limit: int = LINES) -> list[Ending]:
    """Notices that are on and end within SOON, the next first."""
    now = utcnow()
    rows = db.session.execute(
        select(Notice.id, Notice.text, Notice.ends_at)
        .where(and_(Notice.starts_at <= now, Notice.ends_at > now, Notice.ends_at <= now + SOON))
        .order_by(Notice.ends_at)
        .limit(limit)
    )
    return [Ending(*row) for row in rows]
