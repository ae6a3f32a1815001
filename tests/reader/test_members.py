"""The members page: regions, the filter, the counted figure, and the list to take away."""

import csv
import io

import pytest

from app.extensions import db
from app.i18n.languages import public_languages
from app.models import Member
from tests.support.pages import Site

LANGUAGES = [language.code for language in public_languages()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_is_listed_once_under_a_region(read_only_site: Site, language: str) -> None:
    page = read_only_site.get(f"/{language}/members", status=200)
    assert len(page.all(".names li")) == 85
    assert len(page.all("main section h2")) == 7  # six regions and the downloads
    assert page.meta("robots") != "noindex"


def test_a_page_has_each_language_s_own_order(read_only_site: Site) -> None:
    english = read_only_site.get("/en/members").texts(".names li > bdi")
    arabic = read_only_site.get("/ar/members").texts(".names li > bdi")
    assert english[:3] == ["Benin", "Burkina Faso", "Cameroon"]
    assert arabic[:3] == ["إثيوبيا", "بنين", "بوركينا فاسو"]
    assert arabic.index("تشاد") < arabic.index("الصومال") < arabic.index("غينيا")


@pytest.mark.parametrize(
    ("query", "found"),
    [("iraq", "العراق"), ("عراق", "العراق"), ("IRÁQ", "العراق"), ("المانيا", "ألمانيا")],
)
def test_a_name_is_found_in_either_language(read_only_site: Site, query: str, found: str) -> None:
    page = read_only_site.get("/ar/members", query_string={"q": query}, status=200)
    assert page.texts(".names li > bdi") == [found]
    assert page.meta("robots") == "noindex"
    assert not page.all("link[hreflang]")
    assert page.one("#members-q").attrs["value"] == query


def test_a_region_is_chosen_and_an_unknown_one_ignored(read_only_site: Site) -> None:
    chosen = read_only_site.get("/en/members?region=americas")
    assert chosen.texts(".names li > bdi") == ["Canada", "Panama", "United States"]
    assert "Showing 3 of 85" in chosen.texts(".count")[0]
    assert len(read_only_site.get("/en/members?region=moon").all(".names li")) == 85


def test_nothing_found_says_so_and_keeps_what_was_typed(read_only_site: Site) -> None:
    page = read_only_site.get("/en/members", query_string={"q": "<b>'nobody"}, status=200)
    assert "<b>'nobody" in page.texts("main .empty")[0]
    assert page.texts(".count") == ["Showing 0 of 85 countries and institutions."]


def test_a_date_of_joining_stands_where_it_is_known(read_only_site: Site) -> None:
    page = read_only_site.get("/en/members?q=burkina")
    assert page.texts(".names li") == ["Burkina Faso since 2 December 2021"]


def test_the_page_says_when_the_figure_differs_from_its_rows(site: Site) -> None:
    assert not site.get("/en/members").all("main .note")
    told = ["facts", "add", "members", "86", "--as-of", "2023-06", "--source", "A source"]
    assert site.app.test_cli_runner().invoke(args=told).exit_code == 0
    page = site.get("/en/members")
    assert "As of June 2023, the Coalition counts 86 members" in page.texts(".standfirst")[0]
    assert "This page lists 85 names." in page.texts("main .note")[0]


def test_the_csv_opens_in_a_spreadsheet(read_only_site: Site) -> None:
    answer = read_only_site.get("/ar/members.csv", status=200)
    assert answer.response.data.startswith("\ufeff".encode())
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(rows) == 85
    assert {"code": "BF", "name_en": "Burkina Faso", "name_ar": "بوركينا فاسو",
            "kind": "country", "region": "africa", "since": "2021-12-02"} in rows  # fmt: skip


def test_no_cell_of_the_csv_is_a_formula(site: Site) -> None:
    with site.app.app_context():
        member = db.session.query(Member).filter_by(code="IQ").one()
        member.name = {"en": '=HYPERLINK("http://evil.example")', "ar": "@العراق"}
        db.session.commit()
    rows = csv.DictReader(io.StringIO(site.get("/en/members.csv").text.removeprefix("\ufeff")))
    row = next(row for row in rows if row["code"] == "IQ")
    assert row["name_en"].startswith("'=")
    assert row["name_ar"].startswith("'@")


def test_the_json_has_the_members_and_the_figure(read_only_site: Site) -> None:
    answer = read_only_site.get("/en/members.json", status=200).json
    assert answer["listed"] == answer["figure"] == len(answer["members"]) == 85
    assert "بنين" in read_only_site.get("/en/members.json").text  # as itself, not escaped
