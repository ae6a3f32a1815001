"""The Coalition: what it is, how it was formed, its lines of effort, its members over time."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from app.content import facts, pages, subjects
from app.content.rows import PageText
from app.i18n.current import current_language
from app.reader import chart, structured
from app.reader.facts import written_in
from app.reader.members import FACT
from app.reader.meta import share_path
from app.reader.rendering import Head, everywhere, render

KEY = "coalition"


def coalition() -> str:
    """The page's text from the database, and around it what the site knows."""
    language = current_language()
    page = pages.by_key(language.code, KEY)
    fact = facts.one(language.code, FACT)
    drawing = chart.steps(fact.history, language.direction) if fact else None
    return render(
        "reader/coalition.html", head=_head(page), page=page, fact=fact, chart=drawing,
        topics=subjects.topics(language.code), written_in=written_in,
        sample=page is not None and page.sample,
    )  # fmt: skip


def _head(page: PageText | None) -> Head:
    title = page.title if page else _("The Coalition")
    return Head(
        title=title,
        description=(page.standfirst if page else "")
        or _(
            "What the Global Coalition against Daesh is, how it was formed, "
            "its lines of effort and its members over the years."
        ),
        alternates=everywhere("reader.coalition"),
        default=page.source_language if page else None,
        image=share_path("page", page.id) if page else None,
        structured=[structured.breadcrumbs([(title, url_for("reader.coalition"))])],
    )
