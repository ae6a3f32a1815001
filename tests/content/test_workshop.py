"""The workshop: what hostile files cost has an end, and readers are answered meanwhile."""

import fcntl
import threading
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from app.content.store import media, workshop

WRITES = """
import json, pathlib, sys
source, folder = map(pathlib.Path, sys.argv[1:])
try:
    (folder / "clean").write_bytes(b"x" * 100_000)
    print(json.dumps({"bytes": (folder / "clean").stat().st_size}))
except OSError as error:
    print(json.dumps({"problem": error.strerror}))
"""


def picture(shade: int) -> bytes:
    """A small picture."""
    file = BytesIO()
    Image.new("L", (8, 8), shade).save(file, "PNG")
    return file.getvalue()


def test_half_of_the_threads_stay_for_readers(app: Flask) -> None:
    with app.app_context():
        with media.workplace() as work:
            turn = (work.parent / "turn").open("w")
        fcntl.flock(turn, fcntl.LOCK_EX)
        most = app.config["SETTINGS"].threads // 2
        waiting = [threading.Thread(target=add, args=(app, shade)) for shade in range(most)]
        for each in waiting:
            each.start()
        while workshop.Inside.number < most:
            pass
        with pytest.raises(media.PictureError, match="try again"):
            media.add_picture(picture(200))
        turn.close()
        for each in waiting:
            each.join()
        assert workshop.Inside.number == 0
        assert media.add_picture(picture(200)).width == 8


def add(app: Flask, shade: int) -> None:
    """Add a picture, in a thread of its own."""
    with app.app_context():
        media.add_picture(picture(shade))


@pytest.mark.parametrize(("room", "kept"), [(200_000, True), (50_000, False)])
def test_no_file_grows_far_beyond_what_was_sent(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, kept: bool
) -> None:
    (tmp_path / "writes.py").write_text(WRITES)
    (tmp_path / "source").write_bytes(b"x" * 1000)
    (tmp_path / "work").mkdir()
    monkeypatch.setattr(workshop, "HERE", tmp_path)
    monkeypatch.setattr(workshop, "WRITTEN", room)
    with app.app_context():
        if kept:
            done = workshop.run("writes", tmp_path / "source", tmp_path / "work")
            assert done["bytes"] == 100_000
        else:
            with pytest.raises(workshop.WorkError, match="File too large"):
                workshop.run("writes", tmp_path / "source", tmp_path / "work")
