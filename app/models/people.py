"""Those who write, and what proves that it is they; readers are never users."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import utcnow
from app.extensions import Model
from app.models.types import Json, UTCDateTime

ROLES = ("contributor", "translator", "editor", "administrator")

Credited = Literal["", "name", "pen"]


class User(Model):
    """Somebody who writes. Without a password hash nobody can sign in as them."""

    __tablename__ = "user"
    __table_args__ = (
        CheckConstraint(
            "role IN ('contributor', 'translator', 'editor', 'administrator')", name="role"
        ),
        CheckConstraint("credited IN ('', 'name', 'pen')", name="credited"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(200), unique=True)  # in lower case
    name: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    role: Mapped[str] = mapped_column(String(20), default="contributor")
    languages: Mapped[list[str]] = mapped_column(Json, default=list)  # a translator's
    language: Mapped[str] = mapped_column(String(20), default="")  # of the desk; "": the browser's
    # How readers are told who translated or reviewed: not at all, by the name, or by a pen name.
    credited: Mapped[Credited] = mapped_column(String(10), default="")
    pen_name: Mapped[str] = mapped_column(String(200), default="")
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    password_changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    totp_secret: Mapped[str] = mapped_column(String(64), default="")  # "": no second factor
    totp_step: Mapped[int] = mapped_column(default=0)  # of the last code used: none works twice
    recovery_codes: Mapped[list[str]] = mapped_column(Json, default=list)  # hashes
    disabled_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class DeskSession(Model):
    """A signed-in browser. The cookie holds the key, the row its hash."""

    __tablename__ = "desk_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    device: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(60), default="")
    user: Mapped[User] = relationship()


class KnownDevice(Model):
    """A browser in which a user signed in before: a stranger's failures do not lock it out."""

    __tablename__ = "known_device"
    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class SignInAttempt(Model):
    """A failed attempt: for which account, as a hash, and from which address."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_account", "account", "at"),
        Index("ix_sign_in_attempt_address", "address", "at"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(60))
    device: Mapped[str] = mapped_column(String(64), default="")  # hash of a known device's key
    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)


class OneTimeLink(Model):
    """A link that works once and until a moment: first administrator, invitation, new password."""

    __tablename__ = "one_time_link"
    __table_args__ = (CheckConstraint("purpose IN ('setup', 'invite', 'reset')", name="purpose"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[str] = mapped_column(String(10))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="CASCADE"))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))


class AuditEntry(Model):
    """What somebody did. Append-only; each row holds the hash of the one before."""

    __tablename__ = "audit_entry"
    # Numbered by the chain and not by the engine: a rolled back change leaves no gap.
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UTCDateTime)
    user_id: Mapped[int | None] = mapped_column(index=True)  # no key: it outlives its user
    user_name: Mapped[str] = mapped_column(String(200), default="")
    action: Mapped[str] = mapped_column(String(40), index=True)
    subject: Mapped[str] = mapped_column(String(20), default="")
    subject_id: Mapped[str] = mapped_column(String(100), default="")
    detail: Mapped[str] = mapped_column(Text, default="{}")  # JSON as it was hashed
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class AuditHead(Model):
    """One row: the end of the chain, which whoever appends holds meanwhile."""

    __tablename__ = "audit_head"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(default=0)
    hash: Mapped[str] = mapped_column(String(64), default="")
    told_on: Mapped[date | None]  # the day on which the head was last printed to the log
