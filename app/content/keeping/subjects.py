"""Topics, campaigns and series as editors change them: one way for all three."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, or_, select

from app import search
from app.content import indexing
from app.content.keeping.common import (
    KeepingError,
    alone,
    faults,
    free,
    html,
    key_of,
    last_position,
    lines,
    remember,
    require,
    texts,
    typed,
)
from app.content.sanitise import LONGEST as LONGEST_TEXT
from app.extensions import db
from app.i18n.formats import number
from app.models import SUBJECTS, Campaign, Episode, Publication, Series, Story, Topic

Subject = Topic | Campaign | Series
LONGEST = {"title": 200, "summary": 600}


@dataclass(frozen=True, slots=True)
class SubjectWords:
    """A subject as its form holds it; the body is HTML or plain paragraphs."""

    title: Mapping[str, str] = field(default_factory=dict)
    summary: Mapping[str, str] = field(default_factory=dict)
    body: Mapping[str, str] = field(default_factory=dict)
    key: str = ""


def words_of(row: Subject) -> SubjectWords:
    """What the form of a subject holds when it is opened."""
    return SubjectWords(row.title, row.summary, typed(row.body), row.key)


def add(kind: str, words: SubjectWords) -> Subject:
    """A new topic, campaign or series, behind the others; KeepingError where it cannot be."""
    alone()
    model = SUBJECTS[kind]
    row: Subject = model(position=last_position(model))
    fill(row, words, "body")
    row.key = key_of(words.key, row.title)
    free(model, row.key)
    db.session.add(row)
    db.session.flush()
    indexing.subject_changed(kind, row)
    return row


def save(kind: str, row: Subject, words: SubjectWords) -> Subject:
    """Change a subject; KeepingError changes nothing."""
    fill(row, words, "body")
    db.session.flush()
    indexing.subject_changed(kind, row)
    return row


def fill(row: Subject | Episode, words: Any, long: str) -> None:
    """Write title, summary and the long text, by its name, of a subject or an episode."""
    title, summary = lines(words.title), texts(words.summary)
    body = html(long, getattr(words, long))
    problems = faults("title", title, LONGEST["title"])
    problems |= faults("summary", summary, LONGEST["summary"])
    problems |= faults(long, body, LONGEST_TEXT)
    untitled = (set(summary) | set(body)) - set(title)
    say = _("Without a title its readers cannot find the rest.")
    require(problems | {f"title_{code}": [say] for code in untitled})
    if not title:
        raise KeepingError({"": [_("Write a title in one language at least.")]})
    remember(title, summary, body)
    row.title, row.summary = title, summary
    setattr(row, long, body)


def used_by(kind: str, row: Subject) -> list[str]:
    """Sentences that say what still belongs to a subject; none: it can be deleted."""
    sentences = []
    stories = _stories(f"{kind}_id", row.id)
    if stories:
        sentences.append(
            ngettext("%(count)s story is about it.", "%(count)s stories are about it.", stories,
                     count=number(stories))
        )  # fmt: skip
    parts = len(row.episodes) if isinstance(row, Series) else 0
    if parts:
        sentences.append(
            ngettext("It has %(count)s episode.", "It has %(count)s episodes.", parts,
                     count=number(parts))
        )  # fmt: skip
    return sentences


def _stories(column: str, id: int) -> int:
    """How many stories have it, in what is being worked on or in what was ever published."""
    published = select(Publication.item_id).where(getattr(Publication, column) == id)
    wanted = or_(getattr(Story, column) == id, Story.item_id.in_(published))
    return db.session.execute(select(func.count(Story.item_id)).where(wanted)).scalar() or 0


def remove(kind: str, row: Subject) -> None:
    """Delete a subject; KeepingError, saying by what, while it is used."""
    used = used_by(kind, row)
    if used:
        raise KeepingError({"": used})
    search.remove(kind, row.key)
    db.session.delete(row)
    db.session.flush()
