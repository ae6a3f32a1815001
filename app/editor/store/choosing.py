"""What the chooser of a form offers: pictures, files and videos of the library, by their names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Response, jsonify, request, url_for
from sqlalchemy import select

from app.content.store import library
from app.editor.worklists import typed
from app.extensions import db
from app.i18n import fallbacks
from app.i18n.current import current_language
from app.models import File, Media, Video

KINDS: dict[str, type[Any]] = {"picture": Media, "file": File, "video": Video}
MOST = 48


def media_choose() -> Response:
    """A list of what there is of a `kind`, pictures unless another is asked for, newest first.

    `q` is looked for in its words; what follows the last one is asked for by before=its id.
    """
    model = KINDS.get(request.args.get("kind", ""), Media)
    found = library.find(model, typed.words("q"), typed.number("before"), MOST)
    posters = _posters(found.items) if model is Video else {}
    return jsonify([_video(one, posters) if model is Video else choice(one) for one in found.items])


def choice(one: Media | File) -> dict[str, Any]:
    """A picture or a file as the chooser shows it."""
    if isinstance(one, File):
        src = url_for("reader.media", name=one.name)
        shared = {"alt": {}, "width": 0, "height": 0, "kind": "file", "title": one.title}
        embed = f"[[file:{one.id}]]"
    else:
        src = _small(one)
        shared = {"alt": one.alt, "width": one.width, "height": one.height, "kind": "picture"}
        embed = f"[[picture:{one.id}]]"
    return {"id": one.id, "name": one.original_name, "src": src, "embed": embed, **shared}


def _posters(videos: Iterable[Video]) -> dict[int, Media]:
    """The posters of these videos by their numbers, read at once."""
    ids = [one.poster_id for one in videos if one.poster_id]
    wanted = select(Media).where(Media.id.in_(ids), Media.taken_down_at.is_(None))
    return {one.id: one for one in db.session.execute(wanted).scalars()}


def _video(one: Video, posters: Mapping[int, Media]) -> dict[str, Any]:
    """A video by its title, with its poster; no text shows one, so that it has no code for it."""
    poster = posters.get(one.poster_id or 0)
    src = _small(poster) if poster else ""
    return {"id": one.id, "name": name_of(one), "src": src, "kind": "video", "title": one.title}


def _small(picture: Media) -> str:
    return url_for("reader.media", name=library.smallest(picture))


def name_of(video: Video) -> str:
    """What a video is called: its title, else its file or its address."""
    return fallbacks.said(
        video.title, current_language().code, video.original_name or video.address or str(video.id)
    )
