"""Search: what is asked, what is found here, and how much more is found in other languages."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import pgettext

from app import search as index
from app.clock import utcnow
from app.content import subjects
from app.i18n.current import current_language
from app.i18n.formats import isolate, truncate
from app.i18n.languages import Language, public_languages
from app.reader import parameters
from app.reader.rendering import Head, everywhere, render

PAGE = 20
MOST_PAGES = 5
EXCERPT = 200  # characters

Pieces = list[tuple[str, bool]]  # (text, highlighted)


@dataclass(frozen=True, slots=True)
class Found:
    """A hit, what it is, and the words that were asked for set apart."""

    hit: index.Hit
    kind: str
    title: Pieces
    excerpt: Pieces


def search() -> str:
    """The page `page` of what is found for `q`, and what stands in other languages."""
    language = current_language().code
    query, page = parameters.words("q"), parameters.page_number(MOST_PAGES)
    first = (page - 1) * PAGE
    results = index.find(query, language, utcnow(), PAGE, first)
    return render(
        "reader/search.html", head=_head(query), query=query, page=page, total=results.total,
        many=results.total >= index.MOST_COUNTED, found=[_found(h, query) for h in results.hits],
        last=min(-(-results.total // PAGE), MOST_PAGES), elsewhere=_elsewhere(query),
        first=first + 1, topics=[] if results.total else subjects.topics(language),
    )  # fmt: skip


def _found(hit: index.Hit, query: str) -> Found:
    # A title is shown whole, so its excerpt is as long as it is.
    title = index.excerpt(hit.title, query, len(hit.title))
    return Found(hit, _kind(hit.kind), title, index.excerpt(hit.text, query, EXCERPT))


def _kind(name: str) -> str:
    """What a hit is, in a word; "" for what needs none."""
    kinds = {
        # Translators: the next eight say, under a search result, what it is.
        "story": pgettext("search result", "Story"),
        "page": pgettext("search result", "Page"),
        "topic": pgettext("search result", "Line of effort"),
        "campaign": pgettext("search result", "Campaign"),
        "series": pgettext("search result", "Series"),
        "episode": pgettext("search result", "Episode"),
        "fact": pgettext("search result", "Fact"),
        "member": pgettext("search result", "Member"),
    }
    return str(kinds.get(name, ""))


def _elsewhere(query: str) -> list[tuple[Language, int]]:
    """The other languages that have something, and how much."""
    here, now = current_language(), utcnow()
    others = [language for language in public_languages() if language != here]
    counted = [(language, index.count(query, language.code, now)) for language in others]
    return [(language, count) for language, count in counted if count]


def _head(query: str) -> Head:
    """Never indexed; the language switch keeps what was asked."""
    asked = {"q": query} if query else {}
    title = _("Results for %(words)s", words=isolate(truncate(query, 40)))
    return Head(
        title=title if query else _("Search the site"),
        description=_("Search the stories, facts, members and pages of this site."),
        alternates={},
        switch=everywhere("reader.search", **asked),
        robots_index=False,
    )
