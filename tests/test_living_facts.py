"""One new figure changes all that is evergreen, in every language, and no archived story."""

import pytest
from flask import render_template_string
from flask_babel import gettext

from app.extensions import db
from app.models import Fact
from tests.support.homes import command
from tests.support.pages import Site

EVERGREEN = ("/{}/", "/{}/coalition", "/{}/members", "/{}/facts")


def add_members(site: Site, value: int, as_of: str = "2023-06") -> None:
    """The operator's command, with the words that the README shows."""
    words = ["facts", "add", "members", str(value), "--as-of", as_of, "--source", "A test"]
    command(site.app, *words)


def story(site: Site, language: str, key: str) -> str:
    """The path of a sample story, found as a reader finds it: in the feed."""
    entries = site.get(f"/{language}/feed.json").json["items"]
    return str(next(e["id"] for e in entries if key in e["title"])).split("example", 1)[1]


def reading(site: Site, path: str) -> str:
    """The words of a page's main part."""
    page = site.get(path)
    if page.status == 301:
        page = site.get(page.location)
    return " ".join(page.texts("main"))


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [("en", "85 members", "86 members"), ("ar", "85 عضوًا", "86 عضوًا")],
)
def test_a_new_figure_changes_what_is_evergreen(
    site: Site, language: str, before: str, after: str
) -> None:
    archived = "Readout" if language == "en" else "بيان"
    path = story(site, language, archived)
    for page in ("/{}/", "/{}/coalition"):
        assert before in reading(site, page.format(language))
    add_members(site, 86)
    for page in ("/{}/", "/{}/coalition"):
        text = reading(site, page.format(language))
        assert after in text
        assert before not in text
    for page in EVERGREEN:
        assert "86" in reading(site, page.format(language))
    assert before in reading(site, path)
    assert after not in reading(site, path)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_changes_the_search_and_not_the_feed_entry_of_an_archived_story(
    site: Site, language: str
) -> None:
    before = site.get(f"/{language}/feed.atom").text
    add_members(site, 86)
    found = site.get(f"/{language}/search?q=86")
    assert any(f"/{language}/facts" in link for link in found.links)
    assert any(f"/{language}/coalition" in link for link in found.links)
    kept = "85 members" if language == "en" else "85 عضوًا"
    assert kept in before
    assert kept in site.get(f"/{language}/feed.atom").text


@pytest.mark.parametrize(
    ("value", "phrase"), [(86, "86 عضوًا"), (100, "100 عضو"), (102, "102 عضو"), (103, "103 أعضاء")]
)
def test_the_arabic_noun_follows_the_number_on_the_page(
    site: Site, value: int, phrase: str
) -> None:
    add_members(site, value)
    page = site.get("/ar/coalition")
    cited = page.texts("a.fact data")
    assert phrase in cited
    assert str(value) in page.attributes("a.fact data", "value")


def test_the_members_page_counts_its_own_rows_and_says_that_the_fact_differs(site: Site) -> None:
    assert "86" not in reading(site, "/en/members")
    add_members(site, 86)
    text = reading(site, "/en/members")
    assert "85" in text
    assert "86" in text


def test_a_cached_page_is_renewed_at_once_in_both_languages(site: Site) -> None:
    first = {code: site.get(f"/{code}/").headers["ETag"] for code in ("en", "ar")}
    again = {code: site.get(f"/{code}/").headers["ETag"] for code in ("en", "ar")}
    assert first == again
    add_members(site, 86)
    for code, tag in first.items():
        assert site.get(f"/{code}/").headers["ETag"] != tag


def test_the_command_refuses_what_cannot_be_right_in_one_line(site: Site) -> None:
    runner = site.app.test_cli_runner()
    for words in (
        ["facts", "add", "nobody", "1", "--as-of", "2023", "--source", "x"],
        ["facts", "add", "members", "1", "--as-of", "soon", "--source", "x"],
        ["facts", "add", "members", "1", "--as-of", "2023", "--source", " "],
    ):
        done = runner.invoke(args=words)
        assert done.exit_code == 1
        assert done.output.startswith("Error: ")
        assert len(done.output.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("code", "said"), [("en", "With <b>85 members & 1%</b>"), ("ar", "With <b>85 عضوًا</b>")]
)
def test_a_text_of_the_interface_cites_too(site: Site, code: str, said: str) -> None:
    cited, filled = "With <b>[[members|count]]</b>", "With <b>[[members|count]]</b> %(x)s"
    with site.app.test_request_context(f"/{code}/"):
        fact = db.session.query(Fact).filter_by(key="members").one()
        fact.counted = {**fact.counted, "en": {"one": "", "other": "%(num)s members & 1%"}}
        db.session.flush()
        assert gettext(cited) == said
        assert gettext(filled, x="y") == f"{said} y"
        html = render_template_string("{{ _(text) }}", text=cited)
        assert html == said.replace("&", "&amp;")


def test_what_a_reader_typed_cites_nothing(site: Site) -> None:
    assert "[[members|count]]" in site.get("/en/search?q=[[members|count]]").title
