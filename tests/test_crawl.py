"""The whole site, followed from its two home pages: nothing claims what it does not keep."""

import re
from functools import cache
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from justhtml.dom import Element

from app.i18n.languages import public_languages
from tests.support.pages import Page, Site

CODES = [language.code for language in public_languages()]
MOST = 600
LATIN = re.compile(r"[A-Za-z]{2,}")
ARABIC = re.compile(r"[\u0621-\u064a]{2,}")
HOST = "http://site.example"


def inside(link: str, base: str) -> str | None:
    """The path and query of a link that stays on the site; None for others."""
    parts = urlsplit(urljoin(f"{HOST}{base}", link))
    if f"{parts.scheme}://{parts.netloc}" != HOST or parts.path.startswith("/static/"):
        return None
    return unquote(parts.path) + (f"?{parts.query}" if parts.query else "")


@pytest.fixture(scope="module")
def crawled(read_only_site: Site) -> dict[str, Page]:
    """Every page that can be reached by links, by its path."""
    waiting, pages = [f"/{code}/" for code in CODES], {}
    while waiting and len(pages) < MOST:
        path = waiting.pop(0)
        if path in pages:
            continue
        pages[path] = page = read_only_site.get(path)
        if page.status in {301, 302}:
            waiting.append(inside(page.location, path) or "/")
        if page.is_html and page.status == 200:
            found = (inside(link, path) for link in page.links)
            waiting += [link for link in found if link and link not in pages]
    return pages


def documents(pages: dict[str, Page]) -> list[Page]:
    """The HTML pages among `pages`."""
    return [page for page in pages.values() if page.is_html and page.status == 200]


def test_every_internal_link_answers(crawled: dict[str, Page]) -> None:
    assert 60 < len(crawled) < MOST
    assert {path: page.status for path, page in crawled.items() if page.status >= 400} == {}


def test_every_link_into_a_page_finds_its_place(crawled: dict[str, Page]) -> None:
    lost = []
    for page in documents(crawled):
        for link in page.links:
            target, _hash, fragment = link.partition("#")
            path = inside(target, page.path) if target else page.path
            other = crawled.get(path or "")
            if fragment and other is not None and other.is_html:
                ids = other.attributes("[id]", "id")
                if unquote(fragment) not in ids:
                    lost.append((page.path, link))
    assert lost == []


def alternates(page: Page) -> dict[str, str]:
    """{hreflang: path} of a page's head."""
    return {
        element.attrs["hreflang"]: inside(element.attrs["href"], page.path) or ""
        for element in page.all('head link[rel="alternate"][hreflang]')
        if "type" not in element.attrs
    }


def test_every_alternate_is_mutual_and_speaks_its_language(
    crawled: dict[str, Page], read_only_site: Site
) -> None:
    @cache
    def fetch(path: str) -> Page:
        return crawled.get(path) or read_only_site.get(path)

    checked = 0
    for page in documents(crawled):
        named = alternates(page)
        for code, path in named.items():
            other = fetch(path)
            assert other.status == 200, (page.path, path)
            if code != "x-default":
                assert other.lang == code, (page.path, path)
            assert alternates(other) == named, (page.path, path)
            checked += 1
        if named:
            assert page.lang in named
            assert "x-default" in named
    assert checked > 100


def own_words(page: Page) -> list[tuple[str, str]]:
    """(language, text) of each run of text, in the language that the markup gives it."""
    runs: list[tuple[str, str]] = []

    def walk(node: Element, language: str) -> None:
        for child in node.children:
            if not isinstance(child, Element):
                runs.append((language, child.data or ""))
            elif child.name not in {"script", "style", "svg", "bdi", "code", "data", "time"}:
                walk(child, child.attrs.get("lang") or language)

    for body in page.all("body"):
        walk(body, page.lang)
    return [(language, text) for language, text in runs if text and text.strip()]


def test_every_string_of_an_arabic_page_is_arabic_or_marked_as_foreign(
    crawled: dict[str, Page],
) -> None:
    foreign = {
        (text.strip()[:80], page.path)
        for page in documents(crawled)
        if page.lang == "ar"
        for language, text in own_words(page)
        if language == "ar" and LATIN.search(text)
    }
    assert foreign == set()


def test_every_string_of_an_english_page_is_english_or_marked_as_foreign(
    crawled: dict[str, Page],
) -> None:
    foreign = {
        (text.strip()[:80], page.path)
        for page in documents(crawled)
        if page.lang == "en"
        for language, text in own_words(page)
        if language == "en" and ARABIC.search(text)
    }
    assert foreign == set()


def test_titles_and_descriptions_speak_the_language_of_the_page(crawled: dict[str, Page]) -> None:
    for page in documents(crawled):
        letters = ARABIC if page.lang == "ar" else LATIN
        assert letters.search(page.title), page.path
        assert letters.search(page.meta("description")), page.path


def test_the_sitemap_names_what_may_be_indexed_and_only_that(
    crawled: dict[str, Page], read_only_site: Site
) -> None:
    named = set()
    for part in re.findall(r"<loc>([^<]+)</loc>", read_only_site.get("/sitemap.xml").text):
        text = read_only_site.get(inside(part, "/") or "/").text
        named |= {inside(loc, "/") for loc in re.findall(r"<loc>([^<]+)</loc>", text)}
    indexable = {
        page.path
        for page in documents(crawled)
        if "noindex" not in page.meta("robots") and page.path == canonical(page)
    }
    assert named == indexable


def canonical(page: Page) -> str:
    """The path that a page names as its own."""
    return inside(page.one('head link[rel="canonical"]').attrs["href"] or "", page.path) or ""


def test_a_story_that_is_not_in_a_language_says_so_and_claims_nothing(
    crawled: dict[str, Page],
) -> None:
    elsewhere = [
        page for page in documents(crawled) if re.fullmatch(r"/(en|ar)/stories/\d+", page.path)
    ]
    assert len(elsewhere) >= 3
    for page in elsewhere:
        assert "noindex" in page.meta("robots")
        assert alternates(page) == {}
        other = "ar" if page.lang == "en" else "en"
        assert page.all(f'main [lang="{other}"][dir]')
