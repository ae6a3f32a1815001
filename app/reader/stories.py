"""The list of stories, and a story."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext
from werkzeug.wrappers import Response

from app.content import lists, subjects
from app.content import stories as content
from app.content.rows import Elsewhere, StoryPage
from app.i18n.current import current_language
from app.i18n.formats import digits_to_latin, isolate, join_list
from app.i18n.languages import get as language_of
from app.reader import parameters, structured
from app.reader.home import feeds
from app.reader.meta import absolute, described, share_path
from app.reader.rendering import Head, everywhere, next_path, render

A_PAGE = 20
READING_SPEED = 200  # words a minute; readers of both languages are near it
FILTERS = ("topic", "kind", "campaign", "year")


def stories() -> str:
    """Stories, newest first, a page by key; filtered by topic, kind, campaign and year."""
    language = current_language().code
    offered = _offered(language)
    chosen = {name: _chosen(name, offered[name]) for name in FILTERS}
    after = request.args.get("after") or None
    try:
        listing = lists.latest(language, A_PAGE, after=after, **_wanted(chosen))
    except ValueError:
        abort(404)
    return render(
        "reader/stories.html",
        head=_list_head(later=bool(after), filtered=any(chosen.values())),
        listing=listing, offered=offered, chosen=chosen, later=bool(after),
        next=next_path(listing.next), page_size=A_PAGE,
        sample=any(card.sample for card in listing.items),
    )  # fmt: skip


def story(id: int, slug: str | None = None) -> str | Response:
    """A story; an old or missing slug leads to the right one, another language is offered."""
    language = current_language().code
    found = content.by_id(language, id)
    if found is None:
        return _elsewhere(content.elsewhere(id) or abort(410 if content.gone(id) else 404))
    if slug != found.slug:
        return redirect(url_for("reader.story", id=id, slug=found.slug), 301)
    return shown(found)


def shown(found: StoryPage) -> str:
    """The page of a story; also of one that readers do not have yet, in a preview."""
    return render(
        "reader/story.html",
        head=_head(found),
        story=found,
        minutes=max(1, round(found.words / READING_SPEED)),
        address=absolute(url_for("reader.story", id=found.id)),
        related=lists.related(found),
        sample=found.sample,
    )


def _offered(language: str) -> dict[str, list[tuple[str, str]]]:
    """(value, title) of the choices of each filter."""
    return {
        "topic": [(topic.key, topic.title) for topic in subjects.topics(language)],
        "kind": [
            ("news", pgettext("kind of story", "News")),
            ("video", pgettext("kind of story", "Video")),
            ("document", pgettext("kind of story", "Document")),
        ],
        "campaign": [(one.key, one.title) for one in subjects.campaigns(language)],
        "year": [(str(year), str(year)) for year in lists.years(language)],
    }


def _chosen(name: str, offered: list[tuple[str, str]]) -> str:
    """What the reader chose of a filter; "" where it is not offered."""
    if name == "year":
        typed = digits_to_latin(parameters.words("year", 4))
        return typed if typed in dict(offered) else ""
    return parameters.choice(name, dict(offered))


def _wanted(chosen: dict[str, str]) -> dict[str, Any]:
    wanted: dict[str, Any] = {name: value for name, value in chosen.items() if value}
    return {**wanted, "year": int(chosen["year"])} if chosen["year"] else wanted


def _list_head(later: bool, filtered: bool) -> Head:
    return Head(
        title=_("Stories"),
        description=_(
            "News, videos and documents on the work of the Global Coalition against Daesh and on "
            "recovery in Iraq and Syria, newest first."
        ),
        alternates={} if later or filtered else everywhere("reader.stories"),
        switch=everywhere("reader.stories"),
        robots_index=not (later or filtered),
        feeds=feeds(),
        structured=[structured.breadcrumbs([(_("Stories"), url_for("reader.stories"))])],
    )


def _head(found: StoryPage) -> Head:
    path = url_for("reader.story", id=found.id, slug=found.slug)
    steps = [(_("Stories"), url_for("reader.stories")), (found.title, path)]
    return Head(
        title=found.title,
        description=described(found.standfirst, found.body),
        alternates={c: p for c, p in _everywhere(found).items() if c in found.translations},
        canonical=path,
        default=found.source_language,
        # Where it is not published yet, the page there says so and keeps the reader's place.
        switch=_everywhere(found),
        image=share_path("story", found.id),
        type="article",
        structured=[structured.news_article(found), structured.breadcrumbs(steps)],
        feeds=feeds(),
    )


def _everywhere(found: StoryPage) -> dict[str, str]:
    """A story's address in every language, with its slug where it has one."""
    return {
        code: url_for("reader.story", language=code, id=found.id, slug=found.translations.get(code))
        for code in everywhere("reader.home")
    }


def _elsewhere(found: Elsewhere) -> str:
    """Says kindly that the story is not in this language, and offers the others."""
    return render(
        "reader/story_elsewhere.html",
        head=Head(
            title=_("This story is not in this language yet"),
            description=_(
                "It can be read in: %(languages)s.",
                languages=join_list([isolate(language_of(code).name) for code in found.titles]),
            ),
            robots_index=False,
            switch={
                code: url_for("reader.story", language=code, id=found.id, slug=slug)
                for code, (slug, _title) in found.titles.items()
            },
        ),
        story=found,
    )
