"""Stories and pages: what is live in each language, and what is being worked on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy import (
    Text as LongText,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import utcnow
from app.extensions import Model
from app.models.types import Json, Languages, UTCDateTime

KINDS = ("news", "video", "document")
CHANGES = ("first", "fix", "update", "correction")
REVISION_KINDS = ("save", "publish", "restore", "import", "kept")


class Item(Model):
    """What a story and a page have in common: an id, and a text in each language."""

    __tablename__ = "item"
    id: Mapped[int] = mapped_column(primary_key=True)
    type: Mapped[str] = mapped_column(String(10))
    source_language: Mapped[str] = mapped_column(String(20))
    # The source with which it began, once another one was chosen; "" while none was.
    began_in: Mapped[str] = mapped_column(String(20), default="")
    sample: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)  # of its details, raised by each save of them
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    taken_down_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    texts: Mapped[list[Text]] = relationship(back_populates="item", cascade="all, delete-orphan")
    __mapper_args__ = {"polymorphic_on": "type"}  # noqa: RUF012  # SQLAlchemy declares it


class Story(Item):
    """A dated story; its citations show the figures of its date.

    Its columns are what is being worked on; readers see the snapshot that a Publication took.
    """

    __tablename__ = "story"
    __table_args__ = (CheckConstraint("kind IN ('news', 'video', 'document')", name="kind"),)
    item_id: Mapped[int] = mapped_column(
        ForeignKey("item.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str | None] = mapped_column(String(100), unique=True)
    kind: Mapped[str] = mapped_column(String(10), default="news")
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"), index=True)
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True)
    media_id: Mapped[int | None] = mapped_column(ForeignKey("media.id"), index=True)
    video_id: Mapped[int | None] = mapped_column(ForeignKey("video.id"), index=True)
    place: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    people: Mapped[list[dict[str, str]]] = mapped_column(Json, default=list)
    __mapper_args__ = {"polymorphic_identity": "story"}  # noqa: RUF012  # SQLAlchemy declares it


class Page(Item):
    """An evergreen page, with its place in the menu or the footer; its citations show today.

    A page whose key is the name of a section (stories, members, …) places that section there.
    """

    __tablename__ = "page"
    item_id: Mapped[int] = mapped_column(
        ForeignKey("item.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(String(100), unique=True)
    label: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)  # if not its title
    menu_position: Mapped[int | None]
    footer_position: Mapped[int | None]
    review_on: Mapped[datetime | None] = mapped_column(UTCDateTime)
    __mapper_args__ = {"polymorphic_identity": "page"}  # noqa: RUF012  # SQLAlchemy declares it


class Text(Model):
    """An item in one language: its revisions, its publications and at most one working copy."""

    __tablename__ = "text"
    __table_args__ = (
        UniqueConstraint("item_id", "language"),
        CheckConstraint("review IN ('', 'asked', 'returned', 'approved')", name="review"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(20))
    # Where its review stands, and of which versions of its words and details that was said.
    review: Mapped[str] = mapped_column(String(10), default="")
    review_version: Mapped[int] = mapped_column(default=0)
    review_item_version: Mapped[int] = mapped_column(default=0)
    review_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    review_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    shared: Mapped[int] = mapped_column(default=0)  # raised to end the links to its preview
    # How many paragraphs of its latest words do not follow the latest words of the source.
    behind: Mapped[int] = mapped_column(default=0, index=True)
    # Of how many it is said that they need not, to which no editor agreed yet; once published.
    unconfirmed: Mapped[int] = mapped_column(default=0)
    item: Mapped[Item] = relationship(back_populates="texts")
    working_copy: Mapped[WorkingCopy | None] = relationship(
        back_populates="of", cascade="all, delete-orphan"
    )


class Wording:
    """The columns of a text's words, the same in a revision and in a working copy."""

    title: Mapped[str] = mapped_column(String(300), default="")
    standfirst: Mapped[str] = mapped_column(LongText, default="")
    body: Mapped[str] = mapped_column(LongText, default="")
    byline: Mapped[str] = mapped_column(String(200), default="")
    slug: Mapped[str] = mapped_column(String(200), default="")
    # [{"text": …, "url": …}]: what the text rests on, in its own language.
    sources: Mapped[list[dict[str, str]]] = mapped_column(Json, default=list)
    # Of the story's picture, in this text; the picture's own words stand in where they are empty.
    alt: Mapped[str] = mapped_column(LongText, default="")
    caption: Mapped[str] = mapped_column(LongText, default="")
    credit: Mapped[str] = mapped_column(String(300), default="")
    # The ids of the body's paragraphs, and of a translation what it was made from, as
    # content/translation/ writes them.
    paragraphs: Mapped[list[str]] = mapped_column(Json, default=list)
    made: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class Revision(Wording, Model):
    """A saved state of a text, with the details of its story. Append-only: no row ever changes."""

    __tablename__ = "revision"
    __table_args__ = (
        CheckConstraint("kind IN ('save', 'publish', 'restore', 'import', 'kept')", name="kind"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str] = mapped_column(String(10), default="save")
    note: Mapped[str] = mapped_column(String(300), default="")
    details: Mapped[dict[str, Any]] = mapped_column(Json, default=dict)


class WorkingCopy(Wording, Model):
    """What is being worked on: saving writes here, and readers never see it.

    `version` is raised by each save, `token` names the form that saved last, and `kept` says
    whether these very words are also in a revision.
    """

    __tablename__ = "working_copy"
    text_id: Mapped[int] = mapped_column(
        ForeignKey("text.id", ondelete="CASCADE"), primary_key=True
    )
    based_on_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    version: Mapped[int] = mapped_column(default=1)
    token: Mapped[str] = mapped_column(String(40), default="")
    kept: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    of: Mapped[Text] = relationship(back_populates="working_copy")


class Publication(Model):
    """One revision live in one language from `starts_at` until `ends_at` (for good if empty).

    The rows of a text never overlap: publishing ends the one before at the moment the next starts,
    so "live now" and "as it stood at that minute" are the same question, and a scheduled change
    needs no process that wakes up. `published_at` is the date that readers see and lists sort by;
    `updated_at` moves with an update or a correction and not with a small fix. The details of a
    story are a snapshot of that moment; `together` is shared by languages published as one.
    """

    __tablename__ = "publication"
    __table_args__ = (
        Index("ix_publication_newest", "language", "published_at", "item_id"),
        Index("ix_publication_topic_newest", "topic_id", "language", "published_at", "item_id"),
        Index(
            "ix_publication_campaign_newest", "campaign_id", "language", "published_at", "item_id"
        ),
        CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name="order"),
        CheckConstraint("change IN ('first', 'fix', 'update', 'correction')", name="change"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    text_id: Mapped[int] = mapped_column(ForeignKey("text.id", ondelete="CASCADE"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id", ondelete="CASCADE"), index=True)
    language: Mapped[str] = mapped_column(String(20))
    type: Mapped[str] = mapped_column(String(10))
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    published_at: Mapped[datetime] = mapped_column(UTCDateTime)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime)
    change: Mapped[str] = mapped_column(String(10), default="first")
    note: Mapped[str] = mapped_column(LongText, default="")  # the correction, as readers see it
    reason: Mapped[str] = mapped_column(LongText, default="")  # why it was withdrawn, for editors
    together: Mapped[str] = mapped_column(String(40), default="", index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    # Readers are told of both, as content/translation/crediting.py says.
    translated_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str] = mapped_column(String(10), default="news")
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"))
    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"), index=True)
    media_id: Mapped[int | None] = mapped_column(ForeignKey("media.id"), index=True)
    video_id: Mapped[int | None] = mapped_column(ForeignKey("video.id"), index=True)
    place: Mapped[str] = mapped_column(String(200), default="")
    people: Mapped[list[str]] = mapped_column(Json, default=list)
    file_ids: Mapped[list[int]] = mapped_column(Json, default=list)
    revision: Mapped[Revision] = relationship()


class StoryFile(Model):
    """A file offered with a story."""

    __tablename__ = "story_file"
    item_id: Mapped[int] = mapped_column(
        ForeignKey("item.id", ondelete="CASCADE"), primary_key=True
    )
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id"), primary_key=True)
    position: Mapped[int] = mapped_column(default=0)
