"""What is kept and translated, kind by kind: its fields, where it is found, and how it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import lazy_gettext as _
from sqlalchemy import Select, select

from app.clock import utcnow
from app.content.keeping import counted, episodes, facts, notices, pages, passages, subjects
from app.content.lifecycle import details
from app.content.lifecycle.paragraphs import as_typed
from app.content.store import library, videos
from app.content.translation.kept.fields import PARTED, Field
from app.extensions import db
from app.i18n.languages import get
from app.models import (
    Campaign,
    Episode,
    Fact,
    Media,
    Notice,
    Page,
    Passage,
    Series,
    Story,
    Topic,
    Video,
)

Given = Mapping[str, str]  # new texts in one language, by their fields
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


def _with(texts: Mapping[str, str], given: Given, name: str, language: str) -> dict[str, str]:
    return {**texts, language: given[name]} if name in given else dict(texts)


def _subject(row: Any, given: Given, language: str, _user: int | None) -> None:
    kind = next(name for name, each in KINDS.items() if isinstance(row, each.model))
    before = subjects.words_of(row)
    words: Any = {name: _with(getattr(before, name), given, name, language) for name in _WORDS}
    subjects.save(kind, row, replace(before, **words))


_WORDS = ("title", "summary", "body")


def _episode(row: Episode, given: Given, language: str, _user: int | None) -> None:
    series = db.session.get_one(Series, row.series_id)
    before = episodes.words_of(row)
    names = ("title", "summary", "transcript")
    words: Any = {name: _with(getattr(before, name), given, name, language) for name in names}
    episodes.save(row, series, replace(before, **words))


def _fact(row: Fact, given: Given, language: str, _user: int | None) -> None:
    before = facts.words_of(row)
    words: dict[str, Any] = {
        name: _with(getattr(before, name), given, name, language)
        for name in ("label", "description")
    }
    if "counted" in given:
        words["counted"] = {**before.counted, language: examples(given["counted"], language)}
    facts.save(row, replace(before, **words))


def examples(said: str, language: str) -> dict[str, str]:
    """The forms of a counted text as the form of a fact holds them."""
    forms = dict(zip(get(language).plural_categories, said.split(PARTED), strict=False))
    return counted.shown(forms, get(language))


def _media(row: Media, given: Given, language: str, _user: int | None) -> None:
    words = {name: _with(getattr(row, name), given, name, language) for name in library.WORDS}
    library.describe(row, words)


def _video(row: Video, given: Given, language: str, _user: int | None) -> None:
    before = videos.words_of(row)
    captions = {language: given["captions"].encode()} if "captions" in given else {}
    title = _with(before.title, given, "title", language)
    transcript = _with(before.transcript, given, "transcript", language)
    videos.describe(row, videos.Words(title, transcript, captions))


def _notice(row: Notice, given: Given, language: str, _user: int | None) -> None:
    text = _with(row.text, given, "text", language)
    words = notices.NoticeWords(text, row.ends_at, row.starts_at, row.everywhere, row.story_id)
    notices.save(row, words)


def _passage(row: Passage, given: Given, language: str, _user: int | None) -> None:
    body = {code: as_typed(text) for code, text in row.body.items()}
    passages.save(row.key, _with(body, given, "body", language))


def _menu(row: Page, given: Given, language: str, _user: int | None) -> None:
    place = pages.place_of(row)
    pages.save(row, replace(place, label=_with(place.label, given, "label", language)))


def _details(row: Story, given: Given, language: str, user_id: int | None) -> None:
    before = details.of(row)
    people = [
        _with(person, given, f"people-{at}", language) for at, person in enumerate(before.people, 1)
    ]
    place = _with(before.place, given, "place", language)
    details.save(row, replace(before, place=place, people=tuple(people)), user_id=user_id)


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

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("topic", Topic, _SUBJECT, _subject, _all(Topic, Topic.id)),
        Kind("campaign", Campaign, _SUBJECT, _subject, _all(Campaign, Campaign.id)),
        Kind("series", Series, _SUBJECT, _subject, _all(Series, Series.id)),
        Kind("episode", Episode, _EPISODE, _episode, _all(Episode, Episode.id)),
        Kind("fact", Fact, _FACT, _fact, _all(Fact, Fact.key), "key"),
        Kind("media", Media, _MEDIA, _media, _all(Media, Media.id)),
        Kind("video", Video, _VIDEO, _video, _all(Video, Video.id)),
        Kind("passage", Passage, _PASSAGE, _passage, _all(Passage, Passage.key), "key"),
        Kind("menu", Page, _LABEL, _menu, _all(Page, Page.item_id), "item_id"),
        Kind(
            "notice",
            Notice,
            _NOTICE,
            _notice,
            lambda: select(Notice).where(Notice.ends_at > utcnow()).order_by(Notice.id),
        ),
        Kind(
            "details",
            Story,
            _PLACE,
            _details,
            _all(Story, Story.item_id),
            "item_id",
            at_once=False,
        ),
    )
}
