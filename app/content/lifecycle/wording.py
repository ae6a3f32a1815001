"""The words of a text: which they are, how they are cleaned, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.content import citations, slugs
from app.content.problems import Problems, TextError, merged
from app.content.sanitise import LONGEST as LONGEST_BODY
from app.content.sanitise import TooLongError, clean_line, sanitise
from app.content.store import embeds
from app.i18n.formats import number
from app.models import Revision, WorkingCopy

FIELDS = (
    *("title", "standfirst", "body", "byline", "slug", "sources"),
    *("alt", "caption", "credit"),  # of the story's picture
)
CITING = ("title", "standfirst", "body")  # where citations of facts are understood
LONGEST = {
    "title": 300,
    "standfirst": 1000,
    "byline": 200,
    "slug": 200,
    "alt": 1000,
    "caption": 1000,
    "credit": 300,
}
MOST_SOURCES = 50


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as they stand somewhere, and which version of them this is.

    `version` names the state that was read: above 0 a working copy's, below 0 what was published
    last, 0 nothing at all. `save` and `publish` take it to see whether it is still the same.
    """

    title: str = ""
    standfirst: str = ""
    body: str = ""
    byline: str = ""
    slug: str = ""
    sources: tuple[dict[str, str], ...] = field(default=())
    alt: str = ""
    caption: str = ""
    credit: str = ""
    version: int = 0
    user_id: int | None = None
    saved_at: datetime | None = None
    draft: bool = False  # whether it is a working copy
    paragraphs: tuple[str, ...] = ()  # the ids of the body's
    made: Mapping[str, Any] = field(default_factory=dict)  # of a translation: from which source
    # What is kept beside a revision since its item was turned round, where that was read with it.
    beside: Mapping[bool, Mapping[str, Any]] | None = None

    def values(self) -> dict[str, Any]:
        """The words alone, as the columns of a revision and of a working copy take them."""
        values = {name: getattr(self, name) for name in FIELDS}
        return {**values, "sources": [dict(source) for source in self.sources]}

    def marks(self) -> dict[str, Any]:
        """What goes with the words of a revision and of a working copy, in their columns."""
        return {"paragraphs": list(self.paragraphs), "made": dict(self.made)}


def of_copy(copy: WorkingCopy) -> Words:
    """The words of a working copy."""
    return Words(
        **_columns(copy),
        version=copy.version,
        user_id=copy.user_id,
        saved_at=copy.saved_at,
        draft=True,
    )


def of_revision(revision: Revision) -> Words:
    """The words of a revision, as the state in which it is the last one published."""
    return Words(
        **_columns(revision),
        version=-revision.id,
        user_id=revision.user_id,
        saved_at=revision.created_at,
    )


def _columns(row: Revision | WorkingCopy) -> dict[str, Any]:
    words = {name: getattr(row, name) for name in FIELDS} | {"sources": tuple(row.sources)}
    return {**words, "paragraphs": tuple(row.paragraphs), "made": row.made}


def cleaned(given: Mapping[str, Any]) -> dict[str, Any]:
    """Those of `given` that are words of a text, sanitised; TextError where one is too long."""
    clean = {name: _clean(name, given[name]) for name in FIELDS if name in given}
    if clean.get("slug"):
        clean["slug"] = slugs.slug(clean["slug"])
    problems = too_long(clean)
    if problems:
        raise TextError(problems)
    return clean


def _clean(name: str, value: Any) -> Any:
    if name == "sources":
        return [_source(source) for source in value][:MOST_SOURCES]
    return _sanitised(value) if name == "body" else clean_line(value)


def _sanitised(html: str) -> str:
    try:
        return sanitise(html).strip()
    except TooLongError:
        raise TextError({"body": [_at_most(LONGEST_BODY)]}) from None


def _source(source: Mapping[str, str]) -> dict[str, str]:
    url = clean_line(source.get("url", ""))
    safe = url if url.startswith(("https://", "http://")) else ""
    return {"text": clean_line(source["text"]), "url": safe}


def too_long(words: Mapping[str, Any]) -> Problems:
    """Sentences for what is longer than its column."""
    return {
        name: [_at_most(longest)]
        for name, longest in LONGEST.items()
        if len(words.get(name, "")) > longest
    }


def _at_most(longest: int) -> str:
    said = ngettext(
        "This is too long: at most %(count)s character fits.",
        "This is too long: at most %(count)s characters fit.",
        longest,
        count=number(longest),
    )
    return str(said)  # the library does not say so


def unpublishable(words: Words, on: date | None, note: str = "") -> Problems:
    """Why readers cannot be given these words: no title, and what they cite without its being.

    `on` is the day of the figures they cite, None for today.
    """
    cited = {name: getattr(words, name) for name in CITING} | {"note": note}
    untitled = [] if words.title else [_("There is no title to publish.")]
    return merged(
        {"title": untitled},
        {name: citations.problems(text, on) for name, text in cited.items()},
        {"body": embeds.problems(words.body)},
    )
