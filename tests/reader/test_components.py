"""Components that the sample content does not need: photographs, videos, corrections, files."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask, get_template_attribute
from justhtml import JustHTML
from markupsafe import Markup

from app.content import stories
from app.content.rows import Clip, Correction, Download, Picture
from app.reader import stories as views
from tests.support.pages import Site

PHOTOGRAPH = Picture(
    width=1600,
    height=900,
    sources={
        "image/avif": [("1/a-480.avif", 480), ("1/a-960.avif", 960)],
        "image/jpeg": [("1/a-480.jpg", 480), ("1/a-960.jpg", 960)],
    },
    alt='A "canal"',
    caption="A canal in Basra",
    credit="UNESCO",
)
VIDEO = Clip(
    name="1/a.mp4",
    address="",
    type="video/mp4",
    bytes=4_200_000,
    seconds=62,
    captions={"en": "1/en.vtt", "ar": "1/ar.vtt"},
    poster=PHOTOGRAPH,
    transcript=Markup("<p>What is said.</p>"),
)


def render(app: Flask, component: str, macro: str, *values: object, path: str = "/en/") -> JustHTML:
    """What a macro writes on the page at `path`."""
    with app.test_request_context(path):
        html = get_template_attribute(f"components/{component}.html", macro)(*values)
    return JustHTML(f"<!doctype html><title>x</title>{html}", sanitize=False)


def test_a_photograph_has_its_sizes_and_keeps_its_room(read_only_site: Site) -> None:
    page = render(read_only_site.app, "picture", "figure", PHOTOGRAPH, "92vw")
    image = page.query("img")[0].attrs
    assert image["srcset"] == "/media/1/a-480.jpg 480w, /media/1/a-960.jpg 960w"
    assert (image["width"], image["height"], image["alt"]) == ("1600", "900", 'A "canal"')
    assert image["loading"] == "lazy"
    assert page.query("source")[0].attrs["type"] == "image/avif"
    assert "A canal in Basra" in page.query("figcaption")[0].to_text()


def test_the_photograph_that_leads_is_not_lazy(read_only_site: Site) -> None:
    page = render(read_only_site.app, "picture", "picture", PHOTOGRAPH, "92vw", True)
    assert "loading" not in page.query("img")[0].attrs


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_video_loads_nothing_before_a_tap(read_only_site: Site, language: str) -> None:
    page = render(read_only_site.app, "clip", "clip", VIDEO, "Nineveh", path=f"/{language}/")
    assert page.query("video")[0].attrs["preload"] == "none"
    tracks = [track.attrs for track in page.query("track")]
    assert [track["srclang"] for track in tracks] == ["en", "ar"]
    assert [track["srclang"] for track in tracks if "default" in track] == [language]
    assert page.query("details .prose")[0].to_text() == "What is said."
    assert "4.2" in page.query(".meta")[0].to_text()


def test_a_video_elsewhere_is_a_plain_link(read_only_site: Site) -> None:
    elsewhere = replace(VIDEO, name="", address="https://example.org/v?a=1&b=2", poster=None)
    page = render(read_only_site.app, "clip", "clip", elsewhere, "Nineveh")
    assert not page.query("video, iframe, img")
    link = page.query("a.button")[0].attrs
    assert link["href"] == "https://example.org/v?a=1&b=2"
    assert "noopener" in (link["rel"] or "")


def test_a_correction_stands_above_the_text(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    path = site.get("/en/stories").attributes("#list h3 a", "href")[1]
    with site.app.app_context():
        found = stories.by_id("en", int(path.split("/")[3]))
    assert found
    day = datetime(2022, 10, 1, 9, tzinfo=UTC)
    corrected = replace(
        found,
        updated_at=day,
        corrections=(Correction(day, "It was the 28th."),),
        files=(Download("1/a.pdf", "بيان", "ar", "application/pdf", 3, 120_000),),
        people=("Sophie Wilmès",),
        picture=PHOTOGRAPH,
        clip=VIDEO,
    )
    monkeypatch.setattr(views.content, "by_id", lambda _language, _id: corrected)
    page = site.get(f"{path}?corrected", status=200)
    text = page.text
    assert text.index("It was the 28th.") < text.index('<div class="prose">')
    assert page.texts(".corrections h2") == ["Correction, 1 October 2022"]
    assert "Updated 1 October 2022, 12:00" in " ".join(page.texts("article header .meta"))
    assert page.texts("#files-title ~ ul .meta") == ["PDF · 120 kB · 3 pages · العربية"]


def test_a_number_follows_latin_letters_in_arabic_as_well(read_only_site: Site) -> None:
    file = Download("1/a.pdf", "Report", "en", "application/pdf", 12, 120_000)
    for component, one in (("file", (file,)), ("clip", (VIDEO, "UNESCO"))):
        page = render(read_only_site.app, component, component, *one, path="/ar/")
        first = page.query(".meta bdi")[0].to_text()
        assert first in {"PDF", "UNESCO"}, "alone, else the number after it stands before it"
