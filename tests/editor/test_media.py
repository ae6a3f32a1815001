"""The library of pictures at the desk: chosen from, added to, described, and never lost in use."""

from io import BytesIO

from PIL import Image
from werkzeug.datastructures import FileStorage

from app.content import media
from app.extensions import db
from app.models import AuditEntry, Media
from tests.support.desk import Desk


def jpeg(colour: str = "teal", size: tuple[int, int] = (400, 300)) -> bytes:
    """A small photograph."""
    written = BytesIO()
    Image.new("RGB", size, colour).save(written, "JPEG")
    return written.getvalue()


def send_picture(desk: Desk, content: bytes, name: str = "a.jpg", status: int = 201) -> object:
    """Send a picture as the script of the form does; what was answered."""
    sent = FileStorage(BytesIO(content), name)
    return desk.send("/editor/media/add.json", {"file": sent}, status=status).json


def test_a_picture_is_added_and_offered_from_then_on(desk: Desk) -> None:
    added = send_picture(desk, jpeg(), "صورة من الميناء.jpg")
    assert isinstance(added, dict)
    assert (added["width"], added["height"], added["kind"]) == (400, 300, "picture")
    assert added["name"] == "صورة من الميناء.jpg"
    shown = desk.get(added["src"], status=200)
    assert shown.headers["Content-Type"] == "image/jpeg"
    shown.response.close()
    offered = desk.get("/editor/media/choose.json?q=الميناء").json
    assert [one["id"] for one in offered] == [added["id"]]
    assert desk.get("/editor/media/choose.json?q=nothing").json == []
    with desk.app.app_context():
        assert db.session.query(AuditEntry).filter_by(action="media.add").count() == 1


def test_the_same_picture_twice_is_one(desk: Desk) -> None:
    first, second = send_picture(desk, jpeg()), send_picture(desk, jpeg(), "b.jpg")
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert first["id"] == second["id"]
    with desk.app.app_context():
        assert db.session.query(Media).count() == 1


def test_what_is_no_picture_is_refused_with_a_sentence(desk: Desk) -> None:
    refused = send_picture(desk, b"<svg onload=alert(1)>", "a.jpg", status=422)
    assert isinstance(refused, dict)
    assert "SVG" in refused["problems"]["file"][0]
    with desk.app.app_context():
        assert not list(media.folder().rglob("*.jpg"))
