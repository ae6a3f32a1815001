"""What translating needs: answers on freshness, what is out for translation, what came back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy import Text as LongText
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import utcnow
from app.extensions import Model
from app.models.types import Json, UTCDateTime


class Answer(Model):
    """Whether a text must change because a paragraph of its source reads otherwise now.

    The fingerprint is that of the paragraph (content/translation/likeness.py), so an answer holds
    until the paragraph says something else again. Readers go by it once it is `confirmed`; beside
    such a one there may be what somebody proposes (content/translation/answers.py).
    """

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("text_id", "fingerprint", "confirmed"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id", ondelete="CASCADE"))
    fingerprint: Mapped[str] = mapped_column(String(64))
    needed: Mapped[bool]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    confirmed: Mapped[bool] = mapped_column(default=False)


class Turned(Model):
    """What a revision accounts for in a language that became the source after it was written.

    A revision never changes, so it is kept beside it: as the desk goes on from its words, and as
    `readers` see them.
    """

    __tablename__ = "turned"
    __table_args__ = (UniqueConstraint("revision_id", "source_language", "readers"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    source_language: Mapped[str] = mapped_column(String(20))
    readers: Mapped[bool]
    made: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class Origin(Model):
    """The source text from which a line of something kept was translated: a topic's title, …"""

    __tablename__ = "origin"
    __table_args__ = (UniqueConstraint("subject", "subject_id", "unit", "language"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(String(100))
    unit: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(20))  # of the translation
    source_language: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(LongText, default="")


class Handout(Model):
    """Texts given out to be translated as a file; `token` stands in its header."""

    __tablename__ = "handout"
    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(String(40), unique=True)
    source_language: Mapped[str] = mapped_column(String(20))
    language: Mapped[str] = mapped_column(String(20), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    due_on: Mapped[date | None]
    contact: Mapped[str] = mapped_column(String(200), default="")
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)  # nothing is awaited any more
    texts: Mapped[list[HandedOut]] = relationship(cascade="all, delete-orphan")


class HandedOut(Model):
    """One text as it was given out: {unit: [source, translation]}."""

    __tablename__ = "handed_out"
    __table_args__ = (
        UniqueConstraint("handout_id", "subject", "subject_id"),
        Index("ix_handed_out_subject", "subject", "subject_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    handout_id: Mapped[int] = mapped_column(ForeignKey("handout.id", ondelete="CASCADE"))
    subject: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(String(100))
    units: Mapped[dict[str, list[str]]] = mapped_column(Json, default=dict)
    returned_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Suggestion(Model):
    """A translation that came back while the site's own had changed: somebody decides."""

    __tablename__ = "suggestion"
    __table_args__ = (UniqueConstraint("subject", "subject_id", "language", "unit"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(20))
    unit: Mapped[str] = mapped_column(String(60))
    source_language: Mapped[str] = mapped_column(String(20), default="")
    source: Mapped[str] = mapped_column(LongText, default="")
    translation: Mapped[str] = mapped_column(LongText, default="")
    file: Mapped[str] = mapped_column(String(200), default="")  # by its name, in which it came
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
