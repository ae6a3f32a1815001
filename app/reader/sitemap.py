"""What the site tells search engines: the sitemap in parts, robots.txt and security.txt."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

from flask import Response, abort, render_template, url_for

from app.clock import utcnow
from app.config import settings
from app.content import pages, stories, subjects
from app.content.rows import PageEntry, SubjectPage
from app.i18n.languages import public_languages
from app.reader.meta import absolute, alternate_links, public, story_path

# Part 1 holds the pages; part n + 2 the stories with ids from n * STORIES on. By id and not by
# count, so that a part changes only with its own stories. It may hold 50,000 addresses: full in 25
# languages.
STORIES = 2000
LISTS = ("home", "stories", "topics", "campaigns", "coalition", "members", "facts", "social")
VALID = timedelta(days=364)  # of security.txt: less than the year that RFC 9116 allows


@dataclass(frozen=True, slots=True)
class Address:
    """One page in one language, with its other languages, as absolute addresses."""

    loc: str
    changed: str
    alternates: list[tuple[str, str]]


def sitemap_index() -> Response:
    """The list of the parts that hold something."""
    newest: dict[int, datetime] = {}
    for id, _language, _slug, changed, _source in stories.all_published():
        part = id // STORIES + 2
        newest[part] = max(changed, newest.get(part, changed))
    parts = [(1, ""), *((part, _moment(changed)) for part, changed in sorted(newest.items()))]
    return _xml(render_template("feeds/sitemap_index.xml", parts=parts))


def sitemap_part(part: int) -> Response:
    """One part; 404 where there is none."""
    addresses = list(_pages() if part == 1 else _stories(part - 2))
    if not addresses:
        abort(404)
    return _xml(render_template("feeds/sitemap.xml", addresses=addresses))


def robots() -> Response:
    """Everything may be read: a page that is not to be indexed can only say so when it is read."""
    sitemap = absolute(url_for("reader.sitemap_index"))
    return _text(f"User-agent: *\nDisallow:\n\nSitemap: {sitemap}\n")


def security_txt() -> Response:
    """Where to report a weakness, by RFC 9116."""
    contact = settings().security_contact
    lines = {
        "Contact": contact if ":" in contact else f"mailto:{contact}",
        "Expires": f"{utcnow() + VALID:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages": ", ".join(language.tag for language in public_languages()),
        "Canonical": absolute(url_for("reader.security_txt")),
    }
    return _text("".join(f"{name}: {value}\n" for name, value in lines.items()))


def _pages() -> Iterator[Address]:
    """Home, the lists, and every page, topic, campaign, series and episode."""
    codes = [language.code for language in public_languages()]
    for name in LISTS:
        yield from _addresses({code: url_for(f"reader.{name}", language=code) for code in codes})
    for key, versions in groupby(pages.all_published(), key=attrgetter("key")):
        if key not in LISTS:  # such a page is shown by that list's own view
            yield from _page(key, list(versions))
    for code in codes:
        yield from _subjects(code)


def _page(key: str, versions: list[PageEntry]) -> Iterable[Address]:
    codes = [version.language for version in versions]
    paths = {code: url_for("reader.page", language=code, key=key) for code in codes}
    newest = max(version.updated_at for version in versions)
    return _addresses(paths, versions[0].source_language, newest)


def _subjects(code: str) -> Iterator[Address]:
    """The topics, campaigns, series and episodes of which `code` is the first language."""
    listed = {
        "reader.topic": subjects.topics(code),
        "reader.campaign": subjects.campaigns(code),
        "reader.series": subjects.series(code),
    }
    for endpoint, found in listed.items():
        for subject in found:
            if public(subject.translations)[0] == code:
                yield from _localised(endpoint, subject.translations, key=subject.key)
    for series in listed["reader.series"]:
        yield from _episodes(series, code)


def _episodes(series: SubjectPage, code: str) -> Iterator[Address]:
    for episode in subjects.episodes(code, series.key):
        if public(episode.translations)[0] == code:
            values = {"key": series.key, "number": episode.number}
            yield from _localised("reader.episode", episode.translations, **values)


def _localised(endpoint: str, codes: Collection[str], **values: Any) -> Iterator[Address]:
    yield from _addresses({code: url_for(endpoint, language=code, **values) for code in codes})


def _stories(number: int) -> Iterator[Address]:
    """The stories with ids from number * STORIES on, each in the languages it is published in."""
    rows = stories.all_published(number * STORIES, (number + 1) * STORIES - 1)
    for id, texts in groupby(rows, key=itemgetter(0)):
        paths, newest, source = {}, datetime.min.replace(tzinfo=UTC), ""
        for _id, language, slug, changed, source in texts:  # noqa: B007  # the same in each
            paths[language] = story_path(language, id, slug)
            newest = max(newest, changed)
        yield from _addresses(paths, source, newest)


def _addresses(
    paths: dict[str, str], source: str | None = None, changed: datetime | None = None
) -> Iterable[Address]:
    """A page in each of its languages; `changed` is when any of them last did."""
    alternates = alternate_links(paths, source)
    when = _moment(changed) if changed else ""
    return [Address(absolute(paths[code]), when, alternates) for code in public(paths)]


def _moment(dt: datetime) -> str:
    return f"{dt.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _xml(text: str) -> Response:
    return Response(text, content_type="application/xml; charset=utf-8")


def _text(text: str) -> Response:
    return Response(text, content_type="text/plain; charset=utf-8")
