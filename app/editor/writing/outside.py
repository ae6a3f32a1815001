"""Where readers find a story or page: links from the desk to what they see."""

from __future__ import annotations

from collections.abc import Iterable

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.clock import utcnow
from app.i18n.formats import language_name
from app.i18n.languages import get
from app.models import Item, Page, Publication


def readers_path(item: Item, code: str) -> str:
    """The address of a story or page in a language, as readers have it."""
    if isinstance(item, Page):
        return url_for("reader.page", language=code, key=item.key)
    return url_for("reader.story", language=code, id=item.id)


def see_it(item: Item, publications: Iterable[Publication]) -> Markup:
    """Links to what has just been published, as a sentence; empty where it is yet to come."""
    shown = [one.language for one in publications if one.starts_at <= utcnow()]
    codes = [code for code in shown if get(code).state == "public"]
    found = (_link(readers_path(item, code), language_name(code)) for code in codes)
    links = Markup(" · ").join(found)
    # Translators: after publishing; the links are names of languages: "See it: English · Arabic".
    return escape(_("See it: %(links)s")) % {"links": links} if links else links


def _link(path: str, name: str) -> Markup:
    return Markup(
        '<a href="{}" target="_blank" rel="noopener">{}<span class="seen-not"> {}</span></a>'
    ).format(path, name, _("(opens in a new tab)"))
