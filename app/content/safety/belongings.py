"""What goes with a story when it is taken down, and what still leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import or_, select

from app.clock import utcnow
from app.content.store import embeds, uses
from app.content.store.uses import Kept
from app.extensions import db
from app.i18n.languages import all_languages
from app.models import (
    File,
    Item,
    Media,
    Publication,
    Revision,
    Story,
    StoryFile,
    Text,
    Video,
    WorkingCopy,
)

SUBJECT: dict[type[Kept], str] = {Media: "media", File: "file", Video: "video"}


@dataclass(frozen=True, slots=True)
class Belonging:
    """A picture, a file or a video that goes with a story, and what else uses it."""

    subject: str
    one: Kept
    elsewhere: list[uses.Use] = field(default_factory=list)


def of(item: Item) -> list[Belonging]:
    """The pictures, files and videos of a story or page, in all that was ever written in it."""
    found = [
        *_each(Media, _media_ids(item)),
        *_each(File, _file_ids(item)),
        *_each(Video, _column_ids(item, "video_id")),
    ]
    posters = [one.poster_id for one in found if isinstance(one, Video) and one.poster_id]
    found += [one for one in _each(Media, set(posters)) if one not in found]
    return [Belonging(SUBJECT[type(one)], one, _elsewhere(one, item, found)) for one in found]


def _elsewhere(one: Kept, item: Item, found: list[Kept]) -> list[uses.Use]:
    """What else uses it, besides the story and its own videos."""
    videos = {other.id for other in found if isinstance(other, Video)}
    return [
        use
        for use in uses.of(one)
        if not (use.kind == item.type and use.id == item.id)
        and not (use.kind == "video" and use.id in videos)
    ]


def _each(model: type[Kept], ids: set[int]) -> list[Kept]:
    kept: Any = model  # mypy finds only what the three have in common
    wanted = select(kept).where(kept.id.in_(ids), kept.taken_down_at.is_(None))
    return list(db.session.execute(wanted.order_by(kept.id)).scalars()) if ids else []


def _media_ids(item: Item) -> set[int]:
    return _column_ids(item, "media_id") | _embedded(item, "picture")


def _file_ids(item: Item) -> set[int]:
    offered = select(StoryFile.file_id).filter_by(item_id=item.id)
    published = select(Publication.file_ids).filter_by(item_id=item.id)
    listed = {id for ids in db.session.execute(published).scalars() for id in ids or ()}
    return listed | set(db.session.execute(offered).scalars()) | _embedded(item, "file")


def _column_ids(item: Item, column: str) -> set[int]:
    published = select(getattr(Publication, column)).filter_by(item_id=item.id)
    ids = set(db.session.execute(published).scalars())
    if isinstance(item, Story):
        ids.add(getattr(item, column))
    return {id for id in ids if id is not None}


def _embedded(item: Item, kind: str) -> set[int]:
    return {id for body in _bodies(item) for id in embeds.ids(body, kind)}


def _bodies(item: Item) -> Iterator[str]:
    for words in (Revision, WorkingCopy):
        written = select(words.body).join(Text, Text.id == words.text_id)
        yield from db.session.execute(
            written.where(Text.item_id == item.id, words.body.contains("[["))
        ).scalars()


def linking(item: Item) -> list[tuple[int, str]]:
    """(id, title) of the other stories and pages that readers see and that link to this one."""
    if item.type != "story":
        return []
    now = utcnow()
    rows = db.session.execute(
        select(Publication.item_id, Revision.title)
        .join(Revision, Revision.id == Publication.revision_id)
        .where(
            Publication.item_id != item.id,
            or_(Publication.ends_at.is_(None), Publication.ends_at > now),
            or_(
                *(
                    Revision.body.contains(f"/{code}/stories/{item.id}{end}", autoescape=True)
                    for code in all_languages()
                    for end in ("/", '"')
                )
            ),
        )
    )
    return list(dict.fromkeys((id, title) for id, title in rows))
