"""Facts: a key, its words in each language, and an append-only history of figures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import utcnow
from app.extensions import Model
from app.models.types import Json, Languages, UTCDateTime


class Fact(Model):
    """Something that is counted, kept once; texts cite it by its key."""

    __tablename__ = "fact"
    __table_args__ = (CheckConstraint("style IN ('number', 'year')", name="style"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    style: Mapped[Literal["number", "year"]] = mapped_column(String(10), default="number")
    position: Mapped[int] = mapped_column(default=0)
    label: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    description: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    # {"en": {"one": …, "other": …}, "ar": {…}}, each with %(num)s where the number stands.
    counted: Mapped[dict[str, dict[str, str]]] = mapped_column(Json, default=dict)
    sample: Mapped[bool] = mapped_column(default=False)
    figures: Mapped[list[Figure]] = relationship(cascade="all, delete-orphan")


class Figure(Model):
    """A fact's value from a date on, with its source. Append-only.

    `as_of` is the first day of the period that the source names and `precision` says how long that
    period is; `effective_from` is the day from which the figure answers (content/facts.py).
    """

    __tablename__ = "figure"
    __table_args__ = (
        Index("ix_figure_effective", "fact_id", "effective_from", "id"),
        CheckConstraint("precision IN ('year', 'month', 'day')", name="precision"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    fact_id: Mapped[int] = mapped_column(ForeignKey("fact.id", ondelete="CASCADE"))
    value: Mapped[int] = mapped_column(BigInteger)
    as_of: Mapped[date]
    precision: Mapped[Literal["year", "month", "day"]] = mapped_column(String(5))
    effective_from: Mapped[date]
    source: Mapped[str] = mapped_column(Text, default="")
    source_url: Mapped[str] = mapped_column(String(500), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


class KnownCitation(Model):
    """What a citation last said, for the day when its key no longer exists."""

    __tablename__ = "known_citation"
    __table_args__ = (UniqueConstraint("expression", "language", "on_date"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    expression: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(20))
    on_date: Mapped[str] = mapped_column(String(10), default="")  # empty: in an evergreen text
    text: Mapped[str] = mapped_column(String(300))
