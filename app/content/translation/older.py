"""Whether what readers see in a language is older than its source, which they are told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.clock import utcnow
from app.content.lifecycle.publications import live
from app.content.lifecycle.wording import of_revision
from app.content.rows import Older
from app.content.translation import answers, freshness, marking, turned
from app.content.translation.freshness import Freshness
from app.content.translation.units import units
from app.extensions import db
from app.i18n import languages
from app.models import Publication, Revision


def older(
    publication: Publication, revision: Revision, source_language: str, began_in: str = ""
) -> Older | None:
    """That a publication with these words does not follow the live one of its source.

    None where it does, where it is the source itself, and where nobody kept what it was made from.
    `began_in` is the item's. One statement; a second one where something is stale, and one more
    where the source is another one than it began with.
    """
    readable = languages.get(source_language).state == "public"
    if publication.language == source_language or not readable:
        return None
    made = turned.as_read(revision, source_language, began_in)
    source = _source(publication.item_id, source_language) if made else None
    if source is None:
        return None
    states = [_freshness(publication.text_id, one, source) for one in made]
    if not all(found.stale or found.gone for found in states):
        return None
    found = states[0]
    since = max(publication.updated_at, publication.starts_at)
    apart = found.apart >= found.stale.keys() | found.gone.keys()
    return Older(since, source_language, source.slug, apart)


def _freshness(text_id: int, kept: Mapping[str, Any], source: Revision) -> Freshness:
    made, of = freshness.from_json(kept), units(of_revision(source))
    found = marking.older(made, of)
    if found.stale or found.gone:
        found = marking.older(made, of, answers.settled(text_id, confirmed=True))
    return found


def _source(item_id: int, language: str) -> Revision | None:
    """What readers see of an item in a language."""
    return db.session.execute(
        select(Revision)
        .join(Publication, Publication.revision_id == Revision.id)
        .where(Publication.item_id == item_id, Publication.language == language, live(utcnow()))
    ).scalar()
