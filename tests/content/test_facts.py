"""Facts: which figure holds on which day, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from app.clock import freeze, utcnow
from app.content import facts
from app.content.keeping import counted
from app.i18n import languages

pytestmark = pytest.mark.usefixtures("members")


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2016, 7, 31), None),
        (date(2016, 8, 1), 66),
        (date(2019, 1, 31), 66),
        (date(2019, 2, 1), 79),
        (date(2019, 6, 30), 80),
        (date(2019, 7, 1), 81),  # "2019" follows what is exact within 2019
        (date(2020, 1, 1), 82),  # and comes before what was recorded after it
        (date(2020, 10, 31), 82),
        (date(2020, 11, 1), 83),
        (date(2021, 12, 1), 83),
        (date(2021, 12, 2), 84),
        (date(2022, 9, 28), 85),
    ],
)
def test_the_figure_of_a_day(day: date, value: int | None) -> None:
    figure = facts.known()["members"].on(day)
    assert (figure.value if figure else None) == value


def test_a_correction_of_the_same_day_replaces_the_figure_and_keeps_it_in_the_history() -> None:
    facts.add_figure("members", 840, "2021-12-02", "A slip")
    facts.add_figure("members", 84, "2021-12-02", "The slip corrected")
    known = facts.known()["members"]
    assert known.on(date(2021, 12, 3)).value == 84
    assert [f.value for f in known.figures].count(84) == 2


def test_a_vague_figure_of_the_present_year_holds_at_once() -> None:
    now = utcnow().replace(year=2023, month=11, day=22)
    with freeze(now):
        facts.add_figure("members", 90, "2023-11", "Exact")
        facts.add_figure("members", 91, "2023", "Vague, and recorded later")
        assert facts.one("en", "members").current.value == 91


@pytest.mark.parametrize(
    ("key", "value", "as_of", "source"),
    [
        ("nobody", 1, "2022", "x"),
        ("members", -1, "2022", "x"),
        ("members", 2**63, "2022", "x"),
        ("members", 1, "9000", "x"),
        ("members", 1, "2022-13", "x"),
        ("members", 1, "2022-02-30", "x"),
        ("members", 1, "yesterday", "x"),
        ("members", 1, "2022", "  "),
    ],
)
def test_a_figure_that_cannot_be_right_is_refused(
    key: str, value: int, as_of: str, source: str
) -> None:
    with pytest.raises(facts.FactError):
        facts.add_figure(key, value, as_of, source)


@pytest.mark.parametrize(
    ("value", "phrase"),
    [
        (0, "0 عضو"),
        (1, "عضو واحد"),
        (2, "عضوان"),
        (3, "3 أعضاء"),
        (11, "11 عضوًا"),
        (85, "85 عضوًا"),
        (100, "100 عضو"),
        (102, "102 عضو"),
        (103, "103 أعضاء"),
        (111, "111 عضوًا"),
    ],
)
def test_the_arabic_noun_changes_with_its_number(value: int, phrase: str) -> None:
    assert facts.known()["members"].phrase(value, "ar") == phrase


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//other.example"])
def test_a_source_leads_to_the_web_or_nowhere(address: str) -> None:
    with pytest.raises(facts.FactError, match="it must begin with"):
        facts.add_figure("members", 86, "2023", "A source", address)


def test_a_language_without_other_says_its_general_form(monkeypatch: pytest.MonkeyPatch) -> None:
    """Polish and Russian count whole numbers as one, few or many."""
    polish = replace(
        languages.get("en"),
        plural_rule="(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2)",
        plural_categories=("one", "few", "many"),
    )
    monkeypatch.setattr(languages, "get", lambda _code: polish)
    forms = {"one": "%(num)s kraj", "many": "%(num)s krajów"}
    row = facts.Known("x", "number", {}, {}, {"pl": forms}, False, ())
    assert [row.phrase(n, "pl") for n in (1, 3, 5)] == ["1 kraj", "3 krajów", "5 krajów"]
    assert row.noun(5, "pl") == "krajów"


def test_a_form_for_millions_has_an_example() -> None:
    french = replace(
        languages.get("en"),
        plural_rule="((n==0 || n==1) ? 0 : n!=0 && n%1000000==0 ? 1 : 2)",
        plural_categories=("one", "many", "other"),
    )
    assert [counted.example(french, name) for name in french.plural_categories] == [1, 10**6, 2]
    assert not counted.alone(french, "many")
