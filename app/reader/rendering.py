"""How a readers' page is rendered: its head, the frame around it, and its template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from flask import Flask, render_template, request, url_for
from markupsafe import Markup

from app.config import settings
from app.content import notices, pages
from app.content.store import embedded
from app.i18n import languages
from app.i18n.current import current_language
from app.i18n.languages import public_languages
from app.reader import drawings

# What chooses the items of a list; anything else in an address changes nothing.
LIST_PARAMETERS = ("topic", "kind", "campaign", "year", "account", "hashtag")


@dataclass(kw_only=True)
class Head:
    """What a page says about itself outside of its text.

    `alternates` are the public languages in which this very page exists, with their paths, and
    `switch` is where the language switch leads, where that is not the same.
    """

    title: str
    description: str = ""
    alternates: dict[str, str] = field(default_factory=dict)
    canonical: str | None = None
    default: str | None = None
    robots_index: bool = True
    image: str | None = None
    type: Literal["website", "article"] = "website"
    structured: list[dict[str, Any]] = field(default_factory=list)
    feeds: list[tuple[str, str, str]] = field(default_factory=list)
    switch: dict[str, str] = field(default_factory=dict)
    error: bool = False


def init_app(app: Flask) -> None:
    """Give templates what the frame of every page is made with."""
    app.jinja_env.globals.update(
        Head=Head,
        page_path=page_path,
        switch_links=switch_links,
        draw=draw,
        contact_email=lambda: settings().contact_email,
        language_of=languages.get,
    )
    app.jinja_env.filters["initials"] = initials
    app.jinja_env.filters["parts"] = embedded.parts


def render(template: str, *, head: Head, **values: Any) -> str:
    """`template` as a page of the current language, within the frame that the database fills."""
    language = current_language().code
    menu, footer = pages.placed(language)
    frame = {
        "menu": menu,
        "footer_pages": footer,
        "notices": notices.current(language, home=request.endpoint == "reader.home"),
    }
    return render_template(template, head=head, **frame, **values)


# Sections with a view of their own; a page with such a key stands for the section in the menu.
SECTIONS = ("coalition", "stories", "topics", "campaigns", "members", "facts", "social", "search")


def page_path(key: str) -> str:
    """The path of a page or of a section, by its key."""
    if key in SECTIONS:
        return url_for(f"reader.{key}")
    return url_for("reader.page", key=key)


def everywhere(endpoint: str, **values: Any) -> dict[str, str]:
    """The paths of a page that exists in every public language."""
    return existing_in((language.code for language in public_languages()), endpoint, **values)


def existing_in(codes: Iterable[str], endpoint: str, **values: Any) -> dict[str, str]:
    """The paths of a page in each of `codes` that is public."""
    public = {language.code for language in public_languages()}
    return {c: url_for(endpoint, language=c, **values) for c in codes if c in public}


def switch_links(head: Head) -> dict[str, str]:
    """Where the switch leads in every public language: this page there, else what is there."""
    home = everywhere("reader.home")
    return {code: {**home, **head.alternates, **head.switch}[code] for code in home}


def next_path(after: str | None) -> str | None:
    """The address of the next part of the list that the request shows; None after the last."""
    if after is None or request.endpoint is None:
        return None
    given = {name: value for name, value in request.args.items() if name in LIST_PARAMETERS}
    return url_for(request.endpoint, **{**(request.view_args or {}), **given, "after": after})


def draw(kind: str, id: int, variant: str = "") -> Markup:
    """The drawing of a story, a topic, a campaign …, as inline SVG."""
    return drawings.svg(drawings.seed_of(kind, id), variant)


def initials(name: str) -> str:
    """The first letters of the first two words of a name, kept from joining into a word."""
    return "\u200c".join(word[0] for word in name.split()[:2]).upper()
