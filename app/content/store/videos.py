"""Videos of our own: added with their posters, captions and transcripts."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.config import settings
from app.content import site
from app.content.sanitise import clean_line, sanitise
from app.content.store import media, subtitles, workshop
from app.extensions import db
from app.models import Media, Video

FOLDER = "videos"
WHY_NOT = {
    "busy": media.BUSY,
    "empty": lazy_gettext("The file is empty. Please choose it again."),
    "no picture": lazy_gettext("There is no moving picture in this file."),
    "coding": lazy_gettext(
        "Not every telephone can show a video made like this. Please save it as MP4 with H.264 "
        "and AAC, or as WebM."
    ),
    "kind": lazy_gettext("Videos must be MP4 or WebM, and at most six hours long."),
}
UNREADABLE = lazy_gettext(
    "This is no video that can be read. Please send an MP4 or a WebM; other kinds are not kept."
)


class VideoError(media.UploadError):
    """A video that cannot be kept."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about and in a video, each {language: text}; captions as WebVTT files."""

    title: Mapping[str, str] = field(default_factory=dict)
    transcript: Mapping[str, str] = field(default_factory=dict)
    captions: Mapping[str, bytes] = field(default_factory=dict)


def add_video(
    content: bytes | IO[bytes],
    words: Words,
    *,
    poster: Media | None = None,
    original_name: str = "",
    user_id: int | None = None,
) -> Video:
    """Keep an MP4 or a WebM without what it hides, and a poster; VideoError, FullError.

    The poster is `poster`, or else a picture from near the beginning. CaptionError where
    captions cannot be read.
    """
    texts = {code: subtitles.webvtt(file) for code, file in words.captions.items()}
    video = Video(captions={}, original_name=media.file_name(original_name), user_id=user_id)
    with media.workplace() as work:
        found = _packed(content, work)
        extension = found["type"].removeprefix("video/")
        video.name = f"{FOLDER}/{secrets.token_hex(10)}.{extension}"
        video.type, video.seconds = found["type"], found["seconds"]
        video.bytes = (work / "clean").stat().st_size
        if poster is None and found["poster"]:
            poster = media.add_picture((work / "poster.jpg").read_bytes(), user_id=user_id)
        media.keep(work / "clean", video.name)
    video.poster_id = poster.id if poster else None
    db.session.add(video)
    _say(video, words, texts)
    return video


def _packed(content: bytes | IO[bytes], work: Path) -> dict[str, Any]:
    try:
        source, _digest = media.received(content, work, settings().max_video_mb)
        return workshop.run("video", source, work)
    except media.UploadError as error:
        raise VideoError(str(error)) from None
    except workshop.WorkError as error:
        if error.code == "full":
            raise
        raise VideoError(str(WHY_NOT.get(error.code, UNREADABLE))) from None


def add_link(address: str, words: Words, *, user_id: int | None = None) -> Video:
    """Keep a video that stands elsewhere as what it is, a link; VideoError for another address."""
    address = clean_line(address)
    if not address.startswith("https://") or len(address) > 500 or " " in address:
        raise VideoError(_("The address must begin with https://."))
    video = Video(address=address, captions={}, user_id=user_id)
    db.session.add(video)
    _say(video, words, {})
    return video


def words_of(video: Video) -> Words:
    """What is said about a video now, without its captions, which are files."""
    return Words(dict(video.title), dict(video.transcript))


def describe(video: Video, words: Words, *, poster: Media | None = None) -> Video:
    """Change what is said about a video; captions are replaced where new ones are given."""
    texts = {code: subtitles.webvtt(file) for code, file in words.captions.items()}
    if poster is not None:
        video.poster_id = poster.id
    _say(video, words, texts)
    return video


def drop_captions(video: Video, language: str) -> None:
    """Remove the captions of one language."""
    name = video.captions.get(language)
    video.captions = {code: kept for code, kept in video.captions.items() if code != language}
    site.changed()
    db.session.flush()
    if name:
        media.remove(name)


def _say(video: Video, words: Words, texts: Mapping[str, str]) -> None:
    video.title = media.cleaned(words.title)
    said = {code: sanitise(text).strip() for code, text in words.transcript.items()}
    video.transcript = {code: text for code, text in said.items() if text}
    older = [video.captions[code] for code in texts if code in video.captions]
    names = {code: f"{FOLDER}/{secrets.token_hex(10)}-{code}.vtt" for code in texts}
    for code, text in texts.items():
        media.store(names[code], text.encode())
    video.captions = video.captions | names
    site.changed()
    db.session.flush()
    for name in older:
        media.remove(name)
