"""The sitemap lists what may be indexed, in the languages in which it exists; robots, security."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from flask import Flask

from app.clock import utcnow
from app.i18n.languages import public_languages
from app.reader import sitemap
from tests.reader.test_head import alternates
from tests.support.pages import Site

MakeApp = Callable[..., Flask]
MakeSite = Callable[..., Site]
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def texts(site: Site, path: str, which: str) -> list[str]:
    """The texts of the elements `which` of an XML file of the site."""
    root = ElementTree.fromstring(site.get(path, status=200).text)  # noqa: S314  # our own
    return [element.text or "" for element in root.iterfind(which, NAMES)]


@pytest.fixture(scope="module")
def listed(read_only_site: Site) -> dict[str, dict[str, str]]:
    """{path: {hreflang: path}} of all that the sitemap lists."""
    found: dict[str, dict[str, str]] = {}
    for part in texts(read_only_site, "/sitemap.xml", "s:sitemap/s:loc"):
        page = read_only_site.get(urlsplit(part).path, status=200)
        assert page.headers["Content-Type"] == "application/xml; charset=utf-8"
        for url in ElementTree.fromstring(page.text).iterfind("s:url", NAMES):  # noqa: S314  # ours
            path = urlsplit(url.findtext("s:loc", "", NAMES)).path
            assert path not in found
            links = url.iterfind("x:link", NAMES)
            found[path] = {a.attrib["hreflang"]: urlsplit(a.attrib["href"]).path for a in links}
    return found


def test_all_that_is_listed_may_be_indexed_and_names_the_same_languages(
    read_only_site: Site, listed: dict[str, dict[str, str]]
) -> None:
    for path, named in listed.items():
        page = read_only_site.get(path, status=200)
        assert "noindex" not in page.meta("robots"), path
        assert page.one('link[rel="canonical"]').attrs["href"] == f"http://site.example{path}"
        assert alternates(page) == named, path
        assert path in named.values()


def test_every_kind_of_page_is_listed(listed: dict[str, dict[str, str]]) -> None:
    for language in public_languages():
        kinds = {path.split("/")[2] for path in listed if path.split("/")[1] == language.code}
        assert kinds >= {"", "stories", "topics", "campaigns", "series", "coalition", "members"}
        assert kinds >= {"facts", "social", "about", "privacy", "accessibility", "terms"}
        assert not kinds & {"search", "feed.atom"}


def test_a_story_is_listed_in_its_own_languages_only(listed: dict[str, dict[str, str]]) -> None:
    alone = [path for path, named in listed.items() if len(named) == 2]
    assert {path.split("/")[1] for path in alone} == {"en", "ar"}
    for path in alone:
        assert set(listed[path].values()) == {path}


def test_the_parts_say_when_they_changed(read_only_site: Site) -> None:
    for moment in texts(read_only_site, "/sitemap.xml", "s:sitemap/s:lastmod"):
        assert datetime.fromisoformat(moment) <= utcnow()


@pytest.mark.parametrize("part", ["0", "99", "99999999999999999999"])
def test_there_is_no_part_without_pages(read_only_site: Site, part: str) -> None:
    read_only_site.get(f"/sitemap-{part}.xml", status=404)


def test_a_site_without_content_has_a_sitemap_of_its_lists(app_site: Site) -> None:
    assert len(texts(app_site, "/sitemap.xml", "s:sitemap/s:loc")) == 1
    assert "http://site.example/ar/" in texts(app_site, "/sitemap-1.xml", "s:url/s:loc")


def test_small_parts_together_list_the_same(
    make_site: MakeSite, listed: dict[str, dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "STORIES", 3)
    site = make_site()
    parts = [urlsplit(part).path for part in texts(site, "/sitemap.xml", "s:sitemap/s:loc")]
    found = [urlsplit(loc).path for part in parts for loc in texts(site, part, "s:url/s:loc")]
    assert len(parts) > 3
    assert sorted(found) == sorted(listed)


def test_robots_may_read_all_and_find_the_sitemap(read_only_site: Site) -> None:
    page = read_only_site.get("/robots.txt", status=200)
    assert page.headers["Content-Type"].startswith("text/plain")
    assert page.text == "User-agent: *\nDisallow:\n\nSitemap: http://site.example/sitemap.xml\n"


def test_security_txt_tells_whom_to_write_to(read_only_site: Site) -> None:
    page = read_only_site.get("/.well-known/security.txt", status=200)
    fields = dict(line.split(": ", 1) for line in page.text.splitlines())
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == "http://site.example/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "en, ar"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=300) < expires - datetime.now(UTC) < timedelta(days=365)


@pytest.fixture
def app_site(make_app: MakeApp) -> Site:
    """A site without content."""
    return Site(make_app())
