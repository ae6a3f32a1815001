"""Evergreen pages: about, privacy, accessibility, terms, and whatever an editor adds."""

from __future__ import annotations

from flask import abort, url_for

from app.content import pages
from app.content.rows import PageText
from app.i18n.current import current_language
from app.reader import structured
from app.reader.meta import described, share_path
from app.reader.rendering import Head, existing_in, render


def page(key: str) -> str:
    """A page of its own text."""
    found = pages.by_key(current_language().code, key)
    if found is None:
        abort(410 if pages.gone(key) else 404)
    return shown(found)


def shown(found: PageText) -> str:
    """The page of a text; also of one that readers do not have yet, in a preview."""
    return render("reader/page.html", head=_head(found), page=found, sample=found.sample)


def _head(found: PageText) -> Head:
    return Head(
        title=found.title,
        description=described(found.standfirst, found.body),
        alternates=existing_in(found.translations, "reader.page", key=found.key),
        default=found.source_language,
        image=share_path("page", found.id),
        structured=[structured.breadcrumbs([(found.title, url_for("reader.page", key=found.key))])],
    )
