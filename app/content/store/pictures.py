"""Pictures and videos of the media table as the rows that pages show."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from app.content import citations
from app.content.rows import Clip, Picture
from app.extensions import db
from app.models import Media, Video


def pictures(ids: Iterable[int | None], language: str) -> dict[int, Picture]:
    """Pictures by the ids of their media, with their words in `language`; none, no statement.

    Without those taken down.
    """
    wanted = {id for id in ids if id is not None}
    if not wanted:
        return {}
    rows = db.session.execute(
        select(Media).where(Media.id.in_(wanted), Media.taken_down_at.is_(None))
    ).scalars()
    return {media.id: _picture(media, language) for media in rows}


def _picture(media: Media, language: str) -> Picture:
    sources: dict[str, list[tuple[str, int]]] = {}
    for variant in media.variants:
        entry = (str(variant["name"]), int(variant["width"]))
        sources.setdefault(str(variant["type"]), []).append(entry)
    return Picture(
        width=media.width,
        height=media.height,
        sources=sources,
        alt=media.alt.get(language, ""),
        caption=media.caption.get(language, ""),
        credit=media.credit.get(language, ""),
    )


def clip(video_id: int | None, language: str) -> Clip | None:
    """A video with its poster, captions and transcript; None without an id, or taken down."""
    video = db.session.get(Video, video_id) if video_id else None
    if video is None or video.taken_down_at is not None:
        return None
    words = video.transcript.get(language)
    return Clip(
        name=video.name,
        address=video.address,
        type=video.type,
        bytes=video.bytes,
        seconds=video.seconds,
        captions=dict(video.captions),
        poster=pictures([video.poster_id], language).get(video.poster_id or 0),
        transcript=citations.html(words, language, None) if words else None,
    )
