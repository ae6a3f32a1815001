"""What search can find: one row for each thing, in one language, between two moments."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.models.types import UTCDateTime

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SearchDocument(Model):
    """The rendered words of one thing; derived, and rebuilt at any time from what it shows.

    `starts_at` is never empty, since empty values are all different to a unique constraint.
    """

    __tablename__ = "search_document"
    __table_args__ = (UniqueConstraint("kind", "ref", "language", "starts_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    ref: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    path: Mapped[str] = mapped_column(String(500))
    date: Mapped[datetime] = mapped_column(UTCDateTime, default=EPOCH)
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime, default=EPOCH)
    ends_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
