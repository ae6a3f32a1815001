"""What a page says about itself elsewhere: absolute addresses, titles, the set of its languages."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from flask import Flask, request, url_for
from flask_babel import gettext as _
from flask_babel import pgettext
from markupsafe import Markup

from app.cache import keys
from app.config import settings
from app.content.plaintext import opening_of
from app.content.rows import Picture
from app.content.store.embeds import EMBED
from app.i18n.bidi import LRI, PDI, RLI, without_controls
from app.i18n.current import current_language, default_language
from app.i18n.languages import Language, get, public_languages

LONGEST_TITLE = 70  # characters; what search engines show of a title is about as long


def init_app(app: Flask) -> None:
    """Give templates the functions that components/head.html and the feeds are written with."""
    names = (
        absolute, alternate_links, canonical, directed, document_title, is_drawing, share_path,
        site_name,
    )  # fmt: skip
    app.jinja_env.globals.update({function.__name__: function for function in names})


def site_name() -> str:
    """The name of the site in the language now spoken."""
    return str(_("The Global Coalition against Daesh"))


def absolute(path: str) -> str:
    """`path` on the site's public address; what is absolute already stays as it is."""
    return path if path.startswith(("http://", "https://")) else settings().site_url + path


def canonical(path: str | None, whole: bool) -> str:
    """The absolute address under which the page is known: `path`, else the one that was asked for.

    A page that is `whole` shows the same whatever stands behind its path. Of one that shows a part
    (what was searched, filtered or left by the part before) the parameters remain that choose it.
    """
    if path is None and request.endpoint is not None:
        query = "" if whole else keys.canonical(request.query_string.decode("ascii", "replace"))
        path = url_for(request.endpoint, **(request.view_args or {})) + (query and f"?{query}")
    return absolute(path or "/")


def story_path(language: str, id: int, slug: str | None = None) -> str:
    """A story's address in one language; without `slug` the one that never changes."""
    return url_for("reader.story", language=language, id=id, slug=slug)


def share_path(kind: str, id: int) -> str:
    """The address of the image that previews of a page show."""
    return url_for("reader.share_image", kind=kind, id=id)


def picture_path(picture: Picture | None) -> str | None:
    """The widest JPEG of a picture, which every program can show, else the widest there is."""
    if picture is None or not picture.sources:
        return None
    sources = picture.sources.get("image/jpeg") or next(iter(picture.sources.values()))
    return url_for("reader.media", name=max(sources, key=lambda source: source[1])[0])


def is_drawing(path: str) -> bool:
    """Whether `path` is that of a share image, which is drawn and not photographed."""
    return path.startswith("/share/")


def public(codes: Iterable[str]) -> list[str]:
    """Those of `codes` that are offered to readers, in the site's order."""
    spoken = set(codes)
    return [language.code for language in public_languages() if language.code in spoken]


def x_default(codes: Sequence[str], preferred: str | None = None) -> str:
    """Which of a page's languages to offer somebody who reads none of them.

    The one it was written in (`preferred`), else the site's default, else its first.
    """
    wanted = (preferred or "", default_language().code)
    return next((code for code in wanted if code in codes), codes[0])


def alternate_links(
    paths: Mapping[str, str], preferred: str | None = None
) -> list[tuple[str, str]]:
    """(hreflang, absolute address) of each language of a page, x-default last; empty for none."""
    codes = public(paths)
    if not codes:
        return []
    links = [(get(code).tag, absolute(paths[code])) for code in codes]
    return [*links, ("x-default", absolute(paths[x_default(codes, preferred)]))]


def document_title(title: str) -> str:
    """`title` and the site's name, the shorter name or none where both would not be shown whole."""
    text = directed(title)
    # Translators: the site's name where there is little room, after the title of a page.
    short = pgettext("short name of the site", "Global Coalition")
    if title == site_name():
        return text
    named = (f"{text} - {name}" for name in (site_name(), short))
    return next((whole for whole in named if len(whole) <= LONGEST_TITLE), text)


def described(standfirst: str, body: Markup) -> str:
    """What a text is about, for its description: its standfirst, else how it begins."""
    return standfirst or opening_of(EMBED.sub("", body))


def directed(text: str, language: Language | str | None = None) -> str:
    """Plain `text` that keeps its language's direction wherever it is shown.

    Only what mixes directions is isolated: a program would otherwise take the direction of the
    first letter, and show an Arabic title that begins with UNESCO in the wrong order.
    """
    if not mixes_directions(text):
        return text
    spoken = get(language) if isinstance(language, str) else language or current_language()
    return (RLI if spoken.direction == "rtl" else LRI) + without_controls(text) + PDI


def mixes_directions(text: str) -> bool:
    """Whether `text` holds letters that run left to right, and others that run right to left."""
    classes = {unicodedata.bidirectional(char) for char in text}
    return "L" in classes and bool(classes & {"R", "AL"})
