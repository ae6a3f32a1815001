"""Deletes a picture, a file or a video from the store and from whatever shows it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from app.clock import utcnow
from app.content.store import media
from app.content.store.uses import Kept
from app.extensions import db
from app.models import Episode, FileVersion, Media, SocialPost, Story, StoryFile, Video


def empty(one: Kept) -> list[str]:
    """Delete what is stored of a picture, file or video, and what is said of it; its addresses.

    The row stays, so that its number never means another; nothing shows it, and nothing offers it.
    """
    names = list(_names(one))
    for name in names:
        media.remove(name)
    _forget_uses(one)
    one.taken_down_at, one.original_name = utcnow(), ""
    if isinstance(one, Media):
        one.variants, one.alt, one.caption, one.credit = [], {}, {}, {}
    elif isinstance(one, Video):
        one.name, one.address, one.captions = "", "", {}
        one.transcript, one.title, one.poster_id = {}, {}, None
    else:
        one.title = {}
    return [f"/media/{name}" for name in names]


def _names(one: Kept) -> Iterator[str]:
    """The names under which something of it is stored."""
    if isinstance(one, Media):
        yield from (str(variant["name"]) for variant in one.variants)
    elif isinstance(one, Video):
        yield from filter(None, (one.name, *one.captions.values()))
    else:
        yield one.name
        older = select(FileVersion.name).filter_by(file_id=one.id)
        yield from db.session.execute(older).scalars()


def _forget_uses(one: Kept) -> None:
    """Take it out of what is being worked on; what was published names it and shows nothing."""
    if isinstance(one, Media):
        columns = [Story.media_id, SocialPost.media_id, Video.poster_id]
    elif isinstance(one, Video):
        columns = [Story.video_id, Episode.video_id]
    else:
        columns = []
        for offered in db.session.execute(select(StoryFile).filter_by(file_id=one.id)).scalars():
            db.session.delete(offered)
    for column in columns:
        model = column.class_
        for row in db.session.execute(select(model).where(column == one.id)).scalars():
            setattr(row, column.key, None)
    db.session.flush()
