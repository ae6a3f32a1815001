"""Share images: the right size, small, always the same, and only of what is published."""

import io

import pytest
from flask import Flask
from PIL import Image

from app.reader import drawings, share
from tests.support.pages import Site

LARGEST = 25 * 1024  # bytes


def image(content: bytes) -> Image.Image:
    """The PNG in `content`."""
    return Image.open(io.BytesIO(content), formats=["PNG"])


@pytest.mark.parametrize("seed", [drawings.seed_of("site", 0), 1, 7, 12, 30])
def test_a_drawing_is_small_and_has_the_size_that_previews_want(seed: int) -> None:
    content = share.draw(seed)
    assert image(content).size == (1200, 630)
    assert len(content) <= LARGEST


def test_a_drawing_is_always_the_same_and_its_own() -> None:
    once = share.draw(5)
    share.draw.cache_clear()
    assert share.draw(5) == once
    assert share.draw(6) != once


def test_a_published_story_has_an_image(read_only_site: Site) -> None:
    listed = read_only_site.get("/en/feed.json").json["items"]
    path = listed[0]["id"].replace("http://site.example/en/stories/", "/share/story/") + ".png"
    page = read_only_site.get(path, status=200)
    assert page.headers["Content-Type"] == "image/png"
    assert "max-age" in page.headers["Cache-Control"]
    assert image(page.response.data).size == (1200, 630)


def test_pages_without_an_image_of_their_own_share_the_sites(read_only_site: Site) -> None:
    read_only_site.get("/share/site/0.png", status=200)


@pytest.mark.parametrize(
    "path",
    [
        "/share/story/0.png",
        "/share/story/999999999999999999999.png",
        "/share/topic/999.png",
        "/share/campaign/999.png",
        "/share/series/999.png",
        "/share/page/0.png",
        "/share/site/1.png",
        "/share/secret/1.png",
        "/share/story/-1.png",
        "/share/story/x.png",
    ],
)
def test_what_is_not_published_has_no_image(read_only_site: Site, path: str) -> None:
    read_only_site.get(path, status=404)


def test_topics_and_pages_have_images(read_only_site: Site) -> None:
    app: Flask = read_only_site.app
    with app.test_request_context("/en/"):
        ids = {
            kind: next(n for n in range(1, 200) if share.SHOWN[kind](n))
            for kind in share.SHOWN
            if kind != "site"
        }
    for kind, id in ids.items():
        read_only_site.get(f"/share/{kind}/{id}.png", status=200)


def test_the_sign_of_the_site_is_where_browsers_look_for_it(read_only_site: Site) -> None:
    page = read_only_site.get("/favicon.ico", status=302)
    assert page.location.startswith("/static/images/icon.")
    icon = read_only_site.get(page.location, status=200)
    assert icon.response.mimetype == "image/svg+xml"
    icon.response.close()
