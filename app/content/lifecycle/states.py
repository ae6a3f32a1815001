"""How a story or page stands in each language, for those who write it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.clock import utcnow
from app.content.lifecycle import details, differences, wording
from app.content.lifecycle.aside import STOOD
from app.content.lifecycle.wording import FIELDS, Words
from app.extensions import db
from app.i18n.languages import all_languages
from app.models import Item, Publication, Revision, Text, WorkingCopy

# Languages of one form are saved one after another: what was saved with it is not newer.
SAME_SAVE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one language stands.

    `changed`: the desk has other words or details than readers see. `behind`: the number of
    paragraphs of the source that came or changed since this language was last saved. `version` is
    that of the latest words. `withdrawn_at` and `reason` where it was live and is no more.
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


def standing(item: Item) -> dict[str, Standing]:
    """How each of the site's languages stands, also those in which there is nothing yet."""
    texts = {text.language: text for text in item.texts}
    published = _publications(item)
    behind = _behind(item, texts, published)
    return {
        code: _standing(texts[code], published.get(code, []), behind.get(code, 0))
        if code in texts
        else Standing(code)
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


def _standing(text: Text, published: Sequence[Publication], behind: int) -> Standing:
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
        behind=behind,
        withdrawn_at=ended.ends_at if ended else None,
        reason=ended.reason if ended else "",
        version=words.version,
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


def _behind(
    item: Item, texts: dict[str, Text], published: dict[str, list[Publication]]
) -> dict[str, int]:
    """For each language but the source's, how many of its paragraphs came or changed since."""
    source = texts.get(item.source_language)
    if source is None:
        return {}
    now = _latest(source, published.get(source.language, []))
    others = [text for text in texts.values() if text is not source]
    found = {}
    for text in others:
        saved = _saved_at(text)
        if saved is not None and now.saved_at is not None and now.saved_at > saved + SAME_SAVE:
            found[text.language] = _paragraphs_since(source, saved + SAME_SAVE, now)
    return found


def _saved_at(text: Text) -> datetime | None:
    """When somebody last wrote these words, or published them."""
    saved = select(Revision.created_at).where(Revision.text_id == text.id, STOOD)
    newest = saved.order_by(Revision.id.desc())
    moments: Iterable[datetime | None] = (
        db.session.execute(newest.limit(1)).scalar(),
        text.working_copy.saved_at if text.working_copy else None,
    )
    return max((moment for moment in moments if moment is not None), default=None)


def _paragraphs_since(source: Text, saved: datetime, now: Words) -> int:
    then = (
        select(Revision)
        .where(Revision.text_id == source.id, Revision.created_at <= saved, STOOD)
        .order_by(Revision.id.desc())
        .limit(1)
    )
    before = db.session.execute(then).scalar()
    pairs = [
        pair
        for name in ("title", "standfirst", "body")
        for pair in differences.words(getattr(before, name, ""), getattr(now, name))
    ]
    return sum(1 for pair in pairs if pair.kind in ("new", "changed", "gone"))
