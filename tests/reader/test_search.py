"""The search page: results, other languages, paging, and questions that make no sense."""

import pytest

from app import search as index
from app.extensions import db
from app.i18n.languages import public_languages
from tests.support.pages import Site

LANGUAGES = [language.code for language in public_languages()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_question_there_are_hints(read_only_site: Site, language: str) -> None:
    page = read_only_site.get(f"/{language}/search", status=200)
    assert not page.all(".results")
    assert page.all("#ideas")
    assert page.meta("robots") == "noindex"
    assert not page.all("link[hreflang]")


def test_words_are_marked_in_their_own_spelling(read_only_site: Site) -> None:
    page = read_only_site.get("/ar/search", query_string={"q": "موصل"}, status=200)
    assert "الموصل" in page.texts(".results mark")
    assert all(link.startswith("/ar/") for link in page.attributes(".results h2 a", "href"))


def test_what_was_asked_stands_in_title_form_and_switch(read_only_site: Site) -> None:
    page = read_only_site.get("/en/search", query_string={"q": "Mosul & <b>"}, status=200)
    assert page.h1 == "Results for Mosul & <b>"
    assert page.one("#search-q").attrs["value"] == "Mosul & <b>"
    assert "/ar/search?q=Mosul+%26+%3Cb%3E" in page.attributes(".languages a", "href")


def test_other_languages_are_offered_apart(read_only_site: Site) -> None:
    page = read_only_site.get("/en/search?q=Daesh")
    offered = page.one(".elsewhere a")
    assert offered.attrs["href"] == "/ar/search?q=Daesh"
    assert offered.attrs["hreflang"] == "ar"
    there = read_only_site.get("/ar/search?q=Daesh", status=200)
    assert there.all(".results li")


def test_nothing_found_offers_ways_on(read_only_site: Site) -> None:
    page = read_only_site.get("/en/search?q=zzzzqqqq", status=200)
    assert page.texts(".count") == ["Nothing was found in this language."]
    assert "/en/stories" in page.attributes("#ideas ~ ul a", "href")


@pytest.mark.parametrize(
    "query",
    ['"*(OR', "\x00", "   ", "'; DROP TABLE member; --", "\u202e\u2066abc", "ا" * 300, "🐎%\\"],
    ids=["operators", "nul", "spaces", "sql", "bidi", "long", "signs"],
)
def test_hostile_questions_are_answered_kindly(read_only_site: Site, query: str) -> None:
    for language in LANGUAGES:
        page = read_only_site.get(f"/{language}/search", query_string={"q": query}, status=200)
        assert "\u202e" not in page.text


@pytest.mark.parametrize("page", ["abc", "0", "-1", "6", "99999999999999999999", "١", "", "1e3"])
def test_no_page_of_that_number_is_the_first(read_only_site: Site, page: str) -> None:
    found = read_only_site.get("/en/search", query_string={"q": "Daesh", "page": page}, status=200)
    first = read_only_site.get("/en/search?q=Daesh")
    assert found.texts(".results h2") == first.texts(".results h2")


def test_many_results_are_counted_to_a_hundred_and_paged(site: Site) -> None:
    with site.app.app_context():
        for number in range(130):
            words = {"title": f"Flood {number}", "text": "Water.", "path": f"/en/stories/{number}"}
            index.put(index.Document(kind="page", ref=f"f{number}", language="en", **words))
        db.session.commit()
    first = site.get("/en/search?q=flood")
    assert "More than 100 results" in first.texts(".count")[0]
    assert len(first.all(".results li")) == 20
    assert first.texts(".chips [aria-current]") == ["Page 1"]
    last = site.get("/en/search?q=flood&page=5")
    assert last.one(".results").attrs["start"] == "81"
    assert len(last.all(".chips li")) == 5
    assert not set(first.texts(".results h2")) & set(last.texts(".results h2"))
