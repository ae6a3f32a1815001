"""Every public URL of the readers' room, on one page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Flask

from app.reader import (
    coalition,
    facts,
    feeds,
    home,
    media,
    members,
    meta,
    pages,
    rendering,
    search,
    share,
    sitemap,
    social,
    stories,
    structured,
    subjects,
)

View = Callable[..., Any]

# A larger number is no key of any database, and asking for it would be an error there.
ID = "<int(max=2147483647):id>"

# (rule, endpoint, view). The views take no language: they ask current_language().
URLS: tuple[tuple[str, str, View], ...] = (
    ("/", "root", home.root),
    ("/<language:language>/", "home", home.home),
    ("/<language:language>/stories", "stories", stories.stories),
    (f"/<language:language>/stories/{ID}", "story", stories.story),
    (f"/<language:language>/stories/{ID}/<slug>", "story", stories.story),
    ("/<language:language>/topics", "topics", subjects.topics),
    ("/<language:language>/topics/<key>", "topic", subjects.topic),
    ("/<language:language>/campaigns", "campaigns", subjects.campaigns),
    ("/<language:language>/campaigns/<key>", "campaign", subjects.campaign),
    ("/<language:language>/series/<key>", "series", subjects.series),
    ("/<language:language>/series/<key>/<int:number>", "episode", subjects.episode),
    ("/<language:language>/coalition", "coalition", coalition.coalition),
    ("/<language:language>/members", "members", members.members),
    ("/<language:language>/members.csv", "members_csv", members.members_csv),
    ("/<language:language>/members.json", "members_json", members.members_json),
    ("/<language:language>/facts", "facts", facts.facts),
    ("/<language:language>/facts.csv", "facts_csv", facts.facts_csv),
    ("/<language:language>/facts.json", "facts_json", facts.facts_json),
    ("/<language:language>/social", "social", social.social),
    ("/<language:language>/search", "search", search.search),
    ("/<language:language>/feed.atom", "feed_atom", feeds.feed_atom),
    ("/<language:language>/feed.json", "feed_json", feeds.feed_json),
    ("/<language:language>/topics/<key>/feed.atom", "topic_atom", feeds.topic_atom),
    ("/<language:language>/topics/<key>/feed.json", "topic_json", feeds.topic_json),
    ("/<language:language>/campaigns/<key>/feed.atom", "campaign_atom", feeds.campaign_atom),
    ("/<language:language>/campaigns/<key>/feed.json", "campaign_json", feeds.campaign_json),
    ("/sitemap.xml", "sitemap_index", sitemap.sitemap_index),
    ("/sitemap-<int:part>.xml", "sitemap_part", sitemap.sitemap_part),
    ("/robots.txt", "robots", sitemap.robots),
    ("/.well-known/security.txt", "security_txt", sitemap.security_txt),
    ("/favicon.ico", "favicon", share.favicon),
    (f"/share/<kind>/{ID}.png", "share_image", share.share_image),
    ("/media/<path:name>", "media", media.media),
    ("/<language:language>/<key>", "page", pages.page),
)


def init_app(app: Flask) -> None:
    """Open the readers' room: its URLs, and what its templates are written with."""
    reader = Blueprint("reader", __name__)
    for rule, endpoint, view in URLS:
        reader.add_url_rule(rule, endpoint, view)
    app.register_blueprint(reader)
    rendering.init_app(app)
    meta.init_app(app)
    structured.init_app(app)
