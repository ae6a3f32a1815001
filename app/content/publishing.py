"""From working copy to readers: publishing in one language or in several together.

What readers see is a Publication: a revision, from one moment until another, with the details of
its story as they were. First everything is checked and nothing changed; then all is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy import select

from app.clock import utcnow
from app.content import citations, details, indexing, publications, scheduling, site, slugs, wording
from app.content.approval import approver, unapproved
from app.content.moments import Span, span
from app.content.problems import (
    AlreadyPublishedError,
    ConflictError,
    Problems,
    TextError,
    merged,
)
from app.content.publications import last, last_before, refuse_gone, story_date
from app.content.sanitise import clean_text
from app.content.wording import CITING, Words
from app.content.working import Kind, hold, latest_words, revise
from app.extensions import db
from app.models import Publication, Revision, Text
from app.models.items import CHANGES

LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for, the same for all languages that are published together."""

    span: Span
    published_at: datetime | None
    change: str
    note: str
    user_id: int | None
    together: str
    approved_by_id: int | None
    replace_scheduled: bool


def publish(
    text: Text,
    *,
    at: datetime | None = None,
    until: datetime | None = None,
    published_at: datetime | None = None,
    change: str = "update",
    note: str = "",
    user_id: int | None = None,
    together: str = "",
    approved_by_id: int | None = None,
    version: int | None = None,
    replace_scheduled: bool = False,
) -> Publication:
    """Make the latest words what readers see from `at` (now) on, and until `until` if given.

    `change` says what it is to readers: a fix shows nothing, an update moves the date, and a
    correction also shows its dated note. `published_at` is the date of a first publication.

    `version` is that of the words which the editor saw: ConflictError where they are others by
    now, AlreadyPublishedError where that version was published, or nothing differs from what is
    live. What was scheduled is dropped with `replace_scheduled` alone, in all languages that were
    to come with it. TextError says what else is wrong; nothing is changed then. ValueError where
    an import would drop what readers have seen.
    """
    order = _order(
        at, until, published_at, change, note, user_id, together, approved_by_id, replace_scheduled
    )
    _begin([text])
    words = _expected(text, version)
    problems = _problems(text, words, order)
    if problems:
        raise TextError(problems)
    if not _differs(text, words, order):
        raise AlreadyPublishedError(last(text))
    return _publish(text, words, order)


def publish_together(
    texts: Iterable[Text],
    *,
    at: datetime | None = None,
    until: datetime | None = None,
    published_at: datetime | None = None,
    change: str = "update",
    note: str | Mapping[str, str] = "",
    user_id: int | None = None,
    approved_by_id: int | None = None,
    versions: Mapping[str, int] | None = None,
    replace_scheduled: bool = False,
) -> list[Publication]:
    """As publish(), several languages at one moment: all of them or none.

    `versions` and, if it is not the same for all, `note` are by language. Languages in which
    nothing differs from what is live are left as they are; AlreadyPublishedError if that is all.
    Problems are named after the language, as in {"ar.title": […]}.
    """
    chosen = list(texts)
    notes = {
        text.id: note if isinstance(note, str) else note.get(text.language, "") for text in chosen
    }
    together = uuid4().hex if len(chosen) > 1 else ""
    orders = {
        text.id: _order(
            at, until, published_at, change, notes[text.id], user_id, together,
            approved_by_id, replace_scheduled,
        )
        for text in chosen
    }  # fmt: skip
    _begin(chosen)
    words = {text.id: _expected(text, (versions or {}).get(text.language)) for text in chosen}
    found = [
        {f"{text.language}.{name}": said for name, said in problems.items()}
        for text in chosen
        if (problems := _problems(text, words[text.id], orders[text.id]))
    ]
    if found:
        raise TextError(merged(*found))
    changed = [text for text in chosen if _differs(text, words[text.id], orders[text.id])]
    if not changed:
        raise AlreadyPublishedError(last(chosen[0]))
    scheduling.cancel([text for text in changed if publications.scheduled(text)])
    return [_publish(text, words[text.id], orders[text.id]) for text in changed]


def _note(note: str | Mapping[str, str], language: str) -> str:
    return note if isinstance(note, str) else note.get(language, "")


def _order(
    at: datetime | None,
    until: datetime | None,
    published_at: datetime | None,
    change: str,
    note: str,
    user_id: int | None,
    together: str,
    approved_by_id: int | None,
    replace_scheduled: bool,
) -> Order:
    if change not in CHANGES:
        raise ValueError(change)
    return Order(
        span(at, until, person=user_id is not None),
        published_at,
        change,
        clean_text(note).strip(),
        user_id,
        together,
        approved_by_id,
        replace_scheduled,
    )


def _begin(texts: Iterable[Text]) -> None:
    """Wait in line with all who change these texts, and with all who publish anything."""
    chosen = list(texts)
    hold(chosen)
    site.changed()  # before the index is written
    for text in chosen:
        refuse_gone(text.item)


def _expected(text: Text, version: int | None) -> Words:
    """The words to publish, if they are still the version that was seen."""
    words = latest_words(text)
    if version is None or version == words.version:
        return words
    recent = (
        select(Publication)
        .where(Publication.text_id == text.id)
        .order_by(Publication.id.desc())
        .limit(20)
    )
    for publication in db.session.execute(recent).scalars():
        if publication.revision.details.get("version") == version:
            raise AlreadyPublishedError(publication)
    raise ConflictError(words)


def _problems(text: Text, words: Words, order: Order) -> Problems:
    """Why these words cannot be published so, field by field."""
    before = last_before(text, order.span.starts)
    dated = _dated(before, order)
    return merged(
        wording.unpublishable(words, story_date(text.item, dated), order.note),
        {"note": _note_problems(order)},
        {"at": _schedule_problems(text, order)},
        {"review": unapproved(text, words, order.user_id)},
    )


def _note_problems(order: Order) -> list[str]:
    if order.change == "correction" and not order.note:
        return [_("Please say in a sentence what was corrected: readers see it.")]
    if len(order.note) > LONGEST_NOTE:
        return [_("This is too long.")]
    return []


def _schedule_problems(text: Text, order: Order) -> list[str]:
    if order.replace_scheduled or publications.scheduled(text) is None:
        return []
    return [_("A change is scheduled already. Publishing now would take its place.")]


def _differs(text: Text, words: Words, order: Order) -> bool:
    """Whether readers would see anything else, or until another moment, than they do."""
    publication = last(text)
    now = utcnow()
    if words.draft or publication is None or publication.starts_at > now:
        return True
    if publication.ends_at is not None and publication.ends_at <= now:
        return True
    asked = _snapshot(text)
    same = all(getattr(publication, name) == value for name, value in asked.items())
    return not same or publication.ends_at != order.span.ends


def _snapshot(text: Text) -> dict[str, object]:
    return details.of(text.item).snapshot(text.language)


def _dated(before: Publication | None, order: Order) -> datetime:
    """The date that readers see on it: the first stays."""
    return before.published_at if before else order.published_at or order.span.starts


def _publish(text: Text, words: Words, order: Order) -> Publication:
    scheduling.cancel([text] if publications.scheduled(text) else [])
    starts = order.span.starts
    before = last_before(text, starts)
    dated = _dated(before, order)
    cut = scheduling.end_others(text, starts, "")
    publication = Publication(
        text_id=text.id,
        item_id=text.item_id,
        language=text.language,
        type=text.item.type,
        revision=_revision(text, words, order.user_id, cut),
        starts_at=starts,
        ends_at=order.span.ends,
        published_at=dated,
        updated_at=_updated(order, dated, before),
        change=order.change if before else "first",
        note=order.note,
        user_id=order.user_id,
        together=order.together,
        approved_by_id=order.approved_by_id or approver(text, words),
        **_snapshot(text),
    )
    db.session.add(publication)
    text.working_copy = None
    text.review, text.review_version = "", 0
    db.session.flush()
    _renew(text, publication)
    return publication


def _updated(order: Order, dated: datetime, before: Publication | None) -> datetime:
    """The date of the last change that readers are told of."""
    if before is None:
        return dated
    return before.updated_at if order.change == "fix" else order.span.starts


def _revision(
    text: Text, words: Words, user_id: int | None, cut: Mapping[str, object] | None
) -> Revision:
    title = citations.CITATION.sub("", words.title)  # an address never holds a figure
    addressed = replace(words, slug=words.slug or slugs.slug(title))
    kind: Kind = "publish" if user_id else "import"
    return revise(text, addressed, kind, user_id, about={"cut": cut} if cut else {})


def _renew(text: Text, publication: Publication) -> None:
    """Everything that follows from a publication, in its transaction."""
    on = story_date(text.item, publication.published_at)
    for words in (*(getattr(publication.revision, name) for name in CITING), publication.note):
        citations.remember(words, text.language, on)
    indexing.text_changed(text)
