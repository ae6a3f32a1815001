"""The pictures, files and videos that editors choose from: found, described, removed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask_babel import gettext as _
from sqlalchemy import Select, String, cast, or_, select

from app.content import site
from app.content.problems import ContentError
from app.content.safety import forgetting
from app.content.sanitise import clean_line
from app.content.store import emptying, media, uses
from app.extensions import db
from app.models import File, Media, Video

Kept = TypeVar("Kept", Media, File, Video)
AT_ONCE = 24
SEARCHED: dict[type[Any], tuple[str, ...]] = {
    Media: ("alt", "caption", "credit", "original_name"),
    File: ("title", "name", "original_name"),
    Video: ("title", "address", "original_name"),
}
WORDS = ("alt", "caption", "credit")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a list, newest first; `next` is where it goes on, None at its end."""

    items: tuple[Any, ...]
    next: int | None


def find(model: type[Kept], q: str = "", before: int | None = None, most: int = AT_ONCE) -> Part:
    """What is kept of one kind and was not taken down, with `q` in its words, below an id."""
    wanted = select(model).where(model.taken_down_at.is_(None)).order_by(model.id.desc())
    if before is not None:
        wanted = wanted.where(model.id < before)
    found = db.session.execute(_about(wanted, model, q).limit(most + 1)).scalars().all()
    return Part(tuple(found[:most]), found[most - 1].id if len(found) > most else None)


def _about(wanted: Select[Any], model: type[Kept], q: str) -> Select[Any]:
    """Those that have each word of `q` somewhere, as JSON writes it."""
    for word in clean_line(q).split()[:8]:
        written = json.dumps(word)[1:-1]
        columns = (cast(getattr(model, name), String) for name in SEARCHED[model])
        some = [
            column.icontains(text, autoescape=True)
            for column in columns
            for text in {word, written}
        ]
        wanted = wanted.where(or_(*some))
    return wanted


def smallest(picture: Media) -> str:
    """The name of a picture's smallest JPEG, for lists; "" where it has none."""
    return next(iter(_sizes(picture)), "")


def largest(picture: Media) -> str:
    """The name of its largest."""
    return next(reversed(_sizes(picture)), "")


def _sizes(picture: Media) -> list[str]:
    plain = [v for v in picture.variants if v["type"] == "image/jpeg"] or picture.variants
    return [str(v["name"]) for v in sorted(plain, key=lambda v: int(v["width"]))]


def describe(picture: Media, words: Mapping[str, Mapping[str, str]]) -> None:
    """Give a picture its alt, caption and credit, each {language: text}; readers see it at once."""
    for name in WORDS:
        setattr(picture, name, media.cleaned(words.get(name, {})))
    site.changed()
    db.session.flush()


def remove(one: Media | File | Video) -> None:
    """Delete what nobody uses; ContentError where it is in use."""
    if any(not use.past for use in uses.of(one)):
        raise ContentError({"": [_("It is in use, so it cannot be deleted.")]})
    emptying.empty(one)
    forgetting.forget(one.__tablename__, [one.id])
    site.changed()
    db.session.flush()
