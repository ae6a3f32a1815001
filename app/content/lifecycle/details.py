"""What a story is filed under and shown with, as it stands at the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, select

from app.content.lifecycle.holding import hold, hold_details
from app.content.lifecycle.publications import refuse_gone
from app.content.problems import ConflictError, ContentError, Problems
from app.content.sanitise import clean_line
from app.extensions import db
from app.models import Campaign, File, Item, Media, Series, Story, StoryFile, Topic, Video
from app.models.items import KINDS

LONGEST = 200  # characters of a place, which is a column of a publication, and of a name
LINKED: dict[str, Any] = {
    "topic_id": Topic,
    "campaign_id": Campaign,
    "series_id": Series,
    "media_id": Media,
    "video_id": Video,
}
Titles = dict[str, str]


@dataclass(frozen=True, slots=True)
class Details:
    """The details of a story; place and each of the people have a text per language."""

    kind: str = "news"
    topic_id: int | None = None
    campaign_id: int | None = None
    series_id: int | None = None
    media_id: int | None = None
    video_id: int | None = None
    place: Titles = field(default_factory=dict)
    people: tuple[Titles, ...] = ()
    file_ids: tuple[int, ...] = ()

    def snapshot(self, language: str) -> dict[str, Any]:
        """The columns of a publication in one language."""
        return {
            "kind": self.kind,
            **{name: getattr(self, name) for name in LINKED},
            "place": self.place.get(language, ""),
            "people": [person[language] for person in self.people if person.get(language)],
            "file_ids": list(self.file_ids),
        }

    def as_json(self) -> dict[str, Any]:
        """What a revision keeps of them."""
        return {**asdict(self), "people": list(self.people), "file_ids": list(self.file_ids)}


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen: (id, title per language), in the order in which it is offered."""

    kinds: tuple[str, ...]
    topics: list[tuple[int, Titles]]
    campaigns: list[tuple[int, Titles]]
    series: list[tuple[int, Titles]]
    videos: list[tuple[int, Titles]]
    files: list[tuple[int, Titles]]


def of(item: Item) -> Details:
    """The details of a story as they stand at the desk; those of a page are all empty."""
    if not isinstance(item, Story):
        return Details()
    chosen = select(StoryFile.file_id).filter_by(item_id=item.id)
    order = chosen.order_by(StoryFile.position, StoryFile.file_id)
    return Details(
        kind=item.kind,
        **{name: getattr(item, name) for name in LINKED},
        place=dict(item.place),
        people=tuple(dict(person) for person in item.people),
        file_ids=tuple(db.session.execute(order).scalars()),
    )


def from_json(kept: Mapping[str, Any]) -> Details:
    """The details that a revision kept; those of a revision without any are all empty."""
    known: dict[str, Any] = {
        name: kept[name] for name in Details.__dataclass_fields__ if name in kept
    }
    for name in {"people", "file_ids"} & known.keys():
        known[name] = tuple(known[name])
    return Details(**known)


def save(
    story: Story,
    details: Details,
    *,
    version: int | None = None,
    user_id: int | None = None,  # noqa: ARG001  # every save takes who it is by, kept or not
) -> Story:
    """Keep the details at the desk; readers see them when a language is published.

    `version` is the story's own when the writer saw it: ConflictError where it is another by now,
    with the details as they are. ContentError, field by field, for what cannot be chosen. Details
    that are the same change nothing.
    """
    wanted = _cleaned(details)
    hold(story.texts)  # whose approval may end, and which come before the details
    hold_details(story)
    refuse_gone(story)
    theirs = of(story)
    if wanted == theirs:
        return story
    if version is not None and version != story.version:
        raise ConflictError(theirs)
    _check(wanted, theirs)
    _write(story, wanted)
    _end_approvals(story, theirs, wanted)
    story.version += 1
    db.session.flush()
    return story


def expect(item: Item, version: int) -> None:
    """ConflictError where the details are no longer of this version; held as they are if so."""
    hold_details(item)
    if item.version != version:
        raise ConflictError(of(item))


def _end_approvals(story: Story, before: Details, after: Details) -> None:
    """End the approval of languages in which readers would see anything else: another picture."""
    for text in story.texts:
        changed = before.snapshot(text.language) != after.snapshot(text.language)
        if changed and text.review == "approved":
            text.review, text.review_version = "", 0


def _cleaned(details: Details) -> Details:
    people = (_titles(person) for person in details.people)
    return replace(
        details,
        place=_titles(details.place),
        people=tuple(person for person in people if person),
        file_ids=tuple(dict.fromkeys(details.file_ids)),
    )


def _titles(texts: Mapping[str, str]) -> Titles:
    cleaned = {language: clean_line(text) for language, text in texts.items()}
    return {language: text for language, text in cleaned.items() if text}


def _check(wanted: Details, before: Details) -> None:
    problems: Problems = {}
    if wanted.kind not in KINDS:
        problems["kind"] = [_("Please choose one of the kinds that are offered.")]
    for name, model in LINKED.items():
        chosen = getattr(wanted, name)
        if chosen not in (None, getattr(before, name)) and not _there(model, [chosen]):
            problems[name] = [_("What you chose here does not exist any more.")]
    added = set(wanted.file_ids) - set(before.file_ids)
    if len(_there(File, added)) < len(added):
        problems["file_ids"] = [_("One of these files does not exist any more.")]
    texts = {"place": [wanted.place], "people": wanted.people}
    for name, given in texts.items():
        for code in {code for one in given for code, text in one.items() if len(text) > LONGEST}:
            problems[f"{name}_{code}"] = [_("This is too long.")]
    if problems:
        raise ContentError(problems)


def _there(model: Any, wanted: Iterable[int]) -> set[int]:
    """Those of the ids that can be chosen."""
    statement = select(model.id).where(model.id.in_(list(wanted)))
    if hasattr(model, "taken_down_at"):
        statement = statement.where(model.taken_down_at.is_(None))
    return set(db.session.execute(statement).scalars())


def _write(story: Story, details: Details) -> None:
    story.kind, story.place, story.people = details.kind, details.place, list(details.people)
    for name in LINKED:
        setattr(story, name, getattr(details, name))
    db.session.execute(delete(StoryFile).where(StoryFile.item_id == story.id))
    for position, id in enumerate(details.file_ids):
        db.session.add(StoryFile(item_id=story.id, file_id=id, position=position))


def offered() -> Offered:
    """Everything that the details of a story can be chosen from, but for pictures."""
    return Offered(
        kinds=KINDS,
        topics=_subjects(Topic),
        campaigns=_subjects(Campaign),
        series=_subjects(Series),
        videos=_kept(Video),
        files=_kept(File),
    )


def _subjects(model: Any) -> list[tuple[int, Titles]]:
    rows = db.session.execute(select(model.id, model.title).order_by(model.position, model.id))
    return [(id, title) for id, title in rows]


def _kept(model: Any) -> list[tuple[int, Titles]]:
    rows = db.session.execute(
        select(model.id, model.title, model.original_name, model.name)
        .where(model.taken_down_at.is_(None))
        .order_by(model.id.desc())
    )
    return [(id, title or {"": original or name}) for id, title, original, name in rows]
