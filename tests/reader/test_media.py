"""Stored files: served as what they are, in ranges, never from outside of the store."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.support.pages import Site

MakeApp = Callable[..., Flask]


@pytest.fixture
def stored(make_app: MakeApp) -> Site:
    """A site with a picture, a video, captions and a file of an unknown type."""
    app = make_app()
    folder = Path(app.config["SETTINGS"].instance_path) / "media"
    (folder / "stories").mkdir(parents=True)
    for name in ("a.jpg", "a.avif", "a.mp4", "a.vtt", "a.html", "a.svg"):
        (folder / "stories" / name).write_bytes(b"0123456789" * 100)
    (folder.parent / "secret.jpg").write_bytes(b"secret")
    return Site(app)


@pytest.mark.parametrize(
    ("name", "type"),
    [
        ("a.jpg", "image/jpeg"),
        ("a.avif", "image/avif"),
        ("a.mp4", "video/mp4"),
        ("a.vtt", "text/vtt; charset=utf-8"),
    ],
)
def test_a_file_is_served_as_what_it_is_for_good(stored: Site, name: str, type: str) -> None:
    page = stored.get(f"/media/stories/{name}", status=200)
    assert page.headers["Content-Type"] == type
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in page.headers["Cache-Control"]
    page.response.close()


@pytest.mark.parametrize("name", ["a.html", "a.svg"])
def test_what_could_be_a_program_is_only_ever_saved(stored: Site, name: str) -> None:
    page = stored.get(f"/media/stories/{name}", status=200)
    assert page.headers["Content-Type"] == "application/octet-stream"
    assert page.headers["Content-Disposition"].startswith("attachment")
    page.response.close()


def test_a_part_of_a_video_can_be_asked_for(stored: Site) -> None:
    page = stored.get("/media/stories/a.mp4", headers={"Range": "bytes=10-19"}, status=206)
    assert page.response.data == b"0123456789"
    assert page.headers["Content-Range"] == "bytes 10-19/1000"
    page.response.close()
    stored.get("/media/stories/a.mp4", headers={"Range": "bytes=5000-"}, status=416)


def test_photographs_stay_away_where_data_is_saved(stored: Site) -> None:
    saved = stored.get("/media/stories/a.avif", headers={"Save-Data": "on"}, status=204)
    assert saved.response.data == b""
    assert "Save-Data" in saved.headers["Vary"]
    whole = stored.get("/media/stories/a.avif", status=200)
    assert "Save-Data" in whole.headers["Vary"]
    whole.response.close()


def test_a_video_that_was_asked_for_comes_all_the_same(stored: Site) -> None:
    page = stored.get("/media/stories/a.mp4", headers={"Save-Data": "on"}, status=200)
    assert "Save-Data" not in page.headers.get("Vary", "")
    page.response.close()


@pytest.mark.parametrize(
    "name",
    [
        "nothing.jpg",
        "stories",
        "stories/",
        "../secret.jpg",
        "stories/../../secret.jpg",
        "stories/%2e%2e/%2e%2e/secret.jpg",
        "..%2fsecret.jpg",
        "%2fetc%2fpasswd",
        "stories/a.jpg%00",
        "stories\\a.jpg",
        "x" * 300 + ".jpg",
    ],
)
def test_nothing_else_is_ever_served(stored: Site, name: str) -> None:
    assert stored.get(f"/media/{name}").status in (308, 400, 404)


def test_what_was_sent_by_somebody_never_runs_and_pdf_is_only_saved(stored: Site) -> None:
    folder = Path(stored.app.config["SETTINGS"].instance_path) / "media"
    for place in ("files", "versions"):
        (folder / place).mkdir()
        (folder / place / "a.pdf").write_bytes(b"%PDF-1.7")
    page = stored.get("/media/files/a.pdf", status=200)
    page.response.close()
    assert page.headers["Content-Disposition"] == "attachment; filename=a.pdf"
    assert page.headers["Cache-Control"] == "public, no-cache"  # a newer one takes its place
    stored.get("/media/versions/a.pdf", status=404)
    for name in ("files/a.pdf", "stories/a.jpg", "stories/a.mp4", "stories/a.vtt", "stories/a.svg"):
        page = stored.get(f"/media/{name}", status=200)
        page.response.close()
        policy = page.headers["Content-Security-Policy"]
        assert policy.startswith("sandbox")
        assert "allow-scripts" not in policy
        assert "default-src 'none'" in policy
