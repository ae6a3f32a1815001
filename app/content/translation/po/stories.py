"""Stories and pages as translators get them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from flask_babel import gettext as _
from sqlalchemy import or_, select

from app.content.lifecycle.wording import LONGEST, Words
from app.content.lifecycle.working import latest_words
from app.content.problems import GoneError
from app.content.translation.po.things import Entry, Thing
from app.content.translation.segments import kinds
from app.content.translation.state import Unit, beside
from app.content.translation.units import is_line, units
from app.extensions import db
from app.models import Item, Text

SUBJECTS = ("story", "page")
BODY = "body/"  # before the id of a paragraph
Link = Callable[[Item], str]


def thing(item: Item, language: str, link: Link | None = None) -> Thing | None:
    """An item from its source into a language; None where there is nothing to translate."""
    source = words_in(item, item.source_language)
    if source is None or language == item.source_language:
        return None
    entries = tuple(_entries(source, compared(item, language, source)))
    if not entries:
        return None
    return Thing(
        subject=item.type,
        id=str(item.id),
        title=source.title,
        source_language=item.source_language,
        language=language,
        entries=entries,
        version=f"{item.type}/{item.id}={source.version}",
        link=link(item) if link else "",
    )


def chosen(
    source: str,
    language: str,
    ids: Sequence[int] | None = None,
    *,
    stale: bool = False,
    link: Link | None = None,
) -> Iterator[Thing]:
    """All that is written first in `source`, by its number.

    Or only the items of these ids, and with `stale` those of which a translation is behind.
    """
    wanted = select(Item).where(Item.source_language == source, Item.taken_down_at.is_(None))
    if stale or ids is not None:
        behind = select(Text.item_id).where(Text.language == language, Text.behind > 0)
        named = Item.id.in_(ids or ())
        wanted = wanted.where(or_(named, Item.id.in_(behind)) if stale else named)
    for item in db.session.execute(wanted.order_by(Item.id)).scalars():
        found = thing(item, language, link)
        if found is not None:
            yield found


def words_in(item: Item, language: str) -> Words | None:
    """The latest words of an item in a language; None where it has none, or was taken down."""
    text = existing(item, language)
    try:
        words = latest_words(text) if text else None
    except GoneError:
        return None
    return words if words and (words.title or words.body) else None


def existing(item: Item, language: str) -> Text | None:
    """The item's text in a language, if there is one."""
    return next((text for text in item.texts if text.language == language), None)


def compared(item: Item, language: str, source: Words) -> list[Unit]:
    """The units of an item beside their translation, also where there is no text for it yet."""
    text = existing(item, language)
    if text is not None:
        return beside(text)
    return [Unit(one.id, "missing", one.text) for one in units(source).all]


def unit_of(id: str) -> str:
    """The id of a unit from that of an entry."""
    return id.removeprefix(BODY)


def _entries(source: Words, found: Sequence[Unit]) -> Iterator[Entry]:
    said = dict(zip([one.id for one in units(source).body], kinds(source.body), strict=True))
    behind = {id: [*group] for id, group in groupby(found, lambda unit: unit.within) if id}
    for unit in found:
        joint = tuple(one.source for one in behind.get(unit.id, ()))
        stale = unit.state == "fresh" and any(
            one.state == "stale" for one in behind.get(unit.id, ())
        )
        line = is_line(unit.id)
        yield Entry(
            id=unit.id if line else f"{BODY}{unit.id}",
            source=unit.source,
            state="stale" if stale else unit.state,
            translation=unit.translation,
            former=unit.former,
            within=unit.within and f"{BODY}{unit.within}",
            joint=joint,
            rich=not line,
            most=LONGEST.get(unit.id, 0),
            what=_line(unit.id) if line else _block(said.get(unit.id, "p")),
        )


def _line(id: str) -> str:
    return {
        "title": _("Title"),
        "standfirst": _("Introduction"),
        "byline": _("Who wrote it"),
        "alt": _("What the picture shows, for whoever cannot see it"),
        "caption": _("Caption of the picture"),
        "credit": _("Who made the picture"),
    }.get(id, _("A source"))


def _block(name: str) -> str:
    names = {
        # Translators: noun: a kind of paragraph, as is "Quotation".
        **dict.fromkeys(("h2", "h3", "h4"), _("Heading")),
        **dict.fromkeys(("li", "dt", "dd"), _("Item of a list")),
        **dict.fromkeys(("th", "td"), _("Cell of a table")),
        # Translators: noun: a kind of paragraph.
        "blockquote": _("Quotation"),
        "caption": _("Title of a table"),
        "figcaption": _("Caption"),
    }
    return names.get(name, _("Paragraph"))
