"""What all that editors keep has in common: words per language, keys, order, one writer at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from app.content import citations, site, slugs
from app.content.lifecycle.paragraphs import as_typed, stored
from app.content.problems import ContentError, Problems, merged
from app.content.sanitise import TooLongError, clean_line, clean_text
from app.extensions import db
from app.i18n.formats import number

T = TypeVar("T")
LONGEST_KEY = 60
_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class KeepingError(ContentError):
    """Something that cannot be kept as it is."""


def require(problems: Mapping[str, list[str]]) -> None:
    """KeepingError where any field has a problem."""
    found = merged(problems)
    if found:
        raise KeepingError(found)


def alone() -> None:
    """Wait until nobody else writes what readers see, and count as a change of it.

    Called before anything is read that is then changed: what is sent twice at once comes here one
    after the other, and the second finds what the first has left.
    """
    site.changed()


def held(model: type[T], id: int) -> T | None:
    """The row of that id as it is now, for whoever is about to change it; None where none is."""
    alone()
    return db.session.get(model, id, populate_existing=True)


def lines(values: Mapping[str, str]) -> dict[str, str]:
    """A line per language, cleaned; languages without words are left out."""
    return _filled(values, clean_line)


def texts(values: Mapping[str, str]) -> dict[str, str]:
    """A plain text per language, cleaned; languages without words are left out."""
    return _filled(values, lambda text: clean_text(text).strip())


def html(name: str, values: Mapping[str, str]) -> dict[str, str]:
    """Sanitised HTML per language, of plain paragraphs too; KeepingError where one is too long."""
    try:
        return _filled(values, stored)
    except TooLongError:
        say = _("This text is too long to be kept.")
        raise KeepingError({f"{name}_{code}": [say] for code in values}) from None


def typed(values: Mapping[str, str]) -> dict[str, str]:
    """What html() has kept as a form holds it: plain paragraphs where it is nothing else."""
    return {code: as_typed(text) for code, text in values.items()}


def _filled(values: Mapping[str, str], clean: Callable[[str], str]) -> dict[str, str]:
    cleaned = {code: clean(text) for code, text in values.items()}
    return {code: text for code, text in cleaned.items() if text}


def faults(name: str, values: Mapping[str, str], longest: int, cites: bool = True) -> Problems:
    """What is wrong with a text per language: too long, or citing what does not exist.

    The names are those of the fields, title_en for the field "title".
    """
    return {
        f"{name}_{code}": too_long(text, longest)
        + (citations.problems(text, None) if cites else [])
        for code, text in values.items()
    }


def too_long(text: str, longest: int) -> list[str]:
    """The sentence about a text of more than `longest` characters, in a list; else none."""
    if len(text) <= longest:
        return []
    return [
        ngettext(
            "Please shorten this: at most %(most)s character fits.",
            "Please shorten this: at most %(most)s characters fit.",
            longest,
            most=number(longest),
        )
    ]


def remember(*values: Mapping[str, str]) -> None:
    """Keep what the citations in evergreen texts say now."""
    for by_language in values:
        for code, text in by_language.items():
            citations.remember(text, code, None)


def key_of(typed: str, titles: Mapping[str, str], field: str = "key") -> str:
    """The key that was typed, or one made of the title that has Latin letters; KeepingError."""
    typed = clean_line(typed).lower()
    made = typed or next((key for key in map(_latin, titles.values()) if key), "")
    if not made:
        raise KeepingError({field: [_("Write a short name in Latin letters, such as “schools”.")]})
    if not _KEY.fullmatch(made):
        raise KeepingError(
            {field: [_("Use Latin letters, digits and hyphens only, such as “back-to-school”.")]}
        )
    require({field: too_long(made, LONGEST_KEY)})
    return made


def _latin(title: str) -> str:
    """A title as a key where its letters are Latin; "" for any other."""
    made = slugs.slug(citations.CITATION.sub("", title))[:LONGEST_KEY].strip("-")
    return made if _KEY.fullmatch(made) else ""


def free(model: Any, key: str, field: str = "key", column: str = "key") -> None:
    """KeepingError where another row has this key already."""
    found = select(func.count()).select_from(model).where(getattr(model, column) == key)
    if db.session.execute(found).scalar():
        raise KeepingError({field: [_("This name is taken already. Choose another one.")]})


def last_position(model: Any) -> int:
    """The position behind all rows."""
    return (db.session.execute(select(func.max(model.position))).scalar() or 0) + 1


def ordered(model: type[T]) -> list[T]:
    """The rows of a table that has an order, in it."""
    columns: Any = model
    rows = select(model).order_by(columns.position, *columns.__table__.primary_key)
    return list(db.session.execute(rows.execution_options(populate_existing=True)).scalars())


def move(model: type[Any], id: int, up: bool) -> bool:
    """Let the row of that id change places with its neighbour; whether there is one. Flushes."""
    alone()
    rows: list[Any] = ordered(model)
    at = next((at for at, row in enumerate(rows) if row.id == id), None)
    if at is None:
        return False
    other = at - 1 if up else at + 1
    if 0 <= other < len(rows):
        rows[at], rows[other] = rows[other], rows[at]
    for position, row in enumerate(rows, 1):
        row.position = position
    db.session.flush()
    return True
