"""The long texts that belong to no story: of topics, campaigns, series and their episodes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import select

from app.content.store import embeds
from app.extensions import db
from app.models import SUBJECTS, Episode

LONG: dict[str, tuple[Any, str]] = {
    **{kind: (model, "body") for kind, model in SUBJECTS.items()},
    "episode": (Episode, "transcript"),
}


class Body(NamedTuple):
    """A row of LONG with its long text in each language."""

    kind: str
    row: Any
    text: dict[str, str]


def holding(embed: str, id: int) -> Iterator[Body]:
    """Those in which a picture ("picture") or a file ("file") stands, in any language."""
    for body in _all():
        if any(id in embeds.ids(text, embed) for text in body.text.values()):
            yield body


def _all() -> Iterator[Body]:
    for kind, (model, column) in LONG.items():
        for row in db.session.execute(select(model).order_by(model.id)).scalars():
            yield Body(kind, row, getattr(row, column))
