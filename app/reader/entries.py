"""A story as feeds carry it: whole, and with addresses that work wherever it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from markupsafe import Markup

from app.content.rows import Download, Link, StoryPage
from app.i18n.languages import get
from app.reader.meta import absolute, directed, picture_path, public, share_path, story_path
from app.reader.structured import moment

_TAG = re.compile(r'<[a-z](?:[^>"]|"[^"]*")*>')
_ADDRESS = re.compile(r'(?<=\s)(href|src|poster)="((?:/(?!/)|#)[^"]*)"')


@dataclass(frozen=True, slots=True)
class Entry:
    """A story as feeds carry it; all addresses are absolute."""

    id: str
    link: str
    title: str
    summary: str
    content: Markup
    published: str
    updated: str
    topic: Link | None
    translations: list[tuple[str, str]]  # (language tag, address)
    image: str
    files: tuple[Download, ...]


def entry(story: StoryPage, excerpt: str) -> Entry:
    """A story as an entry; `excerpt` stands for its standfirst where it has none."""
    link = absolute(story_path(story.language, story.id, story.slug))
    photograph = picture_path(story.picture)
    return Entry(
        id=absolute(story_path(story.language, story.id)),
        link=link,
        title=directed(story.title),
        summary=directed(story.standfirst or excerpt),
        content=_content(story, link, photograph),
        published=moment(story.published_at),
        updated=moment(_changed(story)),
        topic=story.topic,
        translations=_translations(story),
        image=absolute(photograph or share_path("story", story.id)),
        files=story.files,
    )


def _changed(story: StoryPage) -> datetime:
    """When the entry last changed: programs show it again for a correction."""
    return max(story.published_at, story.updated_at, *(note.on for note in story.corrections))


def _translations(story: StoryPage) -> list[tuple[str, str]]:
    slugs = story.translations
    return [
        (get(code).tag, absolute(story_path(code, story.id, slugs[code])))
        for code in public(slugs)
        if code != story.language
    ]


def _content(story: StoryPage, link: str, photograph: str | None) -> Markup:
    """The whole story as HTML that stands alone."""
    html = render_template("feeds/entry.html", story=story, link=link, photograph=photograph)
    return with_absolute_links(Markup(html), link)  # noqa: S704  # rendered with autoescape


def with_absolute_links(html: Markup, page: str) -> Markup:
    """Our own HTML with each address made absolute, those within the page by the page's."""

    def whole(match: re.Match[str]) -> str:
        path = match[2]
        return f'{match[1]}="{page + path if path.startswith("#") else absolute(path)}"'

    text = _TAG.sub(lambda tag: _ADDRESS.sub(whole, tag[0]), html)
    return Markup(text)  # noqa: S704  # sanitised before, and only addresses changed
