"""The life of a text: saved as a working copy, published as a revision, withdrawn, found again.

What readers see is a Publication; what is being worked on is a WorkingCopy. Saving touches only
the second, and only publishing turns one into the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, update

from app.clock import utcnow
from app.content import citations, facts, indexing, site, slugs
from app.content.sanitise import TooLongError, clean_line, clean_text, sanitise
from app.extensions import db
from app.models import Item, Publication, Revision, Text, WorkingCopy
from app.models.items import CHANGES

FIELDS = ("title", "standfirst", "body", "byline", "slug", "sources")
CITING = ("title", "standfirst", "body")  # where citations of facts are understood
LONGEST = {"title": 300, "standfirst": 1000, "byline": 200, "slug": 200}


class TextError(ValueError):
    """A text that cannot be kept or published as it is; `problems` says why, field by field."""

    def __init__(self, problems: dict[str, list[str]]) -> None:
        super().__init__("; ".join(s for sentences in problems.values() for s in sentences))
        self.problems = problems


def live(now: datetime) -> ColumnElement[bool]:
    """Whether a publication is what readers see at `now`. The only definition of published."""
    return and_(
        Publication.starts_at <= now,
        or_(Publication.ends_at.is_(None), Publication.ends_at > now),
    )


def published(language: str, type: str = "story") -> Select[Publication]:
    """The publications of one language that readers see now; every list and page starts here."""
    return (
        select(Publication)
        .select_from(Publication)  # also where a caller wants other columns only
        .where(Publication.language == language, Publication.type == type, live(utcnow()))
    )


def as_it_stood(item_id: int, language: str, at: datetime) -> Revision | None:
    """What an item said in a language at a given moment; None where it said nothing."""
    return db.session.execute(
        select(Revision)
        .join(Publication, Publication.revision_id == Revision.id)
        .where(Publication.item_id == item_id, Publication.language == language, live(at))
    ).scalar()


def text_of(item: Item, language: str) -> Text:
    """The item's text in a language, made where there is none yet."""
    for text in item.texts:
        if text.language == language:
            return text
    text = Text(item=item, language=language)
    db.session.add(text)
    db.session.flush()
    return text


def story_date(item: Item, published_at: datetime) -> date | None:
    """The day for which an item's citations hold: a story's own, None (today) for a page."""
    return facts.local_date(published_at) if item.type == "story" else None


def save(text: Text, wording: Mapping[str, Any], user_id: int | None = None) -> WorkingCopy:
    """Write the working copy, sanitised; TextError where a citation or a length is wrong."""
    cleaned = _cleaned(wording)
    _alone(text)
    copy = text.working_copy or _copy_of_live(text)
    for name, value in cleaned.items():
        setattr(copy, name, value)
    _check(copy, text, first_published(text) or utcnow())
    copy.version = (copy.version or 0) + 1
    copy.saved_at = utcnow()
    copy.user_id = user_id
    db.session.flush()
    return copy


def _alone(text: Text) -> None:
    """Wait until nobody else writes this text, and see it as they left it.

    Held to the end of the transaction: without it, two who publish at once would both be live.
    """
    db.session.execute(update(Text).where(Text.id == text.id).values(language=Text.language))
    if text.working_copy is not None:
        db.session.expire(text.working_copy)
    db.session.expire(text, ["working_copy"])


def _cleaned(wording: Mapping[str, Any]) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    for name in FIELDS:
        if name not in wording:
            continue
        value = wording[name]
        if name == "sources":
            cleaned[name] = [_source(source) for source in value]
        elif name == "body":
            cleaned[name] = _sanitised(value)
        else:
            cleaned[name] = clean_line(value)
    if cleaned.get("slug"):
        cleaned["slug"] = slugs.slug(cleaned["slug"])
    return cleaned


def _sanitised(html: str) -> str:
    try:
        return sanitise(html).strip()
    except TooLongError:
        raise TextError({"body": ["The text is too long."]}) from None


def _source(source: Mapping[str, str]) -> dict[str, str]:
    url = clean_line(source.get("url", ""))
    safe = url if url.startswith(("https://", "http://")) else ""
    return {"text": clean_line(source["text"]), "url": safe}


def _copy_of_live(text: Text) -> WorkingCopy:
    """A new working copy, with the words that are live or were the last to be."""
    last = db.session.execute(
        select(Publication).filter_by(text_id=text.id).order_by(Publication.starts_at.desc())
    ).scalar()
    words = {name: getattr(last.revision, name) if last else _empty(name) for name in FIELDS}
    based_on = last.revision_id if last else None
    copy = WorkingCopy(of=text, version=0, based_on_id=based_on, **words)
    db.session.add(copy)
    return copy


def _empty(name: str) -> object:
    return [] if name == "sources" else ""


def _check(copy: WorkingCopy, text: Text, published_at: datetime, note: str = "") -> None:
    on = story_date(text.item, published_at)
    cited = {name: getattr(copy, name) for name in CITING} | {"note": note}
    found = {name: citations.problems(words, on) for name, words in cited.items()}
    problems = {name: sentences for name, sentences in found.items() if sentences}
    for name, longest in LONGEST.items():
        if len(getattr(copy, name)) > longest:
            problems.setdefault(name, []).append(f"At most {longest} characters.")
    if problems:
        raise TextError(problems)


def first_published(text: Text) -> datetime | None:
    """The date that readers see, or will see, on the text; None while it was never published."""
    return db.session.execute(
        select(Publication.published_at)
        .where(Publication.text_id == text.id)
        .order_by(Publication.starts_at)
    ).scalar()


def _last_before(text: Text, moment: datetime) -> Publication | None:
    """The publication that began last before `moment`; what was to begin later does not count."""
    return db.session.execute(
        select(Publication)
        .where(Publication.text_id == text.id, Publication.starts_at < moment)
        .order_by(Publication.starts_at.desc())
    ).scalar()


def publish(
    text: Text,
    *,
    at: datetime | None = None,
    published_at: datetime | None = None,
    change: str = "update",
    note: str = "",
    user_id: int | None = None,
) -> Publication:
    """Make the working copy what readers see from `at` (now) on; TextError where it cannot be.

    What was to begin later is dropped; ValueError where it has begun, for readers have seen it.

    `change` says what it is to readers: a fix shows nothing, an update moves the date, and a
    correction also shows its dated note. `published_at` is the date of a first publication.
    """
    if change not in CHANGES:
        raise ValueError(change)
    _alone(text)
    site.changed()  # before the index is written: from here on, all who publish wait in line
    copy = text.working_copy
    if copy is None or not copy.title:
        raise TextError({"title": ["There is no title to publish."]})
    starts = at or utcnow()
    before = _last_before(text, starts)
    dated = before.published_at if before else published_at or starts
    _check(copy, text, dated, note)
    publication = Publication(
        text_id=text.id,
        item_id=text.item_id,
        language=text.language,
        type=text.item.type,
        revision=_revision(text, copy, user_id),
        starts_at=starts,
        published_at=dated,
        updated_at=_updated(starts, change, dated, before),
        change=change if before else "first",
        note=clean_text(note),
        user_id=user_id,
    )
    _end_others(text, starts, "")
    db.session.add(publication)
    text.working_copy = None
    db.session.flush()
    _renew(text, publication)
    return publication


def _updated(
    starts: datetime, change: str, dated: datetime, before: Publication | None
) -> datetime:
    """The date of the last change that readers are told of."""
    if before is None:
        return dated
    return before.updated_at if change == "fix" else starts


def _revision(text: Text, copy: WorkingCopy, user_id: int | None) -> Revision:
    revision = Revision(text_id=text.id, user_id=user_id)
    for name in FIELDS:
        setattr(revision, name, getattr(copy, name))
    title = citations.CITATION.sub("", revision.title)  # an address never holds a figure
    revision.slug = revision.slug or slugs.slug(title)
    db.session.add(revision)
    return revision


def _end_others(text: Text, moment: datetime, reason: str) -> None:
    """End what is live at `moment`, and drop what was to begin after it."""
    now = utcnow()
    all_ = select(Publication).filter_by(text_id=text.id).execution_options(populate_existing=True)
    for other in db.session.execute(all_).scalars():
        if moment < other.starts_at <= now:
            raise ValueError(f"readers have seen what was published at {other.starts_at}")
        if other.starts_at >= moment:
            db.session.delete(other)
        elif other.ends_at is None or other.ends_at > moment:
            other.ends_at, other.reason = moment, reason
    db.session.flush()


def withdraw(text: Text, reason: str, at: datetime | None = None) -> None:
    """Take a text from readers from `at` (now) on, and keep why; ValueError as in publish()."""
    _alone(text)
    site.changed()
    _end_others(text, at or utcnow(), clean_text(reason))
    indexing.text_changed(text)


def _renew(text: Text, publication: Publication) -> None:
    """Everything that follows from a publication, in its transaction."""
    on = story_date(text.item, publication.published_at)
    for words in (*(getattr(publication.revision, name) for name in CITING), publication.note):
        citations.remember(words, text.language, on)
    indexing.text_changed(text)
