"""What pages tell machines about themselves: JSON-LD, by the words of schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from flask import Flask, url_for
from markupsafe import Markup

from app.content.rows import Clip, Correction, Download, StoryPage
from app.i18n.current import current_language
from app.i18n.formats import to_local
from app.i18n.languages import get
from app.i18n.truncation import truncate
from app.reader.meta import (
    absolute,
    described,
    directed,
    picture_path,
    public,
    share_path,
    site_name,
    story_path,
)

Node = dict[str, Any]
LONGEST_HEADLINE = 110  # characters, by the rules of search engines
ISOLATES = 2  # characters that `directed` may add
# What could end a script element or a line of JavaScript, as JSON may write it instead.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def init_app(app: Flask) -> None:
    """Give components/head.html the function that writes the nodes of a page."""
    app.jinja_env.globals.update(json_ld=json_ld, page_nodes=page_nodes)


def page_nodes(given: Sequence[Node], title: str, address: str) -> list[Node]:
    """The nodes of a page: those `given`, and those that every page has beside them."""
    home = absolute(url_for("reader.home"))
    common = website() if address == home else breadcrumbs([(title, address)])
    types = {node["@type"] for node in given}
    return [*given, *(node for node in (common, organization()) if node["@type"] not in types)]


def json_ld(nodes: Iterable[Node]) -> Markup:
    """`nodes` as the text of a <script type="application/ld+json">, which they cannot end."""
    graph = {"@context": "https://schema.org", "@graph": [_filled(node) for node in nodes]}
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPES))  # noqa: S704  # has neither <, > nor &


def organization() -> Node:
    """Who publishes the site."""
    return {
        "@type": "Organization",
        "@id": _publisher(),
        "name": site_name(),
        "url": absolute(url_for("reader.home")),
        "logo": {"@type": "ImageObject", "url": absolute(share_path("site", 0))},
    }


def website() -> Node:
    """The site in the language now spoken, with its search."""
    target = absolute(url_for("reader.search")) + "?q={search_term_string}"
    return {
        "@type": "WebSite",
        "@id": absolute(url_for("reader.home")) + "#website",
        "name": site_name(),
        "url": absolute(url_for("reader.home")),
        "inLanguage": current_language().tag,
        "publisher": {"@id": _publisher()},
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


def breadcrumbs(steps: Sequence[tuple[str, str]]) -> Node:
    """The way to a page from home: (title, path) of each step after it, the page itself last."""
    home = (site_name(), url_for("reader.home"))
    trail = steps if absolute(steps[0][1]) == absolute(home[1]) else [home, *steps]
    items = [
        {"@type": "ListItem", "position": n, "name": directed(title), "item": absolute(path)}
        for n, (title, path) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def news_article(story: StoryPage) -> Node:
    """A story, with its times, its languages, its corrections, and the video or files it has."""
    url = absolute(story_path(story.language, story.id, story.slug))
    return {
        "@type": "NewsArticle",
        "@id": _identity(story.language, story.id),
        "url": url,
        "mainEntityOfPage": url,
        "headline": headline(story.title, story.language),
        "description": directed(described(story.standfirst, story.body), story.language),
        "inLanguage": get(story.language).tag,
        "datePublished": moment(story.published_at),
        "dateModified": moment(story.updated_at),
        "image": _images(story),
        "author": {"@type": "Organization", "@id": _publisher(), "name": site_name()},
        "publisher": {"@id": _publisher()},
        "isAccessibleForFree": True,
        "articleSection": story.topic.title if story.topic else None,
        "wordCount": story.words,
        "correction": [_correction(note) for note in story.corrections],
        "video": _video(story, story.clip) if story.clip else None,
        "associatedMedia": [_document(file) for file in story.files],
        "translator": {"@type": "Person", "name": story.translator} if story.translator else None,
        **_translations(story),
    }


def headline(title: str, language: str) -> str:
    """A title within the length that search engines take."""
    return directed(truncate(title, LONGEST_HEADLINE - ISOLATES), language)


def moment(dt: datetime) -> str:
    """A moment by the site's clock, with its offset: 2022-09-28T12:00:00+03:00."""
    return to_local(dt).isoformat(timespec="seconds")


def _publisher() -> str:
    """What names the publisher: its node stands on every page."""
    return absolute("/#organization")


def _identity(language: str, id: int) -> str:
    """What names a story's text for good: its address without the slug."""
    return absolute(story_path(language, id))


def _translations(story: StoryPage) -> Node:
    """The source lists its translations; a translation names its source, where it can be read."""
    others = [code for code in public(story.translations) if code != story.language]
    if story.language == story.source_language:
        return {"workTranslation": [_work(story.id, code) for code in others]}
    if story.source_language in others:
        return {"translationOfWork": _work(story.id, story.source_language)}
    return {}


def _work(id: int, language: str) -> Node:
    identity = _identity(language, id)
    return {"@type": "NewsArticle", "@id": identity, "inLanguage": get(language).tag}


def _images(story: StoryPage) -> list[str]:
    paths = (picture_path(story.picture), share_path("story", story.id))
    return [absolute(path) for path in paths if path]


def _correction(note: Correction) -> Node:
    return {"@type": "CorrectionComment", "text": note.text, "datePublished": moment(note.on)}


def _video(story: StoryPage, clip: Clip) -> Node:
    poster = picture_path(clip.poster) or share_path("story", story.id)
    ours = absolute(url_for("reader.media", name=clip.name)) if clip.name else None
    return {
        "@type": "VideoObject",
        "name": headline(story.title, story.language),
        "description": directed(described(story.standfirst, story.body), story.language),
        "inLanguage": get(story.language).tag,
        "thumbnailUrl": absolute(poster),
        "uploadDate": moment(story.published_at),
        "duration": f"PT{clip.seconds}S" if clip.seconds else None,
        "contentUrl": ours,
        "url": None if ours else clip.address,
    }


def _document(file: Download) -> Node:
    return {
        "@type": "DigitalDocument",
        "name": directed(file.title, file.language),
        "inLanguage": get(file.language).tag,
        "encodingFormat": file.type,
        "url": absolute(url_for("reader.media", name=file.name)),
    }


def _filled(node: Node) -> Node:
    """`node` without what it does not know."""
    return {
        key: _filled(value) if isinstance(value, dict) else value
        for key, value in node.items()
        if value not in (None, "", [], {})
    }
