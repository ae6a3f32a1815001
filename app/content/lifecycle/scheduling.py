"""What is live ends, what was scheduled is called off, and what was taken down stays away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.clock import utcnow
from app.content import indexing, site
from app.content.lifecycle import publications, wording
from app.content.lifecycle.holding import hold
from app.content.lifecycle.moments import span
from app.content.lifecycle.working import start
from app.content.sanitise import clean_text
from app.extensions import db
from app.models import Item, Publication, Text


def end_others(text: Text, moment: datetime, reason: str) -> dict[str, Any] | None:
    """End what is live at `moment`, and drop what was to begin after it.

    Gives what is needed to undo the first: the publication that ends, and when it was to end.
    """
    now, cut = utcnow(), None
    for other in _all(text):
        if moment < other.starts_at <= now:
            raise ValueError(f"readers have seen what was published at {other.starts_at}")
        if other.starts_at >= moment:
            db.session.delete(other)
        elif other.ends_at is None or other.ends_at > moment:
            cut = {"id": other.id, "ends_at": other.ends_at.isoformat() if other.ends_at else None}
            other.ends_at, other.reason = moment, reason
    db.session.flush()
    return cut


def _all(text: Text) -> Sequence[Publication]:
    every = select(Publication).filter_by(text_id=text.id).execution_options(populate_existing=True)
    return db.session.execute(every).scalars().all()


def cancel_schedule(text: Text, user_id: int | None = None) -> list[Publication]:  # noqa: ARG001  # every change takes who it is by
    """Call off what is scheduled, in all languages that were to come together.

    The words go back to the desk where there is nothing newer. Gives what was called off.
    """
    return cancel([text])


def cancel(texts: Iterable[Text]) -> list[Publication]:
    """As cancel_schedule(), of several texts."""
    chosen = with_sets(texts)
    hold(chosen)
    coming = {text.id: _coming(text) for text in chosen}
    if any(coming.values()):
        site.changed()  # before the index is written
    for text in chosen:
        for publication in coming[text.id]:
            _call_off(text, publication)
        if coming[text.id]:
            indexing.text_changed(text)
    return [publication for text in chosen for publication in coming[text.id]]


def _coming(text: Text) -> list[Publication]:
    """What is scheduled, the last first."""
    now = utcnow()
    coming = (other for other in _all(text) if other.starts_at > now)
    return sorted(coming, key=lambda one: one.starts_at, reverse=True)


def coming_in(item: Item, numbers: Iterable[int] | None = None) -> dict[int, str]:
    """What is scheduled of an item, or what of `numbers` there still is: {number: language}."""
    mine = select(Publication.id, Publication.language).where(Publication.item_id == item.id)
    known = Publication.starts_at > utcnow() if numbers is None else Publication.id.in_(numbers)
    return {row.id: row.language for row in db.session.execute(mine.where(known))}


def with_sets(texts: Iterable[Text]) -> list[Text]:
    """These texts and those that are scheduled together with them."""
    ids = {text.id for text in texts}
    coming = Publication.starts_at > utcnow()
    names = select(Publication.together).where(
        Publication.text_id.in_(ids), coming, Publication.together != ""
    )
    others = select(Publication.text_id).where(Publication.together.in_(names), coming)
    ids |= set(db.session.execute(others).scalars())
    return [db.session.get_one(Text, id) for id in sorted(ids)]


def _call_off(text: Text, publication: Publication) -> None:
    cut = publication.revision.details.get("cut")
    live = db.session.get(Publication, cut["id"]) if cut else None
    if cut and live is not None and live.ends_at == publication.starts_at:
        live.ends_at = datetime.fromisoformat(cut["ends_at"]) if cut["ends_at"] else None
    if text.working_copy is None:
        start(text, wording.of_revision(publication.revision)).version += 1
    db.session.delete(publication)
    db.session.flush()


def withdraw(
    text: Text, reason: str, at: datetime | None = None, user_id: int | None = None
) -> None:
    """Take a text from readers from `at` (now) on, and keep why.

    What was scheduled for later is called off, and links that show the text to somebody without
    an account end: who withdraws it for somebody's safety means them too.

    TextError for a moment in the past, which an import, without a user, can give: then ValueError
    where readers saw what came after it.
    """
    moment = span(at, None, person=user_id is not None).starts
    hold(with_sets([text]))
    site.changed()
    coming = publications.scheduled(text)
    if coming is not None and coming.starts_at >= moment:
        cancel([text])
    end_others(text, moment, clean_text(reason).strip())
    text.shared += 1
    indexing.text_changed(text)


def take_down(item: Item, user_id: int | None, reason: str) -> None:  # noqa: ARG001  # every change takes who it is by
    """Take an item from everybody, in all languages and for good.

    What is live ends, what is scheduled goes, and from then on nothing shows its words: not the
    reading functions, and not those of the desk, which raise GoneError.
    """
    texts = list(item.texts)
    hold(texts)
    site.changed()
    item.taken_down_at = utcnow()
    for text in texts:
        end_others(text, utcnow(), clean_text(reason).strip())
        indexing.text_changed(text)
    db.session.flush()
