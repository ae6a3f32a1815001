"""Evergreen pages, and where menu and footer show them."""

import pytest

from app.i18n.languages import public_languages
from tests.conftest import MakeSite
from tests.support.pages import Site

LANGUAGES = [language.code for language in public_languages()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["about", "privacy", "accessibility", "terms"])
def test_a_page_is_there_in_each_language(read_only_site: Site, language: str, key: str) -> None:
    page = read_only_site.get(f"/{language}/{key}", status=200)
    assert page.all("main .prose p")
    assert page.attributes("main time", "datetime")
    others = [f"/{other}/{key}" for other in LANGUAGES if other != language]
    assert page.attributes(".languages a", "href") == others


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_footer_leads_to_the_pages(read_only_site: Site, language: str) -> None:
    links = read_only_site.get(f"/{language}/").attributes(".bottom nav a", "href")
    for key in ("about", "privacy", "accessibility", "terms"):
        assert f"/{language}/{key}" in links


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_statement_on_accessibility_says_when_it_was_reviewed(
    read_only_site: Site, language: str
) -> None:
    page = read_only_site.get(f"/{language}/accessibility")
    assert page.attributes("main .meta time", "datetime") == ["2026-11-22T15:00+03:00"]
    assert "2022" not in " ".join(page.texts("main .meta"))


def test_a_fault_is_reported_to_the_address_of_the_settings(make_site: MakeSite) -> None:
    site = make_site(contact_email="faults@site.example")
    for path in ("/en/", "/ar/about"):
        assert "mailto:faults@site.example" in site.get(path).attributes(".bottom a", "href")
    assert site.get("/en/nowhere", status=404).all('.bottom a[href^="mailto:"]')


def test_a_page_that_is_not_there_is_not_found(read_only_site: Site) -> None:
    assert read_only_site.get("/ar/nothing", status=404).lang == "ar"
