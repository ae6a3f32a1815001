"""The home page, and `/`, which chooses a language."""

from __future__ import annotations

from flask import redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.content import facts, lists, site, social, subjects
from app.content.rows import FactRow
from app.i18n.current import current_language, negotiate
from app.reader import structured
from app.reader.meta import site_name
from app.reader.rendering import Head, everywhere, render

LATEST = 6
BAND = 4
POSTS = 3


def root() -> Response:
    """To the home page in the language that the browser asks for, else the default one."""
    language = negotiate(request.headers.get("Accept-Language"))
    response = redirect(url_for("reader.home", language=language.code), 302)
    response.vary.add("Accept-Language")
    return response


def home() -> str:
    """The home page: what is new, what is so, and what the Coalition is."""
    language = current_language().code
    lead = lists.lead(language)
    latest = lists.latest(language, LATEST, exclude=(lead.id,) if lead else ()).items
    return render(
        "reader/home.html",
        head=_head(),
        lead=lead,
        latest=latest,
        facts=_band(facts.all_facts(language)),
        intro=site.passage(language, "coalition_intro"),
        topics=subjects.topics(language),
        campaigns=subjects.campaigns(language),
        series=subjects.series(language),
        wall=social.wall(language, POSTS),
        posts=POSTS,
        sample=any(card.sample for card in (lead, *latest) if card),
    )


def _band(known: list[FactRow]) -> list[FactRow]:
    """The first few facts that have a figure."""
    return [fact for fact in known if fact.current][:BAND]


def _head() -> Head:
    return Head(
        title=site_name(),
        description=_(
            "News, facts and stories of recovery from the Global Coalition against Daesh, "
            "light enough for every phone and connection."
        ),
        alternates=everywhere("reader.home"),
        structured=[structured.website(), structured.organization()],
        feeds=feeds(),
    )


def feeds() -> list[tuple[str, str, str]]:
    """The feeds of all stories in the current language."""
    return [
        (_("Stories (Atom)"), url_for("reader.feed_atom"), "application/atom+xml"),
        (_("Stories (JSON Feed)"), url_for("reader.feed_json"), "application/feed+json"),
    ]
