"""Drawings: the same for good, light, within their box, and the same in pixels as in SVG."""

import re

import pytest

from app.reader import drawings
from tests.support.pages import Site

SEEDS = range(1, 60)


def test_a_number_gives_the_same_drawing_for_good() -> None:
    assert drawings.svg(7) == drawings.svg(7)
    assert len({drawings.svg(seed) for seed in SEEDS}) == len(SEEDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_rivers_run_from_edge_to_edge_and_never_cross(seed: int) -> None:
    geometry = drawings.points(seed)
    above, below = geometry.strands
    assert above[0][0] <= 0
    assert above[-1][0] >= drawings.WIDTH
    assert all(b[1] - a[1] >= 8 for a, b in zip(above, below, strict=True))
    assert all(40 < y < drawings.HEIGHT - 40 for line in geometry.strands for _x, y in line)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sun_stands_whole_in_the_sky(seed: int) -> None:
    x, y, radius = drawings.points(seed).sun
    assert radius < x < drawings.WIDTH - radius
    # A card shows the middle 256 of 360.
    assert y - radius > 52


def test_the_svg_is_the_geometry() -> None:
    markup = drawings.svg(3)
    x, y, radius = drawings.points(3).sun
    assert f'<circle cx="{x}" cy="{y}" r="{radius}"/>' in markup
    first = drawings.points(3).strands[0][0]
    start = re.search(r'class="rivers" d="M(-?\d+) (-?\d+)q', markup)
    assert start
    assert abs(int(start[1]) - first[0]) <= 1
    assert abs(int(start[2]) - first[1]) <= 1


def test_a_drawing_is_light_and_says_nothing_to_screen_readers() -> None:
    assert max(len(drawings.svg(seed)) for seed in SEEDS) < 1700
    assert 'aria-hidden="true"' in drawings.svg(1)
    assert "style" not in drawings.svg(1)


def test_both_languages_show_the_same_drawing(read_only_site: Site) -> None:
    pattern = re.compile(r'<svg class="art lead".*?</svg>')
    english, arabic = (pattern.search(read_only_site.get(f"/{c}/").text) for c in ("en", "ar"))
    assert english
    assert arabic
    assert english[0] == arabic[0]


def test_a_story_is_drawn_by_its_id_and_others_by_kind_and_id() -> None:
    assert drawings.seed_of("story", 12) == 12
    others = {
        drawings.seed_of(kind, 1) for kind in ("topic", "campaign", "series", "page", "story")
    }
    assert len(others) == 5
