"""What is done to several stories at once; where it cannot be done, the reason is told."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select, update

from app.clock import utcnow
from app.content import site, texts
from app.content.lifecycle.holding import hold, hold_details
from app.extensions import db
from app.models import Publication, Story, Text, Topic

MOST = 100  # stories at once

NOTHING_LIVE, TAKEN_DOWN, SAME_TOPIC = "nothing-live", "taken-down", "same-topic"


@dataclass(frozen=True, slots=True)
class Done:
    """What was done to one story; `skipped` says why where nothing was, and `detail` what was."""

    id: int
    skipped: str = ""
    languages: tuple[str, ...] = ()
    before: int | None = None  # the topic that it had


def _stories(ids: Collection[int]) -> list[Story]:
    """The stories, in the order of their numbers."""
    return list(
        db.session.execute(
            select(Story).where(Story.item_id.in_(ids)).order_by(Story.item_id)
        ).scalars()
    )


def withdraw(ids: Collection[int], reason: str, user_id: int | None) -> Iterator[Done]:
    """Take stories from readers in all their languages, now; what was scheduled is cancelled."""
    stories = _stories(ids)
    hold(text for story in stories for text in story.texts)  # all, before the site is held
    for story in stories:
        if story.taken_down_at is not None:
            yield Done(story.id, TAKEN_DOWN)
            continue
        # All are looked at first: to call off one calls off what was to come together with it.
        begins = {text: starts for text in story.texts if (starts := _begins(text))}
        for text, starts in begins.items():
            _withdraw(text, starts, reason, user_id)
        languages = tuple(text.language for text in begins)
        yield Done(story.id, "" if languages else NOTHING_LIVE, languages)


def _begins(text: Text) -> list[datetime]:
    """The beginnings of what readers see of a text, or will see."""
    rows = db.session.execute(
        select(Publication.starts_at).where(
            Publication.text_id == text.id,
            or_(Publication.ends_at.is_(None), Publication.ends_at > utcnow()),
        )
    )
    return list(rows.scalars())


def _withdraw(text: Text, starts: list[datetime], reason: str, user_id: int | None) -> None:
    """Take from readers what they see, and call off what they were to see."""
    now = utcnow()
    if any(start > now for start in starts):
        texts.cancel_schedule(text, user_id)
    if any(start <= now for start in starts):
        texts.withdraw(text, reason)


def change_topic(ids: Collection[int], topic_id: int | None) -> Iterator[Done]:
    """Put stories under another topic (None: under none), for readers at once.

    Only the topic changes: whatever else is being worked on stays unpublished. ValueError for a
    topic that there is not.
    """
    site.changed()
    if topic_id is not None and db.session.get(Topic, topic_id) is None:
        raise ValueError(topic_id)
    for story in _stories(ids):
        hold_details(story)
        if story.taken_down_at is not None:
            yield Done(story.id, TAKEN_DOWN)
        elif story.topic_id == topic_id and not _shown_otherwise(story, topic_id):
            yield Done(story.id, SAME_TOPIC)
        else:
            before = story.topic_id
            _put_under(story, topic_id)
            yield Done(story.id, before=before)


def _shown_otherwise(story: Story, topic_id: int | None) -> bool:
    """Whether readers see, or will see, the story under another topic."""
    rows = db.session.execute(select(Publication.topic_id).where(_lasting(story))).scalars()
    return any(shown != topic_id for shown in rows)


def _put_under(story: Story, topic_id: int | None) -> None:
    story.topic_id = topic_id
    story.version += 1  # whoever has its form open is told that its details have changed
    db.session.execute(update(Publication).where(_lasting(story)).values(topic_id=topic_id))
    db.session.flush()


def _lasting(story: Story) -> ColumnElement[bool]:
    lasts = or_(Publication.ends_at.is_(None), Publication.ends_at > utcnow())
    return and_(Publication.item_id == story.id, lasts)
