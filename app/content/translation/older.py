"""Whether what readers see in a language is older than its source, which they are told."""

from __future__ import annotations

from sqlalchemy import select

from app.clock import utcnow
from app.content.lifecycle.publications import live
from app.content.lifecycle.wording import of_revision
from app.content.rows import Older
from app.content.translation import answers, freshness, marking
from app.content.translation.units import units
from app.extensions import db
from app.i18n import languages
from app.models import Publication, Revision


def older(publication: Publication, revision: Revision, source_language: str) -> Older | None:
    """That a publication with these words does not follow the live one of its source.

    None where it does, where it is the source itself, and where nobody kept what it was made from.
    One statement; a second one where something is stale.
    """
    readable = languages.get(source_language).state == "public"
    if publication.language == source_language or not revision.made or not readable:
        return None
    source = _source(publication.item_id, source_language)
    if source is None or not _stale(publication.text_id, revision, source):
        return None
    since = max(publication.updated_at, publication.starts_at)
    return Older(since, source_language, source.slug)


def _stale(text_id: int, revision: Revision, source: Revision) -> bool:
    made, of = freshness.from_json(revision.made), units(of_revision(source))
    found = marking.older(made, of)
    if found.stale or found.gone:
        found = marking.older(made, of, answers.settled(text_id, confirmed=True))
    return bool(found.stale or found.gone)


def _source(item_id: int, language: str) -> Revision | None:
    """What readers see of an item in a language."""
    return db.session.execute(
        select(Revision)
        .join(Publication, Publication.revision_id == Revision.id)
        .where(Publication.item_id == item_id, Publication.language == language, live(utcnow()))
    ).scalar()
