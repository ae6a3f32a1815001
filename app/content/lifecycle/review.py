"""Review: asked for, returned with a reason or approved, in one thread per story and language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from app.clock import utcnow
from app.content.lifecycle.approval import authors
from app.content.lifecycle.aside import STOOD
from app.content.lifecycle.holding import hold
from app.content.lifecycle.working import keep, latest_words
from app.content.problems import ConflictError, TextError
from app.content.sanitise import clean_text
from app.content.translation import agreeing, answers
from app.extensions import db
from app.models import Remark, Revision, Text, User

LONGEST = 5000


@dataclass(frozen=True, slots=True)
class RemarkRow:
    """One entry of a thread; `kind` is comment, asked, returned or approved."""

    kind: str
    at: datetime
    name: str
    user_id: int | None
    body: str
    revision_id: int | None


def ask(text: Text, user_id: int | None, note: str = "") -> None:
    """Ask for a review of the words as they stand; TextError where there are none."""
    hold([text])
    _step(text, user_id, "asked", _cleaned(note, "note"))


def give_back(text: Text, user_id: int, reason: str) -> None:
    """Return the words with a reason; TextError without one."""
    hold([text])
    _step(text, user_id, "returned", _required(reason, "reason"))


def approve(
    text: Text,
    user_id: int,
    own_allowed: bool,
    note: str = "",
    *,
    version: int | None = None,
) -> None:
    """Approve the words as they stand, and no later ones.

    TextError for one's own words unless `own_allowed`; ConflictError where they are no longer the
    `version` that was read.
    """
    hold(answers.concerned(text))
    words = latest_words(text)
    if version is not None and version != words.version:
        raise ConflictError(words)
    if not own_allowed and user_id in authors(text):
        raise TextError({"review": [_("You wrote in this text. Somebody else must approve it.")]})
    _step(text, user_id, "approved", _cleaned(note, "note"))
    agreeing.confirm(text)


def comment(text: Text, user_id: int, body: str) -> None:
    """Say something in the thread; TextError for nothing."""
    latest_words(text)
    _remark(text, user_id, "comment", _required(body, "body"))


def thread(text: Text) -> list[RemarkRow]:
    """What was said, oldest first; GoneError where the story was taken down."""
    latest_words(text)
    rows = db.session.execute(
        select(Remark, User.name, User.email)
        .outerjoin(User, User.id == Remark.user_id)
        .where(Remark.text_id == text.id)
        .order_by(Remark.id)
    )
    return [
        RemarkRow(one.kind, one.at, name or email or "", one.user_id, one.body, one.revision_id)
        for one, name, email in rows
    ]


def _step(text: Text, user_id: int | None, kind: str, body: str) -> None:
    words = latest_words(text)
    if not words.version:
        raise TextError({"review": [_("There is nothing here to review yet.")]})
    keep(text, "kept")  # so that the remark is about words that are never lost
    text.review, text.review_version = kind, words.version
    text.review_item_version = text.item.version
    text.review_at, text.review_by_id = utcnow(), user_id
    _remark(text, user_id, kind, body)


def _remark(text: Text, user_id: int | None, kind: str, body: str) -> None:
    revisions = select(Revision.id).where(Revision.text_id == text.id, STOOD)
    newest = revisions.order_by(Revision.id.desc()).limit(1)
    db.session.add(
        Remark(
            text_id=text.id,
            user_id=user_id,
            at=utcnow(),
            kind=kind,
            body=body,
            revision_id=db.session.execute(newest).scalar(),
        )
    )
    db.session.flush()


def _required(body: str, name: str) -> str:
    cleaned = _cleaned(body, name)
    if not cleaned:
        raise TextError({name: [_("Please write a sentence.")]})
    return cleaned


def _cleaned(body: str, name: str) -> str:
    cleaned = clean_text(body).strip()
    if len(cleaned) > LONGEST:
        raise TextError({name: [_("This is too long.")]})
    return cleaned
