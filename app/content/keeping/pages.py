"""Evergreen pages as editors keep them: a new one, its place in menu and footer, its review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, select

from app.content.keeping import common
from app.extensions import db
from app.models import Page

Where = Literal["menu", "footer"]
PLACES: tuple[Where, ...] = ("menu", "footer")
LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page is found: its name in menus (its title where empty), and when to look again."""

    label: Mapping[str, str] = field(default_factory=dict)
    menu: bool = False
    footer: bool = False
    review_on: datetime | None = None


def place_of(page: Page) -> Place:
    """The place that a page has."""
    here, there = page.menu_position is not None, page.footer_position is not None
    return Place(dict(page.label), here, there, page.review_on)


def begin(key: str, source_language: str, user_id: int | None) -> Page:
    """A new page at the address `key`, without words; KeepingError where there is such a page."""
    common.alone()
    key = common.key_of(key, {})
    common.free(Page, key)
    page = Page(key=key, source_language=source_language, created_by_id=user_id)
    db.session.add(page)
    db.session.flush()
    return page


def save(page: Page, place: Place) -> None:
    """Give a page its place, for readers at once; KeepingError for a label that cannot be."""
    label = common.lines(place.label)
    common.require(common.faults("label", label, LONGEST_LABEL, cites=False))
    page.label = label
    page.menu_position = _position("menu", page.menu_position, place.menu)
    page.footer_position = _position("footer", page.footer_position, place.footer)
    page.review_on = place.review_on
    db.session.flush()


def _position(where: Where, before: int | None, wanted: bool) -> int | None:
    """The position that a page keeps, or one behind all others; None where it has no place."""
    if not wanted or before is not None:
        return before if wanted else None
    return (db.session.execute(select(func.max(_column(where)))).scalar() or 0) + 1


def _column(where: Where) -> Any:
    return {"menu": Page.menu_position, "footer": Page.footer_position}[where]


def in_order(where: Where) -> list[Page]:
    """The pages that stand in the menu or in the footer, in their order."""
    column = _column(where)
    rows = select(Page).where(column.is_not(None)).order_by(column, Page.item_id)
    return list(db.session.execute(rows.execution_options(populate_existing=True)).scalars())


def move(id: int, where: Where, up: bool) -> bool:
    """Let a page change places with its neighbour; whether it stands there at all."""
    common.alone()
    rows = in_order(where)
    at = next((at for at, page in enumerate(rows) if page.id == id), None)
    if at is None:
        return False
    other = at - 1 if up else at + 1
    if 0 <= other < len(rows):
        rows[at], rows[other] = rows[other], rows[at]
    for position, page in enumerate(rows, 1):
        setattr(page, f"{where}_position", position)
    db.session.flush()
    return True


def all_ids() -> list[int]:
    """The numbers of all pages that were not taken down, by their addresses."""
    wanted = select(Page.item_id).where(Page.taken_down_at.is_(None)).order_by(Page.key)
    return list(db.session.execute(wanted).scalars())
