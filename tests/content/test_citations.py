"""Citations: what each form says, where it is refused, and what is said when a key is gone."""

import logging
import time
from datetime import date

import pytest

from app.clock import freeze
from app.content import citations, facts
from app.extensions import db
from app.models import Fact, KnownCitation
from tests.content.conftest import SEPTEMBER

pytestmark = pytest.mark.usefixtures("members")

ON = date(2021, 12, 5)


@pytest.mark.parametrize(
    ("text", "on", "said"),
    [
        ("[[members]]", None, "85"),
        ("[[members|count]]", None, "85 members"),
        ("[[members]]", ON, "84"),
        ("[[members|today]]", ON, "85"),
        ("[[members|count|today]]", ON, "85 members"),
        ("[[members@2019-02]]", ON, "79"),
        ("[[members@2019-02|count]]", None, "79 members"),
        ("[[ members | count ]]", None, "85 members"),
        ("no citation [here]", None, "no citation [here]"),
    ],
)
def test_each_form_in_plain_text(text: str, on: date | None, said: str) -> None:
    assert citations.problems(text, on) == []
    assert citations.plain(text, "en", on) == said


def test_in_html_it_is_data_with_its_date_linked_to_the_fact() -> None:
    shown = citations.html("<p>We are [[members|count]].</p>", "en", None)
    assert '<a class="fact" href="/en/facts#members">' in shown
    assert '<data value="85" title="' in shown
    assert ">85 members</data></a>.</p>" in shown


def test_inside_a_link_it_is_no_second_link_and_in_an_attribute_no_element() -> None:
    shown = citations.html(
        '<a href="/x">all [[members]]</a> <abbr title="[[members]]">M</abbr> [[members]]', "en", ON
    )
    assert shown.count("<a ") == 2
    assert 'all <data value="84"' in shown
    assert 'title="84">M' in shown


@pytest.mark.parametrize(
    "text",
    [
        "[[nobody]]",
        "[[members|cuont]]",
        "[[members@soon]]",
        "[[members@2015]]",
        "[[]]",
        "[[a|b|c]]",
    ],
)
def test_what_cannot_be_resolved_is_refused_when_saved(text: str) -> None:
    assert citations.problems(text, None)


def test_a_dated_text_before_the_first_figure_is_refused() -> None:
    assert citations.problems("[[members]]", date(2015, 1, 1))


def test_when_a_key_is_gone_readers_see_the_last_text_and_the_log_says_so_once(
    members: Fact, caplog: pytest.LogCaptureFixture
) -> None:
    citations.remember("[[members|count]]", "ar", None)
    db.session.delete(members)
    db.session.flush()
    facts.forget()
    with caplog.at_level(logging.WARNING, logger="app"):
        first = citations.html("<b>[[members|count]]</b>", "ar", None)
        citations.html("<b>[[members|count]]</b>", "ar", None)
    assert first == "<b>85 عضوًا</b>"
    assert len([r for r in caplog.records if "members|count" in r.getMessage()]) == 1


def test_today_moves_with_the_clock_and_a_date_does_not() -> None:
    with freeze(SEPTEMBER.replace(year=2019, month=3)):
        assert citations.plain("[[members]] [[members@2016-08]]", "en", None) == "79 66"


@pytest.mark.parametrize(
    "text",
    [
        "[[" + " " * 50_000,
        "[[" + "\u00a0a" * 50_000,
        "[[a" + "|" * 50_000,
        "[[a@" * 50_000,
        "[[" * 50_000,
        "[[members]] " * 10_000,
        "[[nobody]] " * 2_000,
    ],
    ids=("spaces", "words", "options", "dates", "openings", "many", "unknown"),
)
def test_no_text_takes_long(text: str) -> None:
    began = time.perf_counter()
    citations.problems(text, None)
    citations.remember(text, "ar", None)
    citations.plain(text, "ar", None)
    citations.html(f"<p>{text}</p>", "ar", None)
    assert time.perf_counter() - began < 20


def test_one_mistake_is_told_once() -> None:
    assert len(citations.problems("[[nobody]] [[nobody]] [[ nobody ]]", None)) == 1


def test_spaces_make_no_other_citation() -> None:
    assert citations.keys_in("[[ members | count ]] [[members@2021]]") == {"members"}
    citations.remember("[[ members | count ]]", "en", None)
    assert db.session.query(KnownCitation.expression).scalar() == "members|count"
