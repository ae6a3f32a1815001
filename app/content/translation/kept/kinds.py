"""What is kept and translated, kind by kind: its fields, where it is found, and how it is saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from app.clock import utcnow
from app.content.keeping import (
    accounts,
    counted,
    facts,
    members,
    notices,
    pages,
    passages,
    subjects,
)
from app.content.lifecycle import details
from app.content.store import files
from app.content.translation.kept import saving
from app.content.translation.kept.fields import Field
from app.content.translation.kept.saving import Given
from app.extensions import db
from app.models import (
    Campaign,
    Episode,
    Fact,
    File,
    Media,
    Member,
    Notice,
    Page,
    Passage,
    Region,
    Series,
    SocialAccount,
    Story,
    Topic,
    Video,
)

Save = Callable[[Any, Given, str, int | None], None]  # row, texts, language, user


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of what is kept. `at_once`: readers see what is saved without anybody publishing."""

    name: str
    model: type[Any]
    fixed: tuple[Field, ...]
    save: Save
    wanted: Callable[[], Select[Any]]
    column: str = "id"  # by which it is named
    at_once: bool = True

    def id(self, row: Any) -> str:
        """What names a row in a msgctxt."""
        return str(getattr(row, self.column))

    def fields(self, row: Any) -> tuple[Field, ...]:
        """The fields of a row."""
        return (*self.fixed, *_people(row)) if isinstance(row, Story) else self.fixed

    def rows(self) -> list[Any]:
        """All rows whose words still matter, in a lasting order."""
        return list(db.session.execute(self.wanted()).scalars())

    def find(self, id: str) -> Any | None:
        """The row of that id, if it is one of those."""
        column = getattr(self.model, self.column)
        if column.type.python_type is int:
            if not (id.isascii() and id.isdecimal() and len(id) < 10):
                return None
            return db.session.execute(self.wanted().where(column == int(id))).scalar()
        return db.session.execute(self.wanted().where(column == id)).scalar()


def _people(story: Story) -> list[Field]:
    named = _("Somebody who appears in the story")
    return [
        Field(f"people-{at}", "line", named, details.LONGEST, "people", at - 1)
        for at in range(1, len(story.people) + 1)
    ]


def _all(model: Any, *order: Any) -> Callable[[], Select[Any]]:
    statement = select(model).order_by(*order)
    if hasattr(model, "taken_down_at"):
        statement = statement.where(model.taken_down_at.is_(None))
    return lambda: statement


_TITLE = Field("title", "line", _("Title"), subjects.LONGEST["title"])
_SUMMARY = Field("summary", "text", _("Summary"), subjects.LONGEST["summary"])
_SUBJECT = (_TITLE, _SUMMARY, Field("body", "html", _("Text")))
_MEDIA = (
    Field("alt", "text", _("What the picture shows, for whoever cannot see it")),
    Field("caption", "text", _("Caption of the picture")),
    Field("credit", "text", _("Who made the picture")),
)
_FACT = (
    Field("label", "line", _("What is counted"), facts.LONGEST["label"]),
    Field("description", "text", _("What it means"), facts.LONGEST["description"]),
    Field("counted", "counted", _("A number of it"), counted.LONGEST),
)
_VIDEO = (
    Field("title", "text", _("Title of the video")),
    Field("transcript", "html", _("What is said in the video")),
    Field("captions", "cues", _("Caption that is shown while the video plays")),
)
_EPISODE = (_TITLE, _SUMMARY, Field("transcript", "html", _("What is said in the episode")))
_PLACE = (Field("place", "line", _("Place of the story"), details.LONGEST),)
_LABEL = (Field("label", "line", _("Name of the page in menus"), pages.LONGEST_LABEL),)
_PASSAGE = (Field("body", "html", _("Text"), passages.LONGEST),)
_NOTICE = (Field("text", "text", _("A notice"), notices.LONGEST),)
_MEMBER = (Field("name", "line", _("Name of a member"), members.LONGEST_NAME),)
_REGION = (Field("title", "line", _("Name of a group of members"), members.LONGEST_NAME),)
_ACCOUNT = (Field("name", "line", _("Name of a social account"), accounts.LONGEST_NAME),)
_FILE = (Field("title", "line", _("Title of a file"), files.LONGEST),)

_regions = _all(Region, Region.position, Region.key)
_accounts = _all(SocialAccount, SocialAccount.id)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("topic", Topic, _SUBJECT, saving.subject, _all(Topic, Topic.id)),
        Kind("campaign", Campaign, _SUBJECT, saving.subject, _all(Campaign, Campaign.id)),
        Kind("series", Series, _SUBJECT, saving.subject, _all(Series, Series.id)),
        Kind("episode", Episode, _EPISODE, saving.episode, _all(Episode, Episode.id)),
        Kind("fact", Fact, _FACT, saving.fact, _all(Fact, Fact.key), "key"),
        Kind("media", Media, _MEDIA, saving.media, _all(Media, Media.id)),
        Kind("video", Video, _VIDEO, saving.video, _all(Video, Video.id)),
        Kind("file", File, _FILE, saving.file, _all(File, File.id)),
        Kind("member", Member, _MEMBER, saving.member, _all(Member, Member.id)),
        Kind("region", Region, _REGION, saving.region, _regions, "key"),
        Kind("account", SocialAccount, _ACCOUNT, saving.account, _accounts),
        Kind("passage", Passage, _PASSAGE, saving.passage, _all(Passage, Passage.key), "key"),
        Kind("menu", Page, _LABEL, saving.menu, _all(Page, Page.item_id), "item_id"),
        Kind(
            "notice",
            Notice,
            _NOTICE,
            saving.notice,
            lambda: select(Notice).where(Notice.ends_at > utcnow()).order_by(Notice.id),
        ),
        Kind(
            "details",
            Story,
            _PLACE,
            saving.details,
            _all(Story, Story.item_id),
            "item_id",
            at_once=False,
        ),
    )
}
