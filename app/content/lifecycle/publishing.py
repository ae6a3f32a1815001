"""From working copy to readers: publishing in one language or in several together.

What readers see is a Publication: a revision, from one moment until another, with the details of
its story as they were. First everything is checked and nothing changed; then all is published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from uuid import uuid4

from app.content import citations, indexing, orders, site, slugs
from app.content.lifecycle import publications, scheduling
from app.content.lifecycle.approval import approver
from app.content.lifecycle.holding import hold
from app.content.lifecycle.publications import last, last_before, refuse_gone, story_date
from app.content.lifecycle.wording import CITING, Words
from app.content.lifecycle.working import Kind, revise
from app.content.orders import Order
from app.content.problems import AlreadyPublishedError, TextError, merged
from app.content.translation import agreeing, answers, crediting
from app.extensions import db
from app.models import Publication, Revision, Text


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
    asked = orders.order(
        at, until, published_at, change, note, user_id, together, approved_by_id, replace_scheduled
    )
    _begin([text])
    words = orders.expected(text, version)
    problems = orders.problems(text, words, asked)
    if problems:
        raise TextError(problems)
    if not orders.differs(text, words, asked):
        raise AlreadyPublishedError(last(text))
    return _publish(text, words, asked)


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
    together = uuid4().hex if len(chosen) > 1 else ""
    asked = orders.order(
        at, until, published_at, change, "", user_id, together, approved_by_id, replace_scheduled
    )
    of_text = {text.id: replace(asked, note=orders.note_in(note, text.language)) for text in chosen}
    _begin(chosen)
    words = {text.id: orders.expected(text, (versions or {}).get(text.language)) for text in chosen}
    found = [
        {f"{text.language}.{name}": said for name, said in problems.items()}
        for text in chosen
        if (problems := orders.problems(text, words[text.id], of_text[text.id]))
    ]
    if found:
        raise TextError(merged(*found))
    changed = [text for text in chosen if orders.differs(text, words[text.id], asked)]
    if not changed:
        raise AlreadyPublishedError(last(chosen[0]))
    scheduling.cancel(text for text in changed if publications.scheduled(text))
    return [_publish(text, words[text.id], of_text[text.id]) for text in changed]


def _begin(texts: Iterable[Text]) -> None:
    """Wait in line with all who change these texts, and with all who publish anything."""
    chosen = list(texts)
    said = (one for text in chosen for one in answers.concerned(text))
    hold(scheduling.with_sets([*chosen, *said]))
    site.changed()  # before the index is written
    for text in chosen:
        refuse_gone(text.item)


def _publish(text: Text, words: Words, order: Order) -> Publication:
    if publications.scheduled(text):
        scheduling.cancel([text])
    starts = order.span.starts
    before = last_before(text, starts)
    dated = orders.dated(before, order)
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
        translated_by_id=crediting.translator(text, words),
        **orders.snapshot(text),
    )
    db.session.add(publication)
    text.working_copy = None
    text.review, text.review_version = "", 0
    db.session.flush()
    agreeing.confirm(text)
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
