"""The list of stories, a story, and a story that is not in this language."""

import re
from urllib.parse import quote

import pytest

from app.i18n.languages import get, public_languages
from tests.support.pages import Site

LANGUAGES = [language.code for language in public_languages()]
OTHER = {"en": "ar", "ar": "en"}


def paths(site: Site, language: str) -> list[str]:
    """The addresses of the stories in a language, newest first."""
    return site.get(f"/{language}/stories").attributes("#list h3 a", "href")


def number(path: str) -> str:
    """The id in a story's address."""
    return path.split("/")[3]


def only_in(site: Site, language: str) -> str:
    """The id of a story that can be read in one language alone."""
    others = {number(path) for path in paths(site, OTHER[language])}
    return next(number(p) for p in paths(site, language) if number(p) not in others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_newest_first_and_whole(read_only_site: Site, language: str) -> None:
    page = read_only_site.get(f"/{language}/stories", status=200)
    moments = page.attributes("#list .meta > time", "datetime")
    assert moments == sorted(moments, reverse=True)
    assert len(moments) == len(paths(read_only_site, language)) >= 10
    assert not page.all("a[rel=next]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_filters_choose_and_are_not_indexed(read_only_site: Site, language: str) -> None:
    page = read_only_site.get(f"/{language}/stories?kind=video")
    assert 1 <= len(page.all("#list > li")) < len(paths(read_only_site, language))
    assert page.attributes("#filter-kind option[selected]", "value") == ["video"]
    assert page.meta("robots") == "noindex"
    assert not page.all("head link[hreflang]")


def test_a_choice_without_stories_says_so(read_only_site: Site) -> None:
    page = read_only_site.get("/en/stories?kind=document&campaign=this-generation-learns")
    assert not page.all("#list")
    assert "No story matches this choice." in page.texts(".standfirst")


@pytest.mark.parametrize("query", ["topic=nope", "kind=%00", "year=abcd", "year=99999", "x=1"])
def test_what_is_no_choice_changes_nothing(read_only_site: Site, query: str) -> None:
    page = read_only_site.get(f"/en/stories?{query}", status=200)
    assert page.attributes("#list h3 a", "href") == paths(read_only_site, "en")


@pytest.mark.parametrize("after", ["x", "1-2-3", "9" * 40, "١-٢", "1-" + "9" * 30])
def test_a_bad_key_is_not_found(read_only_site: Site, after: str) -> None:
    read_only_site.get("/en/stories", status=404, query_string={"after": after})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_stands_under_one_address(read_only_site: Site, language: str) -> None:
    right = paths(read_only_site, language)[0]
    for slug in ("", "/other", "/" + quote("سابق")):
        page = read_only_site.get(f"/{language}/stories/{number(right)}{slug}", status=301)
        assert page.location == right
    assert read_only_site.get(right, status=200).h1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_has_its_parts(read_only_site: Site, language: str) -> None:
    page = read_only_site.get(paths(read_only_site, language)[1])
    assert page.attributes("article header time", "datetime")
    assert len(page.all(".share a")) == 4
    assert len(page.all(".share button[data-copy]")) == 1
    assert len(page.all("#related > li")) == 3
    assert page.texts(".sample")
    assert page.meta("og:type") == "article"
    address = (page.one("[data-copy]").attrs["data-copy"] or "").partition("://")[2]
    assert re.search(rf"/{language}/stories/\d+$", address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_switch_keeps_the_reader_on_the_story(read_only_site: Site, language: str) -> None:
    shared = {number(path) for path in paths(read_only_site, OTHER[language])}
    path = next(p for p in paths(read_only_site, language) if number(p) in shared)
    there = read_only_site.get(path).attributes(".languages a", "href")
    page = read_only_site.get(there[0], status=200)
    assert path in page.attributes(".languages a", "href")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_not_in_this_language_is_offered_in_the_other(
    read_only_site: Site, language: str
) -> None:
    id = only_in(read_only_site, OTHER[language])
    page = read_only_site.get(f"/{language}/stories/{id}", status=200)
    other = get(OTHER[language])
    title = page.one("main h2[lang]")
    assert (title.attrs["lang"], title.attrs["dir"]) == (other.tag, other.direction)
    assert page.meta("robots") == "noindex"
    assert not page.all("head link[hreflang]")
    offered = page.attributes("main h2 a", "href")[0]
    assert read_only_site.get(offered, status=200).lang == other.tag
    assert page.attributes(".languages a", "href") == [offered]


@pytest.mark.parametrize("id", ["0", "999999", "2147483647", "2147483648", "9" * 30, "-1", "x"])
def test_a_story_that_is_nowhere_is_not_found(read_only_site: Site, id: str) -> None:
    read_only_site.get(f"/en/stories/{id}", status=404)
