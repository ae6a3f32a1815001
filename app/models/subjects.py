"""What stories are about: lines of effort, campaigns, series with their episodes, and members."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.extensions import Model
from app.models.types import Languages


class Subject:
    """The columns that a topic, a campaign and a series share."""

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    summary: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    body: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    sample: Mapped[bool] = mapped_column(default=False)


class Topic(Subject, Model):
    """A line of effort."""

    __tablename__ = "topic"


class Campaign(Subject, Model):
    """A campaign, such as Deny Daesh Cash."""

    __tablename__ = "campaign"


class Series(Subject, Model):
    """A series of episodes, such as Sixty seconds in…"""

    __tablename__ = "series"
    episodes: Mapped[list[Episode]] = relationship(cascade="all, delete-orphan")


SUBJECTS: dict[str, Any] = {  # the class for each kind; mypy finds only their base
    "topic": Topic,
    "campaign": Campaign,
    "series": Series,
}


class Episode(Model):
    """One part of a series: a transcript, and a video where there is one."""

    __tablename__ = "episode"
    __table_args__ = (UniqueConstraint("series_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"))
    number: Mapped[int]
    title: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    summary: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    transcript: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    video_id: Mapped[int | None] = mapped_column(ForeignKey("video.id"))


class Member(Model):
    """A country or institution of the Coalition."""

    __tablename__ = "member"
    __table_args__ = (CheckConstraint("kind IN ('country', 'institution')", name="kind"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[str] = mapped_column(String(12))
    region: Mapped[str] = mapped_column(String(30), index=True)
    name: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    since: Mapped[date | None]
    since_precision: Mapped[Literal["year", "month", "day"] | None] = mapped_column(String(5))
    sample: Mapped[bool] = mapped_column(default=False)


class Region(Model):
    """A group of members; the grouping is the site's own."""

    __tablename__ = "region"
    key: Mapped[str] = mapped_column(String(30), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    sample: Mapped[bool] = mapped_column(default=False)
