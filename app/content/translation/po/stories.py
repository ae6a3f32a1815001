"""Stories and pages as translators get them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from app.content.lifecycle.wording import LONGEST, Words
from app.content.lifecycle.working import latest_words, read_ahead
from app.content.problems import GoneError
from app.content.translation import state
from app.content.translation.naming import names
from app.content.translation.po.things import Entry, Thing
from app.content.translation.state import Unit
from app.content.translation.units import is_line, units
from app.extensions import db
from app.i18n.formats import number
from app.models import Item, Text

SUBJECTS = ("story", "page")
BODY = "body/"  # before the id of a paragraph
READ_AT_ONCE = 100  # items, so that what is in memory stays small
Link = Callable[[Item], str]
Known = Mapping[int, Words]
_LINES = {
    "title": lazy_gettext("Title"),
    "standfirst": lazy_gettext("Introduction"),
    "byline": lazy_gettext("Who wrote it"),
    "alt": lazy_gettext("What the picture shows, for whoever cannot see it"),
    "caption": lazy_gettext("Caption of the picture"),
    "credit": lazy_gettext("Who made the picture"),
}


def thing(
    item: Item, language: str, link: Link | None = None, known: Known | None = None
) -> Thing | None:
    """An item from its source into a language; None where there is nothing to translate.

    Words that have been read are in `known`, by the numbers of the texts.
    """
    source = words_in(item, item.source_language, known)
    if source is None or language == item.source_language:
        return None
    entries = tuple(_entries(source, compared(item, language, source, known)))
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


def sources_of(ids: Iterable[int]) -> Iterator[tuple[int, str, str]]:
    """(number, type, source) of the items of these numbers."""
    left = sorted(ids)
    for at in range(0, len(left), READ_AT_ONCE):
        wanted = select(Item.id, Item.type, Item.source_language)
        wanted = wanted.where(Item.id.in_(left[at : at + READ_AT_ONCE]))
        yield from db.session.execute(wanted).all()


def turned(item: Item, language: str, known: Known) -> Thing | None:
    """An item that is given out in another language by now: nothing of it can be taken in.

    None where it has no words any more.
    """
    words = words_in(item, item.source_language, known)
    if words is None:
        return None
    return Thing(item.type, str(item.id), words.title, item.source_language, language, ())


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
    wanted = select(Item.id).where(Item.source_language == source, Item.taken_down_at.is_(None))
    if stale or ids is not None:
        behind = select(Text.item_id).where(Text.language == language, Text.behind > 0)
        named = Item.id.in_(ids or ())
        wanted = wanted.where(or_(named, Item.id.in_(behind)) if stale else named)
    for item, known in ahead(db.session.execute(wanted).scalars()):
        found = thing(item, language, link, known)
        if found is not None:
            yield found


def ahead(ids: Iterable[int]) -> Iterator[tuple[Item, Known]]:
    """The items of these numbers, in their order, with the words of all their texts.

    Many are read at once; one that was taken down has no words.
    """
    left = sorted(ids)
    texts = selectinload(Item.texts).selectinload(Text.working_copy)
    for at in range(0, len(left), READ_AT_ONCE):
        wanted = select(Item).where(Item.id.in_(left[at : at + READ_AT_ONCE])).order_by(Item.id)
        items = db.session.execute(wanted.options(texts)).scalars().all()
        known = read_ahead(items)
        yield from ((item, known) for item in items)


def words_in(item: Item, language: str, known: Known | None = None) -> Words | None:
    """The latest words of an item in a language; None where it has none, or was taken down."""
    text = existing(item, language)
    try:
        words = _words(text, known) if text else None
    except GoneError:
        return None
    return words if words and (words.title or words.body) else None


def existing(item: Item, language: str) -> Text | None:
    """The item's text in a language, if there is one."""
    return next((text for text in item.texts if text.language == language), None)


def compared(item: Item, language: str, source: Words, known: Known | None = None) -> list[Unit]:
    """The units of an item beside their translation, also where there is no text for it yet."""
    text = existing(item, language)
    if text is not None:
        return state.compared(text, source, _words(text, known))
    return [Unit(one.id, "missing", one.text) for one in units(source).all]


def _words(text: Text, known: Known | None) -> Words:
    return known[text.id] if known and text.id in known else latest_words(text)


def unit_of(id: str) -> str:
    """The id of a unit from that of an entry."""
    return id.removeprefix(BODY)


def _entries(source: Words, found: Sequence[Unit]) -> Iterator[Entry]:
    said = _names(source)
    behind = {id: [*group] for id, group in groupby(found, lambda unit: unit.within) if id}
    for unit in found:
        if unit.apart and unit.state == "gone":  # it never had a source to be given out with
            continue
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
            what=_line(unit.id) if line else LazyString(said, unit.id),
        )


def _line(id: str) -> LazyString:
    if id in _LINES:
        return _LINES[id]
    # Translators: a line of what a text rests on, such as a report: "Source 2".
    return lazy_gettext("Source %(number)s", number=number(int(id.removeprefix("source-"))))


def _names(source: Words) -> Callable[[str], str]:
    """What a paragraph is called by its id; only a file of it asks."""

    @cache
    def known() -> dict[str, str]:
        return dict(zip([one.id for one in units(source).body], names(source.body), strict=True))

    return lambda id: known().get(id, "")
