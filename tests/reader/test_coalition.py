"""The page about the Coalition, and the geometry of its chart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.rows import FigureRow
from app.i18n.languages import public_languages
from app.reader import chart
from tests.support.pages import Site

LANGUAGES = [language.code for language in public_languages()]


def figure(value: int, day: date) -> FigureRow:
    return FigureRow(value, day, "day", day, "A source", "")


HISTORY = [figure(66, date(2016, 8, 1)), figure(73, date(2017, 7, 1)), figure(85, date(2022, 1, 1))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_text_lines_chart_and_table(read_only_site: Site, language: str) -> None:
    page = read_only_site.get(f"/{language}/coalition", status=200)
    assert len(page.all("main .lines li")) == 5
    drawing = page.one("svg.chart")
    assert drawing.attrs["role"] == "img"
    assert page.attributes("svg.chart > title", "id") == [drawing.attrs["aria-labelledby"]]
    assert len(page.all("svg.chart circle")) == len(page.all("main tbody tr")) == 12
    assert len(page.all("link[hreflang]")) == len(LANGUAGES) + 1


def test_time_runs_in_the_direction_of_reading() -> None:
    ltr, rtl = chart.steps(HISTORY, "ltr"), chart.steps(HISTORY, "rtl")
    assert ltr
    assert rtl
    assert ltr.points[0].x < ltr.points[-1].x
    assert rtl.points[0].x > rtl.points[-1].x
    assert [p.x for p in rtl.points] == pytest.approx([chart.WIDTH - p.x for p in ltr.points])
    assert [p.y for p in rtl.points] == [p.y for p in ltr.points]
    assert rtl.levels[0].x > rtl.begin > rtl.end


def test_a_step_is_level_until_the_next_figure() -> None:
    drawing = chart.steps(HISTORY, "ltr")
    assert drawing
    first, second, third = drawing.points
    assert drawing.line == (
        f"M{first.x:g} {first.y:g}H{second.x:g}V{second.y:g}H{third.x:g}V{third.y:g}"
        f"H{drawing.end:g}"
    )


def test_one_figure_makes_no_chart() -> None:
    assert chart.steps(HISTORY[:1], "ltr") is None
    assert chart.steps([], "rtl") is None


@given(
    st.lists(
        st.tuples(st.integers(0, 10**6), st.dates(date(1990, 1, 1), date(2090, 1, 1))),
        min_size=2,
        max_size=40,
    ),
    st.sampled_from(["ltr", "rtl"]),
)
def test_every_history_fits_its_box(history: list[tuple[int, date]], direction: str) -> None:
    ordered = sorted(history, key=lambda entry: entry[1])
    drawing = chart.steps([figure(value, day) for value, day in ordered], direction)
    assert drawing
    for mark in (*drawing.points, *drawing.levels, *drawing.years):
        assert 0 <= mark.x <= chart.WIDTH
        assert 0 <= mark.y <= chart.HEIGHT
    levels = [level.value for level in drawing.levels]
    values = [value for value, _day in history]
    assert 2 <= len(levels) <= chart.MOST_LEVELS + 3
    assert levels[0] <= min(values) <= max(values) <= levels[-1]
    assert len(drawing.years) <= chart.MOST_YEARS
