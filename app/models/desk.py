"""What only the editors' desk needs: threads, presence, warnings, consent, take-downs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.clock import utcnow
from app.extensions import Model
from app.models.types import Json, UTCDateTime


class Remark(Model):
    """A comment on a text, or a step of its review, in the one thread of story and language."""

    __tablename__ = "remark"
    __table_args__ = (
        CheckConstraint("kind IN ('comment', 'asked', 'returned', 'approved')", name="kind"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    kind: Mapped[str] = mapped_column(String(10), default="comment")
    body: Mapped[str] = mapped_column(Text, default="")
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id", ondelete="SET NULL"))


class Presence(Model):
    """A form that somebody has open; `token` names the form."""

    __tablename__ = "presence"
    token: Mapped[str] = mapped_column(String(40), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class Dismissal(Model):
    """A warning that an editor called no problem, until what it is about changes."""

    __tablename__ = "dismissal"
    __table_args__ = (UniqueConstraint("item_id", "fingerprint"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(40))
    fingerprint: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class SecondLook(Model):
    """What the checks found when they last looked at a live story.

    Of its words it holds what a finding quotes and no more. The story is looked at again where
    `state` or `facts` are others by now, and after a while (content/worklists/looking.py).
    """

    __tablename__ = "second_look"
    item_id: Mapped[int] = mapped_column(
        ForeignKey("item.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    looked_at: Mapped[datetime] = mapped_column(UTCDateTime)
    state: Mapped[str] = mapped_column(String(100))  # of its publications and dismissals
    facts: Mapped[str] = mapped_column(String(64))  # a hash of all facts
    languages: Mapped[str] = mapped_column(String(200))  # with findings: ",ar,en,"
    # [{"code": …, "language": …, "other": …, "values": {…}}], the most serious first.
    findings: Mapped[list[dict[str, Any]]] = mapped_column(Json)


class Consent(Model):
    """Who agreed to be shown in a story or a picture, to what, and until when; never published."""

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("(item_id IS NULL) <> (media_id IS NULL)", name="one_subject"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("item.id", ondelete="CASCADE"), index=True
    )
    media_id: Mapped[int | None] = mapped_column(
        ForeignKey("media.id", ondelete="CASCADE"), index=True
    )
    who: Mapped[str] = mapped_column(String(200))
    scope: Mapped[str] = mapped_column(Text, default="")
    until: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


class TakeDown(Model):
    """That a story or a picture was taken from everywhere, by whom and why."""

    __tablename__ = "take_down"
    __table_args__ = (
        Index("ix_take_down_subject", "subject", "subject_id"),
        CheckConstraint("subject IN ('story', 'page', 'media', 'video', 'file')", name="subject"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    subject: Mapped[str] = mapped_column(String(10))
    subject_id: Mapped[int]
    reason: Mapped[str] = mapped_column(Text, default="")
    addresses: Mapped[list[str]] = mapped_column(Json, default=list)  # that answer 410 from then on


class MissedAddress(Model):
    """An address of the site that readers asked for in vain; a path, and nobody's name."""

    __tablename__ = "missed_address"
    path: Mapped[str] = mapped_column(String(500), primary_key=True)
    times: Mapped[int] = mapped_column(default=1)
    last_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow, index=True)
