"""What stories are about: lines of effort, campaigns, and series with their episodes."""

from __future__ import annotations

from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from app.content import lists, subjects
from app.content.rows import EpisodePage, SubjectPage
from app.i18n.current import current_language
from app.reader import structured
from app.reader.meta import share_path
from app.reader.rendering import Head, everywhere, existing_in, next_path, render

Steps = list[tuple[str, str]]  # (title, path) of each page on the way to one


def topics() -> str:
    """The lines of effort."""
    about = _(
        "The fields in which the members of the Global Coalition against Daesh work together, "
        "each with its stories."
    )
    found = subjects.topics(current_language().code)
    return render(
        "reader/topics.html", head=_list_head(_topics(), about),
        topics=found, sample=any(page.sample for page in found),
    )  # fmt: skip


def topic(key: str) -> str:
    """A line of effort and its stories."""
    page = subjects.topic(current_language().code, key) or abort(404)
    return _with_stories("topic", page, _topics(), _stories(topic=key))


def campaigns() -> str:
    """The campaigns and the series."""
    about = _(
        "The campaigns of the Global Coalition against Daesh and its series of short "
        "explanations, with their stories and episodes."
    )
    language = current_language().code
    found, series = subjects.campaigns(language), subjects.series(language)
    return render(
        "reader/campaigns.html", head=_list_head(_campaigns(), about),
        campaigns=found, series=series, sample=any(page.sample for page in [*found, *series]),
    )  # fmt: skip


def campaign(key: str) -> str:
    """A campaign and its stories."""
    page = subjects.campaign(current_language().code, key) or abort(404)
    return _with_stories("campaign", page, _campaigns(), _stories(campaign=key))


def series(key: str) -> str:
    """A series, its episodes, and the stories that belong to it."""
    language = current_language().code
    page = subjects.one_series(language, key) or abort(404)
    return render(
        "reader/series.html", head=_head(page, "series", _campaigns()), page=page,
        sample=page.sample, above=_campaigns(), episodes=subjects.episodes(language, key),
        **_stories(series=key),
    )  # fmt: skip


def episode(key: str, number: int) -> str:
    """An episode with its transcript, and the ways to the one before and the one after."""
    language = current_language().code
    parent = subjects.one_series(language, key) or abort(404)
    page = subjects.episode(language, key, number) or abort(404)
    above = [*_campaigns(), (parent.title, url_for("reader.series", key=key))]
    return render(
        "reader/episode.html", head=_episode_head(page, above),
        page=page, above=above, sample=parent.sample,
    )  # fmt: skip


def _with_stories(kind: str, page: SubjectPage, above: Steps, found: dict[str, Any]) -> str:
    """A topic or a campaign; it names its feeds once there is something in them."""
    feeds = _feeds(kind, page) if found["listing"].items else []
    return render(
        "reader/subject.html", head=_head(page, kind, above, feeds), kind=kind,
        page=page, above=above, sample=page.sample, **found,
    )  # fmt: skip


def _topics() -> Steps:
    return [(_("The lines of effort"), url_for("reader.topics"))]


def _campaigns() -> Steps:
    return [(_("Campaigns and series"), url_for("reader.campaigns"))]


def _stories(**subject: Any) -> dict[str, Any]:
    """The stories of a subject, after the one that the address names; a bad name is a 404."""
    after = request.args.get("after") or None
    try:
        listing = lists.latest(current_language().code, after=after, **subject)
    except ValueError:
        abort(404)
    return {"listing": listing, "next": next_path(listing.next), "later": bool(after)}


def _list_head(steps: Steps, description: str) -> Head:
    return Head(
        title=steps[-1][0],
        description=description,
        alternates=everywhere(request.endpoint or ""),
        structured=[structured.breadcrumbs(steps)],
    )


def _head(
    page: SubjectPage, kind: str, above: Steps, feeds: list[tuple[str, str, str]] | None = None
) -> Head:
    """The first page of a list may be indexed, later ones may not."""
    paths = existing_in(page.translations, f"reader.{kind}", key=page.key)
    later = bool(request.args.get("after"))
    return Head(
        title=page.title,
        description=page.summary,
        alternates={} if later else paths,
        switch=paths,
        robots_index=not later,
        image=share_path(kind, page.id),
        feeds=feeds or [],
        structured=[structured.breadcrumbs([*above, (page.title, request.path)])],
    )


def _feeds(kind: str, page: SubjectPage) -> list[tuple[str, str, str]]:
    """(title, path, type) of the feeds of one subject."""
    types = {"atom": "application/atom+xml", "json": "application/feed+json"}
    return [
        (page.title, url_for(f"reader.{kind}_{name}", key=page.key), mime)
        for name, mime in types.items()
    ]


def _episode_head(page: EpisodePage, above: Steps) -> Head:
    values = {"key": page.series.key, "number": page.number}
    return Head(
        title=page.title,
        description=page.summary,
        alternates=existing_in(page.translations, "reader.episode", **values),
        structured=[structured.breadcrumbs([*above, (page.title, request.path)])],
    )
