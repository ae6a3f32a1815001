"""How a story or page stands in each language, for those who write it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.clock import utcnow
from app.content.lifecycle import details, wording
from app.content.lifecycle.wording import FIELDS, Words
from app.content.translation.agreeing import NOBODY, Waiting, waiting
from app.extensions import db
from app.i18n.languages import all_languages
from app.models import Item, Publication, Text, WorkingCopy


@dataclass(frozen=True, slots=True)
class Standing:
    """How one language stands.

    `changed`: the desk has other words or details than readers see. `behind`: the number of
    paragraphs in which this language does not follow its source. `version` is
    that of the latest words. `waiting` is who said that it need not change, to which no editor has
    agreed yet. `withdrawn_at` and `reason` where it was live and is no more.
    """

    language: str
    live: Publication | None = None
    scheduled: Publication | None = None
    copy: WorkingCopy | None = None
    changed: bool = False
    review: str = ""
    review_by: int | None = None
    review_at: datetime | None = None
    behind: int = 0
    withdrawn_at: datetime | None = None
    reason: str = ""
    version: int = 0
    waiting: Waiting = NOBODY


def standing(item: Item) -> dict[str, Standing]:
    """How each of the site's languages stands, also those in which there is nothing yet."""
    texts = {text.language: text for text in item.texts}
    published = _publications(item)
    return {
        code: _standing(texts[code], published.get(code, [])) if code in texts else Standing(code)
        for code in all_languages()
    }


def _publications(item: Item) -> dict[str, list[Publication]]:
    """Those of each language, the one that begins last first."""
    rows = db.session.execute(
        select(Publication)
        .where(Publication.item_id == item.id)
        .options(joinedload(Publication.revision))
        .order_by(Publication.starts_at.desc(), Publication.id.desc())
    ).scalars()
    found: dict[str, list[Publication]] = {}
    for publication in rows:
        found.setdefault(publication.language, []).append(publication)
    return found


def _standing(text: Text, published: Sequence[Publication]) -> Standing:
    now = utcnow()
    begun = [one for one in published if one.starts_at <= now]
    live = next((one for one in begun if one.ends_at is None or one.ends_at > now), None)
    ended = begun[0] if begun and live is None else None
    words = _latest(text, published)
    return Standing(
        language=text.language,
        live=live,
        scheduled=next((one for one in published if one.starts_at > now), None),
        copy=text.working_copy,
        changed=_changed(text, words, published),
        review=_review(text, words),
        review_by=text.review_by_id,
        review_at=text.review_at,
        behind=text.behind,
        withdrawn_at=ended.ends_at if ended else None,
        reason=ended.reason if ended else "",
        version=words.version,
        waiting=waiting(text),
    )


def _latest(text: Text, published: Sequence[Publication]) -> Words:
    if text.working_copy is not None:
        return wording.of_copy(text.working_copy)
    return wording.of_revision(published[0].revision) if published else Words()


def _changed(text: Text, words: Words, published: Sequence[Publication]) -> bool:
    """Whether publishing would show anything else than what is published last."""
    if not published:
        return words.draft
    known = wording.of_revision(published[0].revision)
    if any(getattr(words, name) != getattr(known, name) for name in FIELDS if name != "slug"):
        return True
    if words.draft and words.slug not in ("", known.slug):
        return True
    asked = details.of(text.item).snapshot(text.language)
    return any(getattr(published[0], name) != value for name, value in asked.items())


def _review(text: Text, words: Words) -> str:
    """Where the review stands; an approval is of one version alone."""
    stale = text.review == "approved" and text.review_version != words.version
    return "" if stale else text.review
