"""Moments in forms: what is understood, and the sentence for what is not."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from app.editor import times
from tests.conftest import MakeApp

NOVEMBER = datetime(2026, 11, 22, 6, 5, tzinfo=UTC)  # five past nine in Baghdad


@pytest.mark.parametrize(
    ("day", "at"),
    [
        ("2026-11-22", "09:05"),
        ("22/11/2026", "9:05"),
        ("22.11.2026", "09.05"),
        ("٢٢/١١/٢٠٢٦", "٠٩:٠٥"),
        ("\u200f٢٠٢٦-١١-٢٢", "09:05:00"),
        (" 2026-11-22 ", "۹:۰۵"),
    ],
)
def test_days_and_times_are_read_by_the_clock_of_baghdad(app: Flask, day: str, at: str) -> None:
    with app.test_request_context():
        assert times.parse(day, at) == NOVEMBER


@pytest.mark.parametrize(
    ("day", "at", "part"),
    [
        ("", "09:05", "day"),
        ("2026-11-22", "", "time"),
        ("2026-02-30", "09:05", "day"),
        ("2026-13-01", "09:05", "day"),
        ("tomorrow", "09:05", "day"),
        ("1850-01-01", "09:05", "day"),
        ("9999-01-01", "09:05", "day"),
        ("2026-11-22", "24:00", "time"),
        ("2026-11-22", "9:65", "time"),
        ("2026-11-22", "noon", "time"),
        ("२०२६-११-२२", "09:05", "day"),  # digits of neither language
    ],
)
def test_nonsense_is_a_sentence_at_its_field(app: Flask, day: str, at: str, part: str) -> None:
    with app.test_request_context(), pytest.raises(times.MomentError) as caught:
        times.parse(day, at)
    assert caught.value.part == part
    assert str(caught.value).endswith(".")


def test_nothing_is_no_moment_and_a_day_may_have_a_usual_time(app: Flask) -> None:
    with app.test_request_context():
        assert times.parse(" ", "") is None
        assert times.parse("2026-11-22", "", "09:05") == NOVEMBER


def test_what_a_form_shows_is_read_as_the_same_moment(app: Flask) -> None:
    with app.test_request_context():
        shown = times.values("begin", NOVEMBER)
        assert shown == {"begin_day": "2026-11-22", "begin_time": "09:05"}
        assert times.parse(shown["begin_day"], shown["begin_time"]) == NOVEMBER


def test_an_hour_that_the_clocks_leave_out_is_refused(make_app: MakeApp) -> None:
    app = make_app(timezone="Europe/Berlin")
    with app.test_request_context():
        with pytest.raises(times.MomentError, match="clocks go forward"):
            times.parse("2026-03-29", "02:30")
        assert times.parse("2026-10-25", "02:30") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
