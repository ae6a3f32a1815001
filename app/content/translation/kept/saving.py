"""How what is kept is saved with other texts in one language: as the desk itself saves it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.content.keeping import (
    accounts,
    counted,
    episodes,
    facts,
    members,
    notices,
    pages,
    passages,
    subjects,
)
from app.content.lifecycle import details as of_story
from app.content.lifecycle.paragraphs import as_typed
from app.content.store import files, library, videos
from app.content.translation.kept.fields import PARTED
from app.extensions import db
from app.i18n.languages import get
from app.models import (
    SUBJECTS,
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
    Video,
)

Given = Mapping[str, str]  # new texts in one language, by their fields


def _with(texts: Mapping[str, str], given: Given, name: str, language: str) -> dict[str, str]:
    return {**texts, language: given[name]} if name in given else dict(texts)


def subject(row: Any, given: Given, language: str, _user: int | None) -> None:
    """Of a topic, a campaign or a series."""
    kind = next(name for name, model in SUBJECTS.items() if isinstance(row, model))
    before = subjects.words_of(row)
    words: Any = {name: _with(getattr(before, name), given, name, language) for name in _WORDS}
    subjects.save(kind, row, replace(before, **words))


_WORDS = ("title", "summary", "body")


def episode(row: Episode, given: Given, language: str, _user: int | None) -> None:
    """Of an episode."""
    series = db.session.get_one(Series, row.series_id)
    before = episodes.words_of(row)
    names = ("title", "summary", "transcript")
    words: Any = {name: _with(getattr(before, name), given, name, language) for name in names}
    episodes.save(row, series, replace(before, **words))


def fact(row: Fact, given: Given, language: str, _user: int | None) -> None:
    """Of a fact."""
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


def media(row: Media, given: Given, language: str, _user: int | None) -> None:
    """Of a picture."""
    words = {name: _with(getattr(row, name), given, name, language) for name in library.WORDS}
    library.describe(row, words)


def video(row: Video, given: Given, language: str, _user: int | None) -> None:
    """Of a video."""
    before = videos.words_of(row)
    captions = {language: given["captions"].encode()} if "captions" in given else {}
    title = _with(before.title, given, "title", language)
    transcript = _with(before.transcript, given, "transcript", language)
    videos.describe(row, videos.Words(title, transcript, captions))


def notice(row: Notice, given: Given, language: str, _user: int | None) -> None:
    """Of a notice."""
    text = _with(row.text, given, "text", language)
    words = notices.NoticeWords(text, row.ends_at, row.starts_at, row.everywhere, row.story_id)
    notices.save(row, words)


def passage(row: Passage, given: Given, language: str, _user: int | None) -> None:
    """Of a passage."""
    body = {code: as_typed(text) for code, text in row.body.items()}
    passages.save(row.key, _with(body, given, "body", language))


def menu(row: Page, given: Given, language: str, _user: int | None) -> None:
    """What a page is called in menus."""
    place = pages.place_of(row)
    pages.save(row, replace(place, label=_with(place.label, given, "label", language)))


def details(row: Story, given: Given, language: str, user_id: int | None) -> None:
    """The place and the people of a story."""
    before = of_story.of(row)
    people = [
        _with(person, given, f"people-{at}", language) for at, person in enumerate(before.people, 1)
    ]
    place = _with(before.place, given, "place", language)
    of_story.save(row, replace(before, place=place, people=tuple(people)), user_id=user_id)


def member(row: Member, given: Given, language: str, _user: int | None) -> None:
    """The name of a member."""
    before = members.words_of(row)
    members.save(row, replace(before, name=_with(before.name, given, "name", language)))


def region(row: Region, given: Given, language: str, _user: int | None) -> None:
    """What a group of members is called."""
    members.name_region(row, _with(row.title, given, "title", language))


def account(row: SocialAccount, given: Given, language: str, _user: int | None) -> None:
    """What a social account is called here."""
    before = accounts.words_of(row)
    accounts.save(row, replace(before, name=_with(before.name, given, "name", language)))


def file(row: File, given: Given, language: str, _user: int | None) -> None:
    """What the link to a file says."""
    files.describe(row, _with(row.title, given, "title", language), row.language)
