"""What is wrong with an item before it is published, and what may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from app.clock import utcnow
from app.config import settings
from app.content import checks, facts, texts
from app.content.answering import answers
from app.content.checks import Finding, Words
from app.content.lifecycle import details, dismissals
from app.content.store import pictures
from app.content.texts import Standing
from app.editor.writing.writing import words_of
from app.models import Item


@dataclass(frozen=True)
class Found:
    """What blocks each language, by its code, and the doubts about all of them."""

    blocking: dict[str, list[Finding]]
    warnings: list[Finding]


def check(item: Item, standings: dict[str, Standing], notes: dict[str, str]) -> Found:
    """The findings about the latest words of an item; `notes` are corrections, by language."""
    order = sorted(standings, key=lambda code: code != item.source_language)
    seen = any(one.live or one.scheduled or one.withdrawn_at for one in standings.values())
    words = {
        code: _words(item, standings[code], notes.get(code, ""), seen)
        for code in order
        if standings[code].version
    }
    return Found(
        blocking={code: checks.blocking(one, _alt_in(code)) for code, one in words.items()},
        warnings=checks.warnings(
            words,
            answers=answers,
            dismissed=dismissals.of(item.id),
            site_url=settings().site_url,
        ),
    )


def _words(item: Item, standing: Standing, note: str, seen: bool) -> Words:
    code, now = standing.language, words_of(item, standing.language)
    media = details.of(item).media_id
    return Words(
        language=code,
        title=now.title,
        standfirst=now.standfirst,
        body=now.body,
        byline=now.byline,
        alt=now.alt or (_alt_in(code)(media) if media else ""),
        caption=now.caption,
        has_picture=media is not None,
        published_on=_date(item, standing),
        changed_at=now.saved_at,
        note=note,
        # Both columns of what nobody has seen are still being written: the one that was mended
        # last is not the newer one. The form asks there, and lacking paragraphs are counted.
        behind=standing.behind if seen else None,
    )


def _date(item: Item, standing: Standing) -> date | None:
    """The day for which the citations of a story hold; None for a page, whose day is today."""
    if item.type != "story":
        return None
    text = next((text for text in item.texts if text.language == standing.language), None)
    first = texts.first_published(text) if text else None
    return facts.local_date(first or utcnow())


def _alt_in(code: str) -> Callable[[int], str]:
    """Asks for what a picture of the library shows, in a language."""

    def alt(id: int) -> str:
        found = pictures.pictures([id], code).get(id)
        return found.alt if found else ""

    return alt
