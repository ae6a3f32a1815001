"""The doubts of the Publish page about what is live already: the newest stories once more."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import aliased

from app.clock import utcnow
from app.config import settings
from app.content import checks, facts
from app.content.checks import Finding, Words
from app.content.lifecycle.publications import live
from app.extensions import db
from app.models import Dismissal, Item, Publication, Revision, Text, WorkingCopy

LATEST = 20  # stories looked at
KEPT = 200  # results kept in this process
Key = tuple[datetime, str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A live story with doubts, the most serious first."""

    id: int
    language: str
    title: str
    findings: tuple[Finding, ...]


class Results:
    """What was found lately, by a hash of the words that were looked at, in which hour."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: OrderedDict[Key, tuple[Finding, ...]] = OrderedDict()

    def get(self, key: Key, find: Callable[[], list[Finding]]) -> tuple[Finding, ...]:
        """What was found before, else what `find` finds now."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = tuple(find())
        with self._lock:
            self._known[key] = found
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
        return found


_results = Results()


def doubtful(answers: Callable[[str], bool], limit: int) -> list[Doubtful]:
    """Those of the newest live stories about which there are doubts.

    `answers` says whether a path inside the site does. Links are followed anew once an hour.
    """
    stories = _latest()
    dismissed = _dismissed(list(stories)) if stories else {}
    found = []
    for id, rows in stories.items():
        doubts = _doubts(rows, dismissed.get(id, frozenset()), answers)
        if doubts:
            found.append(Doubtful(id, rows[0].language, rows[0].title, doubts))
    return found[:limit]


def _latest() -> dict[int, list[Any]]:
    """The live words of the newest stories by their numbers, each in its source language first."""
    now = utcnow()
    newest = (
        select(Publication.item_id)
        .where(Publication.type == "story", live(now))
        .group_by(Publication.item_id)
        .order_by(func.max(Publication.starts_at).desc())
        .limit(LATEST)
        .subquery()
    )
    words = (Revision.title, Revision.standfirst, Revision.body, Revision.byline)
    rows = db.session.execute(
        select(
            Publication.item_id,
            Publication.language,
            Publication.published_at,
            Publication.starts_at,
            Publication.media_id,
            Publication.note,
            Item.source_language,
            Text.behind,
            _in_work(now).label("in_work"),
            *words,
            Revision.alt,
            Revision.caption,
        )
        .join(newest, newest.c.item_id == Publication.item_id)
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Item, Item.id == Publication.item_id)
        .join(Text, Text.id == Publication.text_id)
        .where(live(now))
        .order_by(Publication.item_id.desc())
    )
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.item_id, []).append(row)
    return {id: sorted(texts, key=_source_first) for id, texts in found.items()}


def _in_work(now: datetime) -> ColumnElement[bool]:
    """Whether the desk has other words of an item than readers: what is counted is about those."""
    copies = select(WorkingCopy.text_id).join(Text, Text.id == WorkingCopy.text_id)
    later = aliased(Publication)
    coming = select(later.id).where(later.item_id == Item.id, later.starts_at > now)
    return or_(copies.where(Text.item_id == Item.id).correlate(Item).exists(), coming.exists())


def _source_first(row: Any) -> tuple[bool, str]:
    return row.language != row.source_language, row.language


def _dismissed(ids: Sequence[int]) -> dict[int, frozenset[str]]:
    rows = db.session.execute(
        select(Dismissal.item_id, Dismissal.fingerprint).where(Dismissal.item_id.in_(ids))
    )
    found: dict[int, set[str]] = {}
    for id, fingerprint in rows:
        found.setdefault(id, set()).add(fingerprint)
    return {id: frozenset(prints) for id, prints in found.items()}


def _doubts(
    rows: list[Any], dismissed: frozenset[str], answers: Callable[[str], bool]
) -> tuple[Finding, ...]:
    hour = utcnow().replace(minute=0, second=0, microsecond=0)
    words = {row.language: _words(row) for row in rows}
    key = (hour, sha256(repr(words).encode()).hexdigest(), dismissed)
    return _results.get(
        key,
        lambda: checks.warnings(
            words, answers=answers, dismissed=dismissed, site_url=settings().site_url
        ),
    )


def _words(row: Any) -> Words:
    return Words(
        language=row.language,
        title=row.title,
        standfirst=row.standfirst,
        body=row.body,
        byline=row.byline,
        alt=row.alt,
        caption=row.caption,
        has_picture=row.media_id is not None,
        published_on=facts.local_date(row.published_at),
        changed_at=row.starts_at,
        note=row.note,
        behind=0 if row.in_work else row.behind,
    )
