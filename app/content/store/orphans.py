"""Files of the store that no row names: what was kept by a transaction that then failed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from app.content.store import media
from app.extensions import db
from app.models import File, FileVersion, Media, Video


def orphans() -> list[str]:
    """The names of files that nothing names, once no transaction can be about to name them."""
    named = set(_named())
    return sorted(name for name in _stored() if name not in named and _old(media.path(name)))


def remove(name: str) -> bool:
    """Delete an orphan; whether it was still one: the same picture may have come once more."""
    old = _old(media.path(name)) and name not in set(_named())
    if old:
        media.remove(name)
    return old


def _named() -> Iterator[str]:
    for variants in db.session.execute(select(Media.variants)).scalars():
        yield from (str(variant["name"]) for variant in variants)
    for name, captions in db.session.execute(select(Video.name, Video.captions)):
        yield from (name, *captions.values())
    for column in (File.name, FileVersion.name):
        yield from db.session.execute(select(column)).scalars()


def _stored() -> Iterator[str]:
    """The names under which something lies in the store; what has no such name is left alone."""
    root = media.folder()
    for file in root.rglob("*"):
        name = file.relative_to(root).as_posix()
        if media.NAME.fullmatch(name) and file.is_file():
            yield name


def _old(file: Path) -> bool:
    return file.stat().st_mtime < time.time() - media.LEFT_BEHIND
