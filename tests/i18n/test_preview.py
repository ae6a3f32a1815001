"""A language that is not published: at its address where a setting says so, and nowhere else."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.i18n import languages
from tests.support.pages import Site

NOT_PUBLISHED = "This language is not published yet."


@pytest.fixture(autouse=True)
def with_sorani(monkeypatch: pytest.MonkeyPatch) -> None:
    """The list with Sorani as a preview; its catalog is not there yet."""
    rows = languages.all_languages()
    row = replace(rows["ar"], code="ckb", tag="ckb", name="کوردی", state="preview", locale="ckb")
    monkeypatch.setattr(languages, "_listed", lambda: {**rows, "ckb": row})


@pytest.fixture
def preview(make_site: Callable[..., Site]) -> Site:
    """A site that shows its previews."""
    return make_site(preview_languages=("ckb",))


def test_without_the_setting_there_is_no_such_page(make_site) -> None:
    answer = make_site().client.get("/ckb/")
    assert answer.status_code == 404
    assert "X-Robots-Tag" not in answer.headers


@pytest.mark.parametrize(
    "path", ["", "stories", "members", "facts", "coalition", "search?q=85", "no"]
)
def test_a_preview_says_so_and_is_kept_by_nobody(preview: Site, path: str) -> None:
    answer = preview.client.get(f"/ckb/{path}")
    assert answer.status_code == (404 if path == "no" else 200)
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert answer.headers["Cache-Control"] == "no-store"
    assert '<html lang="ckb" dir="rtl"' in answer.text
    assert '<meta name="robots" content="noindex">' in answer.text
    assert answer.text.count(NOT_PUBLISHED) == 1
    assert "hreflang" not in answer.text.split("</head>")[0]


@pytest.mark.parametrize("path", ["feed.atom", "feed.json", "facts.json", "members.csv"])
def test_what_is_no_page_is_there_too(preview: Site, path: str) -> None:
    answer = preview.client.get(f"/ckb/{path}")
    assert (answer.status_code, answer.headers["X-Robots-Tag"]) == (200, "noindex")


@pytest.mark.parametrize(
    "path", ["/en/", "/ar/stories", "/ar/search?q=85", "/en/feed.atom", "/en/facts", "/nowhere",
             "/sitemap.xml", "/sitemap-1.xml", "/robots.txt", "/editor/sign-in"],
)  # fmt: skip
def test_nothing_leads_to_a_preview(preview: Site, path: str) -> None:
    answer = preview.client.get(path)
    assert "ckb" not in answer.text
    assert NOT_PUBLISHED not in answer.text
    assert answer.headers.get("X-Robots-Tag", "") in ("", "noindex, nofollow")


def test_browsers_are_not_sent_to_a_preview(preview: Site) -> None:
    answer = preview.client.get("/", headers={"Accept-Language": "ckb,ar;q=0.5"})
    assert answer.location == "/ar/"


def test_a_name_that_there_is_not_is_said_and_stops_nothing(make_site, caplog) -> None:
    site = make_site(preview_languages=("xx", "ckb"))
    assert "PREVIEW_LANGUAGES names xx, not one of: all, en, ar, ckb." in caplog.text
    assert site.client.get("/ckb/").status_code == 200
    assert site.client.get("/xx/").status_code == 404


def test_all_shows_every_preview(make_site) -> None:
    assert make_site(preview_languages=("all",)).client.get("/ckb/").status_code == 200


def test_people_translate_into_what_is_to_come() -> None:
    assert [one.code for one in languages.translatable()] == ["en", "ar", "ckb"]
    assert [one.code for one in languages.public_languages()] == ["en", "ar"]
