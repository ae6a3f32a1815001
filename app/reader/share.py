"""The images that previews of a page show: its drawing as a PNG, without text in any language."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from flask import abort, redirect
from PIL import Image, ImageDraw
from werkzeug.wrappers import Response

from app.assets import asset_url
from app.content import pages, stories, subjects
from app.content.rows import SubjectPage
from app.i18n.languages import public_languages
from app.reader import drawings

WEEK = 7 * 24 * 3600  # seconds
WIDTH, HEIGHT = 1200, 630
FINER = 2  # drawn twice as large, then reduced: Pillow's own lines have no soft edges
SCALE = WIDTH * FINER / drawings.WIDTH  # pixels drawn for a unit of the drawing
SHADES = 8  # in the palette: the colours of the drawing and what lies between them
GROUND, STRAND, CONTOUR, SUN = "#D5E4DF", "#0E3B40", "#8FB7AE", "#C9772F"
STRAND_WIDTH, CONTOUR_WIDTH = 9.0, 1.6  # in units of the drawing

Point = tuple[float, float]


def share_image(kind: str, id: int) -> Response:
    """The image of what is published in any language; 404 for all else."""
    shown = SHOWN.get(kind)
    if shown is None or not shown(id):
        abort(404)
    response = Response(draw(drawings.seed_of(kind, id)), content_type="image/png")
    response.headers["Cache-Control"] = f"public, max-age={WEEK}"
    return response


@lru_cache(maxsize=64)
def draw(seed: int) -> bytes:
    """The drawing of `seed`, as a PNG of 1200 × 630 in few colours; always the same for a seed."""
    shape = drawings.points(seed)
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), GROUND)
    pen = ImageDraw.Draw(image)
    x, y, radius = shape.sun
    _disc(pen, _place((x, y)), radius * SCALE, SUN)
    for contour in shape.contours:
        _stroke(pen, contour, CONTOUR, CONTOUR_WIDTH)
    for strand in shape.strands:
        _stroke(pen, strand, STRAND, STRAND_WIDTH)
    return _png(image)


def _place(point: Point) -> Point:
    """A point of the drawing in the image: as wide, and cut above and below around its middle."""
    x, y = point
    return x * SCALE, (y - drawings.HEIGHT / 2) * SCALE + HEIGHT * FINER / 2


def _stroke(pen: ImageDraw.ImageDraw, line: Sequence[Point], colour: str, width: float) -> None:
    """A line with round ends and joints."""
    places = [_place(point) for point in line]
    thick = width * SCALE
    pen.line(places, fill=colour, width=round(thick), joint="curve")
    for end in (places[0], places[-1]):
        _disc(pen, end, thick / 2, colour)


def _disc(pen: ImageDraw.ImageDraw, centre: Point, radius: float, colour: str) -> None:
    x, y = centre
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)


def _png(image: Image.Image) -> bytes:
    small = image.resize((WIDTH, HEIGHT), Image.Resampling.BOX)
    few = small.quantize(SHADES, dither=Image.Dither.NONE)
    file = io.BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def favicon() -> Response:
    """To the site's sign: browsers ask for it at this address beside pages that name none."""
    return redirect(asset_url("images/icon.svg"), 302)


def _any_subject(listed: Callable[[str], Iterable[SubjectPage]]) -> Callable[[int], bool]:
    def shown(id: int) -> bool:
        codes = [language.code for language in public_languages()]
        return any(subject.id == id for code in codes for subject in listed(code))

    return shown


def _page(id: int) -> bool:
    return any(page.id == id for page in pages.all_published())


# For each kind of page, whether one with this id can be read. "site" is for those without one.
SHOWN: dict[str, Callable[[int], bool]] = {
    "story": lambda id: stories.elsewhere(id) is not None,
    "topic": _any_subject(subjects.topics),
    "campaign": _any_subject(subjects.campaigns),
    "series": _any_subject(subjects.series),
    "page": _page,
    "site": lambda id: id == 0,
}
