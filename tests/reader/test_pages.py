"""Evergreen pages, and where menu and footer show them."""

import pytest

from app.i18n.languages import public_languages
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


def test_a_page_that_is_not_there_is_not_found(read_only_site: Site) -> None:
    assert read_only_site.get("/ar/nothing", status=404).lang == "ar"
