"""Feeds: valid, whole, with addresses that work anywhere, in every language."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest
from flask import Flask
from markupsafe import Markup

from app.content.rows import Clip, Correction, Download, Picture
from app.i18n.bidi import FSI, PDI, RLI
from app.i18n.languages import Language, public_languages
from app.reader import entries, feeds
from tests.reader.test_structured import STORY
from tests.support.pages import Site

LANGUAGES = [pytest.param(language, id=language.code) for language in public_languages()]
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RELATIVE = re.compile(r'(?:href|src)="(?!https?://|mailto:)')
MakeSite = Callable[..., Site]


def subject_feeds(site: Site, language: Language) -> list[str]:
    """The paths, without their ending, of all feeds of a language."""
    found = [f"/{language.code}/feed"]
    for kind in ("topics", "campaigns"):
        page = site.get(f"/{language.code}/{kind}", status=200)
        links = {urlsplit(link).path for link in page.links}
        found += [f"{x}/feed" for x in sorted(links) if x.startswith(f"/{language.code}/{kind}/")]
    assert len(found) > 2
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_feed_is_valid_in_both_forms(read_only_site: Site, language: Language) -> None:
    for path in subject_feeds(read_only_site, language):
        atom = read_only_site.get(f"{path}.atom", status=200)
        assert atom.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        parsed = feedparser.parse(atom.response.data)
        assert not parsed.bozo, parsed.get("bozo_exception")
        assert ElementTree.fromstring(atom.text).get(XML_LANG) == language.tag  # noqa: S314  # ours
        own = [link.href for link in parsed.feed.links if link.rel == "self"]
        assert own == [f"http://site.example{path}.atom"]
        listed = read_only_site.get(f"{path}.json", status=200).json
        assert listed["feed_url"] == f"http://site.example{path}.json"
        assert [item["id"] for item in listed["items"]] == [entry.id for entry in parsed.entries]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_is_a_whole_story(read_only_site: Site, language: Language) -> None:
    parsed = feedparser.parse(read_only_site.get(f"/{language.code}/feed.atom").response.data)
    assert parsed.entries
    for entry in parsed.entries:
        assert re.fullmatch(rf"http://site\.example/{language.code}/stories/\d+", entry.id)
        assert entry.link.startswith(entry.id + "/")
        assert entry.updated >= entry.published
        assert entry.summary
        (content,) = entry.content
        assert content.type == "text/html"
        assert f'lang="{language.tag}"' in content.value
        assert f'dir="{language.direction}"' in content.value
        assert not RELATIVE.search(content.value)
        read_only_site.get(urlsplit(entry.link).path, status=200)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_entry_names_its_translations(read_only_site: Site, language: Language) -> None:
    data = read_only_site.get(f"/{language.code}/feed.atom").response.data
    named = set()
    for entry in feedparser.parse(data).entries:
        for link in entry.links:
            if link.rel == "alternate" and link.href != entry.link:
                assert (
                    read_only_site.get(urlsplit(link.href).path, status=200).lang == link.hreflang
                )
                named.add(link.hreflang)
    assert named == {other.tag for other in public_languages() if other != language}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_json_feed_says_what_the_format_asks(read_only_site: Site, language: Language) -> None:
    page = read_only_site.get(f"/{language.code}/feed.json", status=200)
    assert page.headers["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = page.json
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["language"] == language.tag
    assert 0 < len(feed["items"]) <= feeds.ENTRIES
    for item in feed["items"]:
        assert item["content_html"]
        assert item["date_published"].endswith("+03:00")


@pytest.mark.parametrize("kind", ["topics", "campaigns"])
@pytest.mark.parametrize("form", ["atom", "json"])
def test_what_does_not_exist_has_no_feed(read_only_site: Site, kind: str, form: str) -> None:
    read_only_site.get(f"/en/{kind}/nothing/feed.{form}", status=404)


def test_a_feed_without_stories_is_a_feed(make_app: Callable[..., Flask]) -> None:
    parsed = feedparser.parse(Site(make_app()).get("/ar/feed.atom", status=200).response.data)
    assert not parsed.bozo
    assert parsed.entries == []
    assert parsed.feed.updated


def test_a_stray_control_character_breaks_nothing(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "site_name", lambda: "a\x0bb\ufffe")
    parsed = feedparser.parse(make_site().get("/en/feed.atom", status=200).response.data)
    assert not parsed.bozo
    assert parsed.feed.title == "ab"


def test_addresses_become_absolute_and_texts_stay(app: Flask) -> None:
    html = Markup(
        '<p title="a > b"><a href="/en/facts#members">x</a> href="/en/" <a href="#n">y</a>'
        '<a href="https://example.org/a">z</a><a title="a > b" href="//example.org/">w</a></p>'
    )
    with app.app_context():
        made = entries.with_absolute_links(html, "http://site.example/en/stories/1/a")
    assert made == (
        '<p title="a > b"><a href="http://site.example/en/facts#members">x</a> href="/en/" '
        '<a href="http://site.example/en/stories/1/a#n">y</a><a href="https://example.org/a">z</a>'
        '<a title="a > b" href="//example.org/">w</a></p>'
    )


def test_an_entry_carries_what_belongs_to_its_story(app: Flask) -> None:
    poster = Picture(1600, 900, {"image/jpeg": [("a/s.jpg", 400), ("a/l.jpg", 1600)]}, "مدرسة")
    story = replace(
        STORY,
        title="UNESCO في الموصل",
        picture=poster,
        clip=Clip("a/v.mp4", "", "video/mp4", 900, 65, {}, None, Markup("<p>كلام</p>")),
        corrections=(Correction(datetime(2022, 10, 1, tzinfo=UTC), "كان الاسم <خطأ>."),),
        sources=({"text": "بيان", "url": "https://example.org/"}, {"text": "مراسلنا", "url": ""}),
        files=(Download("a/r.pdf", "Report", "en", "application/pdf", 4, 1000),),
    )
    with app.test_request_context("/ar/feed.atom"):
        made = entries.entry(story, "")
    assert made.title == RLI + "UNESCO في الموصل" + PDI
    assert made.updated == "2022-10-01T03:00:00+03:00"
    assert made.image == "http://site.example/media/a/l.jpg"
    assert '<img src="http://site.example/media/a/l.jpg" alt="مدرسة"' in made.content
    for text in (
        "تصويب بتاريخ 1 تشرين الأول/أكتوبر 2022:", "كان الاسم &lt;خطأ&gt;.",
        f"مشاهدة الفيديو ({FSI}دقيقة", "<p>كلام</p>", 'href="https://example.org/"', "مراسلنا",
    ):  # fmt: skip
        assert text in made.content
