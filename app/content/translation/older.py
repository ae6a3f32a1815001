"""Whether what readers see in a language is older than its source, which they are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.clock import utcnow
from app.content.lifecycle.publications import live
from app.content.lifecycle.wording import of_revision
from app.content.translation import marking
from app.content.translation.units import units
from app.extensions import db
from app.models import Item, Publication, Text


@dataclass(frozen=True, slots=True)
class Older:
    """A translation that does not follow its source: since when it stands, and what it follows."""

    since: datetime
    source_language: str
    source_slug: str


def older(publication: Publication) -> Older | None:
    """That a live publication is older than the live one of its source; None where it is not.

    A source that was published before the translation changed nothing since.
    """
    source = _source(publication)
    if source is None or source.starts_at <= publication.starts_at:
        return None
    text = db.session.get(Text, publication.text_id)
    words = of_revision(publication.revision)
    if text is None or not words.made:
        return None
    made = marking.made_of(text, words)
    found = marking.older(made, units(of_revision(source.revision)), marking.settled(text))
    if not found.stale and not found.gone:
        return None
    since = max(publication.updated_at, publication.starts_at)
    return Older(since, source.language, source.revision.slug)


def _source(publication: Publication) -> Publication | None:
    """What readers see of the source; None where this is the source, or nothing is live."""
    return db.session.execute(
        select(Publication)
        .join(Item, Item.id == Publication.item_id)
        .where(
            Publication.item_id == publication.item_id,
            Publication.language == Item.source_language,
            Publication.language != publication.language,
            live(utcnow()),
        )
    ).scalar()
