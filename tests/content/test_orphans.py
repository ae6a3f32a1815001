"""Stored files that nothing names: listed and deleted, and no others."""

import os
import time

import pytest
from flask import Flask

from app.content.store import media, orphans
from app.extensions import db
from app.models import File, FileVersion, Media, Video
from tests.support.homes import command

NAMED = ("pictures/a-320.jpg", "videos/b.mp4", "videos/b-ar.vtt", "files/c/d.pdf", "versions/1.pdf")
pytestmark = pytest.mark.usefixtures("app_context")


def store_named() -> None:
    """A file of each kind that a row names, all older than a day."""
    db.session.add(Media(width=1, height=1, variants=[{"name": NAMED[0], "type": "image/jpeg"}]))
    db.session.add(Video(name=NAMED[1], captions={"ar": NAMED[2]}))
    file = File(name=NAMED[3], language="en")
    db.session.add(file)
    db.session.flush()
    db.session.add(FileVersion(file_id=file.id, number=1, name=NAMED[4]))
    db.session.commit()
    for name in NAMED:
        keep(name)


def keep(name: str, hours: int = 25) -> None:
    then = time.time() - hours * 3600
    os.utime(media.store(name, b"x"), (then, then))


def test_what_nothing_names_is_listed_and_deleted_after_a_day(app: Flask) -> None:
    store_named()
    keep("pictures/lost-320.jpg")
    keep("pictures/new-320.jpg", hours=1)
    (media.folder() / "NOT OURS").write_text("x")
    assert orphans.orphans() == ["pictures/lost-320.jpg"]
    assert command(app, "content", "orphans").split() == ["pictures/lost-320.jpg"]
    assert "deleted" in command(app, "content", "orphans", "--remove")
    assert orphans.orphans() == []
    for name in (*NAMED, "pictures/new-320.jpg"):
        assert media.path(name).is_file()
    assert (media.folder() / "NOT OURS").is_file()


def test_what_came_once_more_meanwhile_stays() -> None:
    keep("pictures/lost-320.jpg")
    (name,) = orphans.orphans()
    keep(name, hours=0)
    assert not orphans.remove(name)
    assert media.path(name).is_file()
