"""The episodes of a series as editors change them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import func, select

from app import search
from app.content import indexing
from app.content.keeping.common import KeepingError, alone, typed
from app.content.keeping.subjects import fill
from app.extensions import db
from app.i18n.formats import digits_to_latin
from app.models import Episode, Series, Video

MOST = 9999  # the largest number of an episode


@dataclass(frozen=True, slots=True)
class EpisodeWords:
    """An episode as its form holds it; the number as typed, the transcript like a body."""

    number: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    summary: Mapping[str, str] = field(default_factory=dict)
    transcript: Mapping[str, str] = field(default_factory=dict)
    video_id: int | None = None


def words_of(row: Episode) -> EpisodeWords:
    """What the form of an episode holds when it is opened."""
    transcript = typed(row.transcript)
    return EpisodeWords(str(row.number), row.title, row.summary, transcript, row.video_id)


def in_order(series: Series) -> list[Episode]:
    """The episodes of a series by their numbers."""
    return sorted(series.episodes, key=lambda episode: episode.number)


def next_number(series: Series) -> int:
    """The number that follows the last."""
    last = select(func.max(Episode.number)).where(Episode.series_id == series.id)
    return (db.session.execute(last).scalar() or 0) + 1


def add(series: Series, words: EpisodeWords) -> Episode:
    """A new episode; KeepingError where it cannot be."""
    alone()
    row = Episode(series_id=series.id)
    _fill(row, series, words)
    db.session.add(row)
    db.session.flush()
    db.session.expire(series, ["episodes"])
    indexing.episode_changed(row, series.key)
    return row


def save(row: Episode, series: Series, words: EpisodeWords) -> Episode:
    """Change an episode; KeepingError changes nothing."""
    before = row.number
    _fill(row, series, words)
    if row.number != before:
        search.remove("episode", f"{series.key}/{before}")
    db.session.flush()
    indexing.episode_changed(row, series.key)
    return row


def remove(row: Episode, series: Series) -> None:
    """Delete an episode."""
    search.remove("episode", f"{series.key}/{row.number}")
    db.session.delete(row)
    db.session.flush()
    db.session.expire(series, ["episodes"])


def _fill(row: Episode, series: Series, words: EpisodeWords) -> None:
    number = _number(words.number)
    taken = select(Episode.id).where(
        Episode.series_id == series.id, Episode.number == number, Episode.id != (row.id or 0)
    )
    with db.session.no_autoflush:
        if db.session.execute(taken).first():
            raise KeepingError({"number": [_("Another episode has this number.")]})
        video = db.session.get(Video, words.video_id) if words.video_id is not None else None
        gone = video is None or video.taken_down_at is not None
        if gone and words.video_id not in (None, row.video_id):
            raise KeepingError({"video_id": [_("There is no video of that number.")]})
        fill(row, words, "transcript")
    row.number, row.video_id = number, words.video_id


def _number(typed: str) -> int:
    text = digits_to_latin(typed).strip()
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= MOST):
        raise KeepingError({"number": [_("Write its number, such as 3.")]})
    return int(text)
