"""The geometry of a step chart: a figure over the years, in the direction in which readers read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.content.rows import FigureRow

WIDTH, HEIGHT = 360, 220
START, END, TOP, BOTTOM = 30, 12, 18, 26  # room for the labels around the plot
GAP = 6  # between a level's line and its number
MOST_LEVELS, MOST_YEARS = 5, 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A value at a place of the drawing."""

    x: float
    y: float
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """What the template draws, in units of a box of `width` by `height`."""

    line: str  # the path of the steps
    points: tuple[Mark, ...]  # each figure, where its step begins
    levels: tuple[Mark, ...]  # the scale, lowest first, where its numbers end
    years: tuple[Mark, ...]  # the middle of each year that is named
    begin: float  # where the plot begins and ends in the direction of reading
    end: float
    width: int = WIDTH
    height: int = HEIGHT


def steps(history: Sequence[FigureRow], direction: str) -> Chart | None:
    """The chart of a history that is oldest first; None for fewer than two figures.

    Where reading goes from right to left, so does time. The last step ends with its year: what
    held later nobody has said yet.
    """
    if len(history) < 2:
        return None
    years = range(history[0].effective_from.year, history[-1].effective_from.year + 1)
    scale = _levels([figure.value for figure in history])
    plot = _Plot(years, scale, mirrored=direction == "rtl")
    points = tuple(plot.mark(figure.effective_from, figure.value) for figure in history)
    return Chart(
        line=plot.line(points),
        points=points,
        levels=tuple(Mark(plot.name_x, plot.y(value), value) for value in scale),
        years=tuple(
            Mark(plot.x(date(year, 7, 2)), HEIGHT - 6, year)
            for year in years[:: -(-len(years) // MOST_YEARS)]
        ),
        begin=plot.x(plot.first),
        end=plot.x(plot.last),
    )


@dataclass(frozen=True, slots=True)
class _Plot:
    """Turns days and values into places."""

    years: range
    scale: Sequence[int]
    mirrored: bool

    @property
    def first(self) -> date:
        return date(self.years[0], 1, 1)

    @property
    def last(self) -> date:
        return date(self.years[-1], 12, 31)

    @property
    def name_x(self) -> float:
        return WIDTH - START + GAP if self.mirrored else START - GAP

    def x(self, day: date) -> float:
        part = (day - self.first).days / (self.last - self.first).days
        x = START + part * (WIDTH - START - END)
        return round(WIDTH - x if self.mirrored else x, 1)

    def y(self, value: int) -> float:
        low, high = self.scale[0], self.scale[-1]
        return round(HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)

    def mark(self, day: date, value: int) -> Mark:
        return Mark(self.x(day), self.y(value), value)

    def line(self, points: Sequence[Mark]) -> str:
        moves = "".join(f"H{point.x:g}V{point.y:g}" for point in points[1:])
        return f"M{points[0].x:g} {points[0].y:g}{moves}H{self.x(self.last):g}"


def _levels(values: Sequence[int]) -> list[int]:
    """Round values for the scale, at least two, from below the least to above the greatest."""
    low, high = min(values), max(values)
    step = _round_step(max(high - low, 1) / MOST_LEVELS)
    return list(range(low // step * step, -(-max(high, low + 1) // step) * step + 1, step))


def _round_step(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that is not less than `least`."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if step * factor >= least:
                return step * factor
        step *= 10
