"""What is live, was live and will be: the one definition of published, and what starts from it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from app.clock import utcnow
from app.content import facts
from app.content.problems import GoneError
from app.extensions import db
from app.models import Item, Publication, Revision, Text


def live(now: datetime) -> ColumnElement[bool]:
    """Whether a publication is what readers see at `now`. The only definition of published."""
    return and_(
        Publication.starts_at <= now,
        or_(Publication.ends_at.is_(None), Publication.ends_at > now),
    )


def published(language: str, type: str = "story") -> Select[Publication]:
    """The publications of one language that readers see now; every list and page starts here."""
    return (
        select(Publication)
        .select_from(Publication)  # also where a caller wants other columns only
        .where(Publication.language == language, Publication.type == type, live(utcnow()))
    )


def as_it_stood(item_id: int, language: str, at: datetime) -> Revision | None:
    """What an item said in a language at a given moment; None where it said nothing.

    GoneError where it was taken down since.
    """
    refuse_gone(db.session.get(Item, item_id))
    return db.session.execute(
        select(Revision)
        .join(Publication, Publication.revision_id == Revision.id)
        .where(Publication.item_id == item_id, Publication.language == language, live(at))
    ).scalar()


def refuse_gone(item: Item | None) -> None:
    """GoneError where an item was taken down."""
    if item is not None and item.taken_down_at is not None:
        raise GoneError(item.id)


def text_of(item: Item, language: str) -> Text:
    """The item's text in a language, made where there is none yet."""
    known = _in(item, language)
    if known is None:
        _make(item, language)
        known = _in(item, language)
    if known is None:
        raise LookupError(f"{language} of item {item.id} was made, and is not there")
    return known


def _in(item: Item, language: str) -> Text | None:
    return next((text for text in item.texts if text.language == language), None)


def _make(item: Item, language: str) -> None:
    """Make a text, unless somebody else does at the same moment: then theirs is seen."""
    # A write before the savepoint: SQLite would commit what stands in one that comes first.
    db.session.execute(update(Text).where(false()).values(language=Text.language))
    try:
        with db.session.begin_nested():
            db.session.add(Text(item=item, language=language))
    except IntegrityError:  # they were quicker
        pass
    db.session.expire(item, ["texts"])


def story_date(item: Item, published_at: datetime) -> date | None:
    """The day for which an item's citations hold: a story's own, None (today) for a page."""
    return facts.local_date(published_at) if item.type == "story" else None


def first_published(text: Text) -> datetime | None:
    """The date that readers see, or will see, on the text; None while it was never published."""
    return db.session.execute(
        select(Publication.published_at)
        .where(Publication.text_id == text.id)
        .order_by(Publication.starts_at, Publication.id)
        .limit(1)
    ).scalar()


def last(text: Text) -> Publication | None:
    """The publication that begins last, be it ended or still to come; with its words."""
    wanted = _latest(text).options(joinedload(Publication.revision))
    return db.session.execute(wanted.limit(1)).scalar()


def last_of(text_ids: Collection[int]) -> dict[int, Publication]:
    """What `last` finds of each of these texts, by its number; read at once with its words."""
    newest = (Publication.starts_at.desc(), Publication.id.desc())
    place = func.row_number().over(partition_by=Publication.text_id, order_by=newest)
    placed = (
        select(Publication.id, place.label("place"))
        .where(Publication.text_id.in_(text_ids))
        .subquery()
    )
    rows = (
        select(Publication)
        .join(placed, placed.c.id == Publication.id)
        .where(placed.c.place == 1)
        .options(joinedload(Publication.revision))
        .execution_options(populate_existing=True)
    )
    return {one.text_id: one for one in db.session.execute(rows).scalars()}


def last_before(text: Text, moment: datetime) -> Publication | None:
    """The publication that began last before `moment`; what was to begin later does not count."""
    return db.session.execute(_latest(text).where(Publication.starts_at < moment).limit(1)).scalar()


def scheduled(text: Text, after: datetime | None = None) -> Publication | None:
    """What is to begin by itself after now, or after another moment."""
    return db.session.execute(
        _latest(text).where(Publication.starts_at > (after or utcnow())).limit(1)
    ).scalar()


def _latest(text: Text) -> Select[Publication]:
    return (
        select(Publication)
        .where(Publication.text_id == text.id)
        .order_by(Publication.starts_at.desc(), Publication.id.desc())
        .execution_options(populate_existing=True)
    )
