"""What pages say to search engines and previews, in every language."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask

from app.i18n.bidi import LRI, PDI, RLI
from app.i18n.languages import Language, public_languages
from app.reader import meta
from tests.support.pages import Page, Site

LANGUAGES = [pytest.param(language, id=language.code) for language in public_languages()]
KINDS = ["", "stories", "topics", "campaigns", "coalition", "members", "facts", "social", "about"]
OPEN_GRAPH = ["title", "description", "type", "url", "image", "image:alt", "site_name", "locale"]


@pytest.fixture
def arabic(app: Flask) -> Iterator[None]:
    """A request for an Arabic page."""
    with app.test_request_context("/ar/"):
        yield


def alternates(page: Page) -> dict[str, str]:
    """The paths of the page's languages, by hreflang."""
    links = page.all('link[rel="alternate"][hreflang]')
    return {str(a.attrs["hreflang"]): urlsplit(str(a.attrs["href"])).path for a in links}


def canonical(page: Page) -> str:
    """The page's canonical address."""
    return str(page.one('link[rel="canonical"]').attrs["href"])


def nodes(page: Page) -> list[dict[str, Any]]:
    """The page's JSON-LD."""
    script = page.one('script[type="application/ld+json"]')
    found = json.loads(script.to_text(separator="", strip=False))["@graph"]
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_says_all_about_itself(read_only_site: Site, language: Language, kind: str) -> None:
    path = f"/{language.code}/{kind}"
    page = read_only_site.get(path, status=200)
    assert canonical(page) == f"http://site.example{path}"
    assert len(page.title) >= 15
    assert 50 <= len(page.meta("description")) <= 170
    assert all(page.meta(f"og:{name}") for name in OPEN_GRAPH)
    assert page.meta("og:url") == canonical(page)
    assert page.meta("og:locale") == language.og_locale
    others = {other.og_locale for other in public_languages() if other != language}
    assert set(page.attributes('meta[property="og:locale:alternate"]', "content")) == others
    assert "noindex" not in page.meta("robots")
    assert "Organization" in {node["@type"] for node in nodes(page)}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_languages_name_each_other(read_only_site: Site, language: Language, kind: str) -> None:
    page = read_only_site.get(f"/{language.code}/{kind}", status=200)
    named = alternates(page)
    assert set(named) == {other.tag for other in public_languages()} | {"x-default"}
    for path in named.values():
        assert alternates(read_only_site.get(path, status=200)) == named


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_is_an_article(read_only_site: Site, language: Language) -> None:
    item = read_only_site.get(f"/{language.code}/feed.json").json["items"][0]
    page = read_only_site.get(urlsplit(item["url"]).path, status=200)
    (article,) = (node for node in nodes(page) if node["@type"] == "NewsArticle")
    assert page.meta("og:type") == "article"
    assert article["inLanguage"] == page.lang
    assert article["mainEntityOfPage"] == canonical(page)
    assert page.meta("article:published_time") == article["datePublished"]
    assert urlsplit(canonical(page)).path == urlsplit(item["url"]).path


def test_unknown_parameters_are_no_part_of_the_address(read_only_site: Site) -> None:
    page = read_only_site.get("/en/facts?utm_source=x&fbclid=y", status=200)
    assert canonical(page) == "http://site.example/en/facts"


@pytest.mark.parametrize(
    "path", ["/en/?q=mosul", "/en/about?page=2", "/en/stories?topic=no-such-topic&series=none"]
)
def test_parameters_that_change_nothing_here_are_no_part_of_it_either(
    read_only_site: Site, path: str
) -> None:
    plain = path.partition("?")[0]
    page = read_only_site.get(path, status=200)
    assert canonical(page) == f"http://site.example{plain}"
    assert page.text == read_only_site.get(plain).text


def test_a_part_of_a_list_is_known_by_what_chose_it(read_only_site: Site) -> None:
    page = read_only_site.get("/en/stories?kind=news&utm_source=x", status=200)
    assert canonical(page) == "http://site.example/en/stories?kind=news"
    assert page.meta("robots") == "noindex"


@pytest.mark.parametrize("path", ["/en/search?q=mosul", "/ar/search?q=الموصل"])
def test_a_search_is_not_to_be_indexed(read_only_site: Site, path: str) -> None:
    page = read_only_site.get(path, status=200)
    assert page.meta("robots") == "noindex"
    assert alternates(page) == {}


@pytest.mark.parametrize("path", ["/en/no-such-page", "/ar/no-such-page"])
def test_an_error_page_has_no_address(read_only_site: Site, path: str) -> None:
    page = read_only_site.get(path, status=404)
    assert page.meta("robots") == "noindex"
    assert not page.all('link[rel="canonical"]')


@pytest.mark.usefixtures("arabic")
def test_only_titles_that_mix_directions_are_isolated() -> None:
    assert meta.directed("مدرسة جديدة") == "مدرسة جديدة"
    assert meta.directed("UNESCO") == "UNESCO"
    assert meta.directed("UNESCO في الموصل") == RLI + "UNESCO في الموصل" + PDI
    assert meta.directed("Daesh (داعش)", "en") == LRI + "Daesh (داعش)" + PDI


def test_a_title_is_never_cut_and_the_sites_name_yields(app: Flask) -> None:
    with app.test_request_context("/en/"):
        assert meta.document_title("About") == "About - The Global Coalition against Daesh"
        title = "A school in Mosul opens its doors to 400 pupils"
        assert meta.document_title(title) == title + " - Global Coalition"
        assert meta.document_title(title * 2) == title * 2
        assert meta.document_title(meta.site_name()) == meta.site_name()


@pytest.mark.usefixtures("arabic")
def test_the_language_for_others_is_the_one_it_was_written_in() -> None:
    paths = {"ar": "/ar/x", "en": "/en/x"}
    assert meta.alternate_links(paths, "ar")[-1] == ("x-default", "http://site.example/ar/x")
    assert meta.alternate_links(paths)[-1] == ("x-default", "http://site.example/en/x")
    assert meta.alternate_links({"ar": "/ar/x"}, "en")[-1][1] == "http://site.example/ar/x"
    assert meta.alternate_links({}) == []


@pytest.mark.usefixtures("arabic")
def test_a_language_that_is_not_public_is_never_named() -> None:
    tags = [tag for tag, _address in meta.alternate_links({"xx": "/xx/x", "ar": "/ar/x"})]
    assert tags == ["ar", "x-default"]
