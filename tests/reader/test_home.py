"""The home page, and `/`, which chooses a language."""

import pytest

from app.i18n.languages import public_languages
from tests.support.pages import Site

LANGUAGES = [language.code for language in public_languages()]


@pytest.mark.parametrize(
    ("wanted", "got"), [("ar-IQ,en;q=0.5", "ar"), ("de", "en"), ("", "en"), ("en;q=x,,", "en")]
)
def test_the_root_leads_to_the_browser_s_language(
    read_only_site: Site, wanted: str, got: str
) -> None:
    page = read_only_site.get("/", status=302, headers={"Accept-Language": wanted})
    assert page.location == f"/{got}/"
    assert "Accept-Language" in page.headers["Vary"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_has_all_its_parts(read_only_site: Site, language: str) -> None:
    page = read_only_site.get(f"/{language}/", status=200)
    assert len(page.all(".notice")) == 1
    assert len(page.all(".lead-story h2 a")) == 1
    assert len(page.all("#latest > li")) == 6
    assert len(page.all(".facts li")) >= 3
    assert len(page.all(".lines li")) == 5
    assert len(page.all(".posts > li")) == 3
    assert len(page.all("#campaigns-title")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lead_stands_once(read_only_site: Site, language: str) -> None:
    page = read_only_site.get(f"/{language}/")
    lead = page.attributes(".lead-story h2 a", "href")
    assert lead[0] not in page.attributes("#latest a", "href")


def test_load_more_is_a_link_with_its_words_ready(read_only_site: Site) -> None:
    page = read_only_site.get("/en/")
    link = page.one("a[rel=next]")
    assert (link.attrs["href"] or "").startswith("/en/social?after=")
    words = (link.attrs["data-said"] or "").split("|")
    assert words[0] == "1 more post"
    assert words[5] == "6 more posts"
    further = read_only_site.get(link.attrs["href"] or "", status=200)
    assert len(further.all(".posts > li")) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages_name_themselves_and_lead_to_this_page(
    read_only_site: Site, language: str
) -> None:
    page = read_only_site.get(f"/{language}/stories")
    links = page.all(".languages a")
    others = [other for other in public_languages() if other.code != language]
    assert [link.attrs["hreflang"] for link in links] == [other.tag for other in others]
    assert [link.attrs["lang"] for link in links] == [other.tag for other in others]
    assert [link.attrs["dir"] for link in links] == [other.direction for other in others]
    assert [link.attrs["href"] for link in links] == [f"/{o.code}/stories" for o in others]
    assert page.texts(".languages a") == [other.name for other in others]


def test_the_frame_asks_for_nothing_from_elsewhere(read_only_site: Site) -> None:
    page = read_only_site.get("/en/")
    loaded = page.attributes("script[src], img[src], link[rel=icon], source[src]", "src")
    loaded += page.attributes("link[rel=icon]", "href")
    assert loaded
    assert all(address.startswith("/") for address in loaded)
