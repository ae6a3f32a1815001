"""The facts page: figures with dates, sources and history; the same to take away."""

import csv
import io

import pytest

from app.content import facts as figures
from app.extensions import db
from app.i18n.languages import public_languages
from app.reader.facts import written_in
from tests.support.pages import Site, text_of

LANGUAGES = [language.code for language in public_languages()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("key", "value"), [("members", 85), ("formed", 2014)])
def test_a_fact_stands_under_its_key(
    read_only_site: Site, language: str, key: str, value: int
) -> None:
    page = read_only_site.get(f"/{language}/facts", status=200)
    assert page.attributes(f"#{key} data.figure", "value") == [str(value)]
    assert page.texts(f"#{key} data.figure") == [str(value)]  # a year has no separators


def test_the_history_is_a_table_that_screen_readers_can_read(read_only_site: Site) -> None:
    page = read_only_site.get("/en/facts")
    table = page.one("#members table")
    assert text_of(page.one("#members caption")) == "Members: every figure with its source"
    assert page.attributes("#members thead th", "scope") == ["col"] * 3
    rows = page.texts("#members tbody tr")
    assert len(rows) == 12
    assert rows[0] == "August 2016 66 US Congressional Research Service, report R44135"
    assert table is not None
    assert not page.all("#formed table")  # one figure is no history


def test_a_source_in_another_language_says_so(read_only_site: Site) -> None:
    sources = read_only_site.get("/ar/facts").all("#members td bdi")
    assert {source.attrs.get("lang") for source in sources} == {"en"}
    sources = read_only_site.get("/en/facts").all("#members td bdi")
    assert {source.attrs.get("lang") for source in sources} == {None}


@pytest.mark.parametrize(
    ("text", "path", "code"),
    [("2022, UN", "/ar/facts", "en"), ("الأمم", "/en/facts", "ar"), ("2022", "/ar/facts", "en")],
)
def test_a_source_s_language_is_told_by_its_letters(
    read_only_site: Site, text: str, path: str, code: str
) -> None:
    with read_only_site.app.test_request_context(path):
        assert written_in(text) == code


def test_a_new_figure_is_shown_with_its_linked_source(site: Site) -> None:
    with site.app.app_context():
        figures.add_figure("members", 103, "2023-06", "A source", "https://example.org/s?a=1&b=2")
        db.session.commit()
    page = site.get("/ar/facts")
    assert page.texts("#members data.figure") == ["103"]
    assert page.texts("#members .noun") == ["أعضاء"]
    assert "https://example.org/s?a=1&b=2" in page.attributes("#members a", "href")


def test_the_files_have_every_figure(read_only_site: Site) -> None:
    text = read_only_site.get("/en/facts.csv", status=200).text.removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 14
    assert {row["as_of"] for row in rows} >= {"2016-08", "2021-12-02", "2022"}
    facts = read_only_site.get("/ar/facts.json", status=200).json["facts"]
    assert [fact["value"] for fact in facts if fact["key"] == "members"] == [85]
    assert sum(len(fact["history"]) for fact in facts) == 14
