"""What surrounds the stories: posts, notices, media, files, redirects, the state."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.clock import utcnow
from app.extensions import Model
from app.models.types import Json, Languages, UTCDateTime


class SocialAccount(Model):
    """An account whose posts the wall keeps."""

    __tablename__ = "social_account"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    handle: Mapped[str] = mapped_column(String(60))
    network: Mapped[str] = mapped_column(String(30))
    sample: Mapped[bool] = mapped_column(default=False)


class SocialPost(Model):
    """A post as our own plain text, in one language.

    Posts that say the same in several languages share `group`; a page shows the one in its own
    language, or else the one there is, marked as what it is.
    """

    __tablename__ = "social_post"
    __table_args__ = (Index("ix_social_post_newest", "language", "posted_at", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("social_account.id"), index=True)
    group: Mapped[str] = mapped_column(String(60), default="", index=True)
    language: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    hashtags: Mapped[str] = mapped_column(Text, default="")  # folded, with a space on both sides
    address: Mapped[str] = mapped_column(String(500), default="")
    posted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    media_id: Mapped[int | None] = mapped_column(ForeignKey("media.id"))
    sample: Mapped[bool] = mapped_column(default=False)
    account: Mapped[SocialAccount] = relationship()


class Notice(Model):
    """A few sentences shown between two moments, on the home page or on every page."""

    __tablename__ = "notice"
    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    text: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    story_id: Mapped[int | None] = mapped_column(ForeignKey("item.id", ondelete="SET NULL"))
    everywhere: Mapped[bool] = mapped_column(default=False)
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime)
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sample: Mapped[bool] = mapped_column(default=False)


class Passage(Model):
    """A short evergreen text that a page template shows, such as the home page's introduction."""

    __tablename__ = "passage"
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    body: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    sample: Mapped[bool] = mapped_column(default=False)


class Media(Model):
    """A picture in the site's own sizes, with its words in each language."""

    __tablename__ = "media"
    id: Mapped[int] = mapped_column(primary_key=True)
    width: Mapped[int]
    height: Mapped[int]
    # [{"name": path in the store, "type": "image/avif", "width": 640, "bytes": 21000}]
    variants: Mapped[list[dict[str, str | int]]] = mapped_column(Json, default=list)
    alt: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    caption: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    credit: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    original_name: Mapped[str] = mapped_column(String(200), default="")
    sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    taken_down_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class Video(Model):
    """A video of our own, or a plain link to one elsewhere; captions per language."""

    __tablename__ = "video"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), default="")  # path in the store
    address: Mapped[str] = mapped_column(String(500), default="")  # elsewhere, opened by a link
    type: Mapped[str] = mapped_column(String(30), default="video/mp4")
    bytes: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[int] = mapped_column(default=0)
    poster_id: Mapped[int | None] = mapped_column(ForeignKey("media.id"))
    captions: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)  # language: path
    transcript: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    title: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    original_name: Mapped[str] = mapped_column(String(200), default="")
    sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    taken_down_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class File(Model):
    """A document to download, such as a PDF; a newer version keeps its address."""

    __tablename__ = "file"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)  # path in the store
    title: Mapped[dict[str, str]] = mapped_column(Languages, default=dict)
    language: Mapped[str] = mapped_column(String(20))
    type: Mapped[str] = mapped_column(String(60), default="application/pdf")
    pages: Mapped[int] = mapped_column(default=0)
    bytes: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    original_name: Mapped[str] = mapped_column(String(200), default="")
    sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    taken_down_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class FileVersion(Model):
    """An older version of a file, which editors can still fetch and readers cannot."""

    __tablename__ = "file_version"
    __table_args__ = (UniqueConstraint("file_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("file.id", ondelete="CASCADE"))
    number: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))  # path in the store
    pages: Mapped[int] = mapped_column(default=0)
    bytes: Mapped[int] = mapped_column(default=0)
    replaced_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utcnow)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


class Redirect(Model):
    """An old path and where it leads; without a target it is gone (410)."""

    __tablename__ = "redirect"
    path: Mapped[str] = mapped_column(String(500), primary_key=True)
    target: Mapped[str | None] = mapped_column(String(500))
    sample: Mapped[bool] = mapped_column(default=False)


class SiteState(Model):
    """One row: the generation of the content, raised by every change that readers can see."""

    __tablename__ = "site_state"
    id: Mapped[int] = mapped_column(primary_key=True)
    generation: Mapped[int] = mapped_column(default=0)
    lead_story_id: Mapped[int | None] = mapped_column(ForeignKey("item.id", ondelete="SET NULL"))
