"""Stories and pages before readers see them: begun, gone on with, and shown as they would be."""

from __future__ import annotations

from app.clock import utcnow
from app.content import pages, stories
from app.content.lifecycle import details
from app.content.lifecycle.details import Details
from app.content.lifecycle.publications import last_before, refuse_gone, text_of
from app.content.lifecycle.wording import of_revision
from app.content.lifecycle.working import latest_words, start_from_live
from app.content.rows import PageText, StoryPage
from app.content.translation import crediting, marking
from app.extensions import db
from app.models import Item, Page, Publication, Revision, Story

__all__ = ["latest_words", "new_story", "preview", "start_from_live"]


def new_story(user_id: int | None, source_language: str, chosen: Details | None = None) -> Story:
    """A new story without words; ContentError where its details cannot be chosen."""
    story = Story(source_language=source_language, created_by_id=user_id)
    db.session.add(story)
    db.session.flush()
    return details.save(story, chosen, user_id=user_id) if chosen else story


def preview(item: Item, language: str, revision: Revision | None = None) -> StoryPage | PageText:
    """The item exactly as readers would get it if its latest words were published now.

    Or, given a revision, with its words and its details. GoneError where it was taken down.
    """
    refuse_gone(item)
    text = text_of(item, language)
    words = of_revision(revision) if revision else latest_words(text)
    shown = details.from_json(revision.details) if revision else details.of(item)
    publication = _imagined(item, language, shown)
    publication.translated_by_id = crediting.translator(text, words)
    imagined = Revision(**words.values(), **marking.marks_of(text, words).marks())
    if isinstance(item, Page):
        return pages.as_read(publication, imagined, item)
    return stories.as_read(publication, imagined, item)


def _imagined(item: Item, language: str, shown: Details) -> Publication:
    """A publication that begins now and is never written down."""
    now, text = utcnow(), text_of(item, language)
    before = last_before(text, now)
    return Publication(
        text_id=text.id,
        item_id=item.id,
        language=language,
        type=item.type,
        starts_at=now,
        published_at=before.published_at if before else now,
        updated_at=now,
        change="update" if before else "first",
        note="",
        **shown.snapshot(language),
    )
