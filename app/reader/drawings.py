"""Drawings for what has no photograph: two rivers among contour lines, under a sun, from a number.

The same number gives the same drawing for good, in every language. Lines are smooth curves through
the middles of a few knots, so that `svg` writes them short and `points` samples the very same ones.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from random import Random

from markupsafe import Markup

WIDTH, HEIGHT = 640, 360
STEP = 80
KNOTS = range(-STEP, WIDTH + STEP + 1, STEP)  # one beyond each edge
SAMPLES = 8  # points of a curve between two middles
CONTOURS_ABOVE, CONTOURS_BELOW = 4, 5

Point = tuple[float, float]
Line = list[Point]


@dataclass(frozen=True, slots=True)
class Geometry:
    """A drawing as curves sampled to points, in a box of 640 x 360; the sun is (x, y, radius)."""

    strands: list[Line]
    contours: list[Line]
    sun: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class _Knots:
    strands: list[Line]
    contours: list[Line]
    sun: tuple[int, int, int]


def points(seed: int) -> Geometry:
    """The geometry of drawing number `seed`, for a program that draws it in pixels."""
    knots = _knots(seed)
    return Geometry(
        strands=[_sampled(line) for line in knots.strands],
        contours=[_sampled(line) for line in knots.contours],
        sun=knots.sun,
    )


@lru_cache(maxsize=512)
def svg(seed: int, variant: str = "") -> Markup:
    """Drawing number `seed` as inline SVG, hidden from screen readers; colours come from CSS.

    `variant` is a class of it: "lead" where it leads a page.
    """
    knots = _knots(seed)
    x, y, radius = knots.sun
    contours = "".join(_path(line) for line in knots.contours)
    strands = "".join(_path(line) for line in knots.strands)
    names = f"art {variant}".strip()
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" preserveAspectRatio="xMidYMid slice"'
        ' aria-hidden="true" focusable="false"><circle cx="{}" cy="{}" r="{}"/>'
        '<path d="{}"/><path class="rivers" d="{}"/></svg>'
    ).format(names, WIDTH, HEIGHT, x, y, radius, contours, strands)


def seed_of(kind: str, id: int) -> int:
    """The number of the drawing of a story, a topic, a campaign …: a story's is its id."""
    return id if kind == "story" else id + 1000 * sum(kind.encode())


def _knots(seed: int) -> _Knots:
    random = Random(seed * 7919 + 17)  # noqa: S311  # a drawing, not a secret
    course, spread = _course(random), _spread(random)
    strands: list[Line] = [
        [(x, course(x) + side * spread(x) / 2) for x in KNOTS] for side in (-1, 1)
    ]
    contours: list[Line] = [
        [(x, course(x) + _offset(n, spread(x))) for x in KNOTS]
        for n in (*range(-CONTOURS_ABOVE, 0), *range(1, CONTOURS_BELOW + 1))
    ]
    return _Knots(_whole(strands), _whole(contours), _sun(random, course))


def _course(random: Random) -> Callable[[float], float]:
    """The middle between the rivers: a slope with one long and one short wave."""
    slope, height = random.choice((-1, 1)) * random.uniform(20, 84), random.uniform(178, 212)
    long, short = random.uniform(32, 58), random.uniform(8, 18)
    phase, second = random.uniform(0, math.tau), random.uniform(0, math.tau)
    return lambda x: (
        height
        + slope * (x / WIDTH - 0.5)
        + long * math.sin(math.tau * x / 620 + phase)
        + short * math.sin(math.tau * x / 290 + second)
    )


def _spread(random: Random) -> Callable[[float], float]:
    """The distance of the rivers, which come near each other at one place and part again."""
    meeting, widest = random.uniform(0.15, 0.85) * WIDTH, random.uniform(26, 42)
    return lambda x: 12 + widest * (1 - math.exp(-(((x - meeting) / 210) ** 2)))


def _offset(n: int, spread: float) -> float:
    """How far contour `n` runs from the middle: nearer to its neighbours where the rivers meet."""
    return math.copysign(spread / 2 + abs(n) ** 1.12 * (6 + spread * 0.42), n)


def _sun(random: Random, course: Callable[[float], float]) -> tuple[int, int, int]:
    """A sun that stands low over the rivers, or has half risen behind them."""
    x, radius = random.uniform(0.2, 0.8) * WIDTH, random.uniform(36, 50)
    y = course(x) - random.uniform(28, 92)
    return round(x), round(max(y, radius + 60)), round(radius)


def _whole(lines: list[Line]) -> list[Line]:
    return [[(round(x), round(y)) for x, y in line] for line in lines]


def _middles(line: Line) -> Line:
    return [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairwise(line)]


def _path(line: Line) -> str:
    """A line as path data: from middle to middle, each knot between them pulling the curve."""
    middles = _middles(line)
    start = "M{:.0f} {:.0f}q".format(*middles[0])
    corners = zip(middles[:-1], line[1:-1], middles[1:], strict=True)
    return start + " ".join(_relative(*corner) for corner in corners)


def _relative(start: Point, control: Point, end: Point) -> str:
    # From rounded places: rounding the steps themselves would let the line drift.
    x, y = _rounded(start)
    steps = (*_rounded(control), *_rounded(end))
    return " ".join(str(value - (x, y)[n % 2]) for n, value in enumerate(steps))


def _rounded(point: Point) -> tuple[int, int]:
    return round(point[0]), round(point[1])


def _sampled(line: Line) -> Line:
    middles = _middles(line)
    corners = zip(middles[:-1], line[1:-1], middles[1:], strict=True)
    curves = [_quadratic(*corner, n / SAMPLES) for corner in corners for n in range(SAMPLES)]
    return [*curves, middles[-1]]


def _quadratic(start: Point, control: Point, end: Point, t: float) -> Point:
    a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
    return (
        a * start[0] + b * control[0] + c * end[0],
        a * start[1] + b * control[1] + c * end[1],
    )
