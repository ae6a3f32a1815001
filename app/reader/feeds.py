"""Feeds for programs that follow the site: Atom and JSON Feed, of all stories or of one subject."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from flask import Response, abort, render_template, url_for
from flask_babel import gettext as _

from app.clock import utcnow
from app.content import lists, stories, subjects
from app.content.rows import Card, Download, Listing, SubjectPage
from app.i18n.current import current_language
from app.i18n.languages import Language, public_languages
from app.reader.entries import Entry, entry
from app.reader.meta import absolute, directed, site_name
from app.reader.structured import moment

ENTRIES = 20
ATOM, JSON = "application/atom+xml", "application/feed+json"
# XML has no way to write these at all, and one of them would make the whole feed unreadable.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """What all forms of one feed share; all addresses are absolute."""

    title: str
    description: str
    page: str
    atom: str
    json: str
    siblings: list[tuple[str, str]]  # (language tag, address of the page in that language)
    language: Language
    entries: list[Entry]
    updated: str


def feed_atom() -> Response:
    """The newest stories of the language, as Atom."""
    return _atom(_everything())


def feed_json() -> Response:
    """The newest stories of the language, as JSON Feed."""
    return _json(_everything())


def topic_atom(key: str) -> Response:
    """The newest stories of a line of effort, as Atom."""
    return _atom(_topic(key))


def topic_json(key: str) -> Response:
    """The newest stories of a line of effort, as JSON Feed."""
    return _json(_topic(key))


def campaign_atom(key: str) -> Response:
    """The newest stories of a campaign, as Atom."""
    return _atom(_campaign(key))


def campaign_json(key: str) -> Response:
    """The newest stories of a campaign, as JSON Feed."""
    return _json(_campaign(key))


def _everything() -> Feed:
    summary = _("The newest stories of the Global Coalition against Daesh.")
    codes = [language.code for language in public_languages()]
    addresses = _addresses("reader.home", "reader.feed", codes)
    return _feed(site_name(), summary, addresses, lists.latest(_code(), ENTRIES))


def _topic(key: str) -> Feed:
    found = subjects.topic(_code(), key) or abort(404)
    return _subject("reader.topic", found, lists.latest(_code(), ENTRIES, topic=key))


def _campaign(key: str) -> Feed:
    found = subjects.campaign(_code(), key) or abort(404)
    return _subject("reader.campaign", found, lists.latest(_code(), ENTRIES, campaign=key))


def _subject(endpoint: str, found: SubjectPage, newest: Listing[Card]) -> Feed:
    title = f"{directed(found.title)} - {site_name()}"
    addresses = _addresses(endpoint, endpoint, found.translations, key=found.key)
    return _feed(title, found.summary, addresses, newest)


def _code() -> str:
    return current_language().code


def _addresses(page: str, prefix: str, codes: Collection[str], **values: Any) -> dict[str, Any]:
    """The page of a feed, its two forms, and the page in each language by its tag."""
    return {
        "page": absolute(url_for(page, **values)),
        "atom": absolute(url_for(f"{prefix}_atom", **values)),
        "json": absolute(url_for(f"{prefix}_json", **values)),
        "siblings": [
            (language.tag, absolute(url_for(page, language=language.code, **values)))
            for language in public_languages()
            if language.code in codes and language != current_language()
        ],
    }


def _feed(title: str, description: str, addresses: dict[str, Any], newest: Listing[Card]) -> Feed:
    whole = stories.by_ids(_code(), [card.id for card in newest.items])
    entries = [entry(whole[card.id], card.excerpt) for card in newest.items if card.id in whole]
    return Feed(
        title=title,
        description=directed(description),
        language=current_language(),
        entries=entries,
        updated=max((item.updated for item in entries), default=moment(utcnow())),
        **addresses,
    )


def _atom(feed: Feed) -> Response:
    text = render_template("feeds/feed.xml", feed=feed)
    return Response(_NOT_XML.sub("", text), content_type=f"{ATOM}; charset=utf-8")


def _json(feed: Feed) -> Response:
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.description,
        "home_page_url": feed.page,
        "feed_url": feed.json,
        "language": feed.language.tag,
        "authors": [_author()],
        "items": [_item(item, feed.language) for item in feed.entries],
    }
    text = json.dumps(data, ensure_ascii=False, indent=1)
    return Response(text + "\n", content_type=f"{JSON}; charset=utf-8")


def _author() -> dict[str, str]:
    return {"name": site_name(), "url": absolute(url_for("reader.home"))}


def _item(story: Entry, language: Language) -> dict[str, Any]:
    return {
        "id": story.id,
        "url": story.link,
        "title": story.title,
        "content_html": story.content,
        "summary": story.summary,
        "image": story.image,
        "date_published": story.published,
        "date_modified": story.updated,
        "language": language.tag,
        "tags": [story.topic.title] if story.topic else [],
        "attachments": [_attachment(file) for file in story.files],
        # The format keeps names that begin with "_" for what it does not know itself.
        "_translations": [{"language": tag, "url": url} for tag, url in story.translations],
    }


def _attachment(file: Download) -> dict[str, Any]:
    return {
        "url": absolute(url_for("reader.media", name=file.name)),
        "mime_type": file.type,
        "title": directed(file.title, file.language),
        "size_in_bytes": file.bytes,
    }
