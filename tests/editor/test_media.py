"""The library of pictures at the desk: chosen from, added to, described, and never lost in use."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage

from app.content.store import media
from app.extensions import db
from app.models import AuditEntry, Consent, File, Media, SocialPost, Video
from tests.support.desk import Desk
from tests.support.files import MARK, jpeg, pdf, video

MakeDesk = Callable[..., Desk]


def send_picture(desk: Desk, content: bytes, name: str = "a.jpg", status: int = 201) -> Any:
    """Send a picture as the script of the form does; what was answered."""
    sent = FileStorage(BytesIO(content), name)
    return desk.send("/editor/media/add.json", {"file": sent}, status=status).json


def test_a_picture_is_added_and_offered_from_then_on(desk: Desk) -> None:
    added = send_picture(desk, jpeg(), "صورة من الميناء.jpg")
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


def test_the_field_of_a_file_is_in_the_language_of_the_desk(desk: Desk) -> None:
    page = desk.get("/editor/videos/add", status=200)
    assert page.attributes("[name^=title_]", "dir") == ["ltr", "rtl"]
    assert page.attributes("[name^=captions_][dir]", "dir") == []


def test_the_same_picture_twice_is_one(desk: Desk) -> None:
    first, second = send_picture(desk, jpeg()), send_picture(desk, jpeg(), "b.jpg")
    assert first["id"] == second["id"]
    with desk.app.app_context():
        assert db.session.query(Media).count() == 1


def test_what_is_no_picture_is_refused_with_a_sentence(desk: Desk) -> None:
    refused = send_picture(desk, b"<svg onload=alert(1)>", "a.jpg", status=422)
    assert "SVG" in refused["problems"]["file"][0]
    with desk.app.app_context():
        assert not list(media.folder().rglob("*.jpg"))


def file(content: bytes, name: str = "a.jpg") -> FileStorage:
    """A file as a form sends it."""
    return FileStorage(BytesIO(content), name)


def actions(desk: Desk) -> list[str]:
    """What the log says was done."""
    with desk.app.app_context():
        return [entry.action for entry in db.session.query(AuditEntry).order_by("number")]


def test_pictures_are_added_without_a_script(desk: Desk) -> None:
    one = desk.send("/editor/media/add", {"file": file(jpeg())}, status=303)
    page = desk.get(one.location, status=200)
    assert page.texts("input[name=credit_en]") == [""]
    both = [file(jpeg("red")), file(jpeg("blue"))]
    desk.send("/editor/media/add", {"file": both}, status=303)
    assert len(desk.get("/editor/media").all(".shelf img")) == 3
    assert actions(desk) == ["media.add"] * 3


def test_the_good_ones_of_several_are_kept(desk: Desk) -> None:
    sent = [file(jpeg(), "good.jpg"), file(b"<svg/>", "bad.svg")]
    page = desk.send("/editor/media/add", {"file": sent}, status=200)
    assert page.title.startswith("Error: ")
    assert "bad.svg" in page.texts(".errors li")[0]
    assert "good.jpg" not in page.texts(".errors li")[0]
    assert len(desk.get("/editor/media").all(".shelf img")) == 1


def test_a_form_without_a_picture_says_so(desk: Desk) -> None:
    page = desk.send("/editor/media/add", {}, status=200)
    assert "Please choose a picture." in page.text


def test_a_request_above_the_limit_is_refused_before_it_is_read(make_desk: MakeDesk) -> None:
    desk = make_desk(settings={"max_picture_mb": 1})
    told = {"CONTENT_LENGTH": str(3 * 1024 * 1024)}  # and nothing sent that could be read
    desk.send("/editor/media/add.json", {}, environ_overrides=told, status=413)


def test_the_words_of_a_picture_are_kept_and_consent_stays_inside(desk: Desk) -> None:
    id = send_picture(desk, jpeg())["id"]
    path = f"/editor/media/{id}"
    seen = desk.get(path).attributes("input[name=seen]", "value")[0]
    words = {"alt_en": "A wall", "alt_ar": "جدار", "credit_en": "Layla", "seen": seen}
    desk.send(path, words, status=303)
    desk.send(
        f"{path}/consent", {"who": "Umm Ali", "scope": MARK, "until": "2020-01-31"}, status=303
    )
    page = desk.get(path, status=200)
    assert page.texts("textarea[name=alt_ar]") == ["جدار"]
    assert "Umm Ali" in page.text
    with desk.app.app_context():
        note = db.session.query(Consent).one()
        assert (note.who, str(note.until)) == ("Umm Ali", "2020-01-31")
    desk.send(f"/editor/consents/{note.id}/remove", {}, status=303)
    assert "Umm Ali" not in desk.get(path).text


def test_two_who_describe_a_picture_see_both(desk: Desk) -> None:
    path = f"/editor/media/{send_picture(desk, jpeg())['id']}"
    seen = desk.get(path).attributes("input[name=seen]", "value")[0]
    desk.send(path, {"alt_en": "A wall", "seen": seen}, status=303)
    page = desk.send(path, {"alt_en": "A house", "seen": seen}, status=200)
    assert page.texts("textarea[name=alt_en]") == ["A house"]
    assert "A wall" in page.texts(".theirs")[0]


def test_what_is_in_use_is_not_deleted(desk: Desk) -> None:
    id = send_picture(desk, jpeg())["id"]
    with desk.app.app_context():
        post = db.session.query(SocialPost).first()
        assert post is not None
        post.media_id = id
        db.session.commit()
        name = str(db.session.get(Media, id).variants[0]["name"])  # type: ignore[union-attr]  # there
    page = desk.get(f"/editor/media/{id}")
    assert "in use" in page.text
    desk.send(f"/editor/media/{id}/delete", {}, status=303)
    assert "in use" in desk.get(f"/editor/media/{id}", status=200).texts(".message")[0]
    with desk.app.app_context():
        db.session.query(SocialPost).filter_by(media_id=id).update({"media_id": None})
        db.session.commit()
    desk.send(f"/editor/media/{id}/delete", {}, status=303)
    desk.get(f"/editor/media/{id}", status=404)
    desk.get(f"/media/{name}", status=404)
    assert desk.get("/editor/media/choose.json").json == []


def test_a_file_is_cleaned_renewed_at_its_address_and_its_older_kept(desk: Desk) -> None:
    form = {"file": file(pdf(2), "Report 2024.pdf"), "language": "ar", "title_ar": "تقرير"}
    added = desk.send("/editor/files/add", form, status=303).location
    with desk.app.app_context():
        name = db.session.query(File).one().name
        folder = media.folder()
    assert name.endswith("/report-2024.pdf")
    first = desk.get(f"/media/{name}", status=200)
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert "sandbox" in first.headers["Content-Security-Policy"]
    assert first.headers["Content-Disposition"].startswith("attachment")
    content, tag = first.response.data, first.headers["ETag"]
    assert MARK.encode() not in content
    first.response.close()
    desk.get(f"/media/{name}", headers={"If-None-Match": tag}, status=304).response.close()
    desk.send(f"{added}/version", {"file": file(pdf(3), "newer.pdf")}, status=303)
    second = desk.get(f"/media/{name}", headers={"If-None-Match": tag}, status=200)
    second.response.close()
    older = desk.get(f"{added}/versions/1", status=200)
    assert older.response.data == content
    older.response.close()
    for path in folder.glob("versions/*"):
        desk.get(f"/media/versions/{path.name}", status=404)
    page = desk.get(added, status=200)
    assert "3 pages" in page.texts("main")[0]
    assert "Version 2" in page.texts("main")[0]
    offered = desk.get("/editor/media/choose.json?kind=file&q=تقرير").json
    assert [one["embed"] for one in offered] == ["[[file:1]]"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"<html>", jpeg()])
def test_what_is_no_pdf_is_refused(desk: Desk, content: bytes) -> None:
    form = {"file": file(content, "a.pdf"), "language": "en", "title_en": "A title typed"}
    page = desk.send("/editor/files/add", form, status=200)
    assert page.title.startswith("Error: ")
    assert page.attributes("input[name=title_en]", "value") == ["A title typed"]
    with desk.app.app_context():
        assert db.session.query(File).count() == 0
        assert not list(media.folder().rglob("*.pdf"))


CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Layla>Hello <script>x</script>& <b>you</b>\n"


def test_a_video_is_packed_anew_with_captions_and_a_poster(desk: Desk, tmp_path: Path) -> None:
    form = {
        "file": file(video(tmp_path), "clip.mov"),
        "title_en": "A clip",
        "captions_en": file(CAPTIONS.encode(), "en.vtt"),
        "transcript_en": "<p>Hello</p><script>x</script>",
    }
    added = desk.send("/editor/videos/add", form, status=303).location
    page = desk.get(added, status=200)
    assert page.attributes("video[poster]", "poster")
    for path in page.attributes("video source, video track", "src"):
        sent = desk.get(path, status=200)
        assert MARK.encode() not in sent.response.data
        if path.endswith(".vtt"):
            assert "<v Layla>Hello x&amp; <b>you</b>" in sent.text
        sent.response.close()
    with desk.app.app_context():
        kept = db.session.query(Video).one()
        assert (kept.type, kept.seconds) == ("video/mp4", 3)
        assert kept.transcript == {"en": "<p>Hello</p>"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("file", b""),
        ("file", b"<svg/>"),
        ("file", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"),
        ("captions_en", b"WEBVTT\n\nnonsense --> 00:02.000\nHello\n"),
        ("captions_en", b"1\n00:01 --> 00:02\n"),
        ("poster", b"<svg/>"),
    ],
)
def test_what_is_no_video_is_refused(desk: Desk, tmp_path: Path, name: str, content: bytes) -> None:
    form = {"file": file(video(tmp_path), "a.mp4"), "title_en": "A clip"}
    page = desk.send("/editor/videos/add", form | {name: file(content, "a")}, status=200)
    assert page.title.startswith("Error: ")
    assert page.attributes("input[name=title_en]", "value") == ["A clip"]
    with desk.app.app_context():
        assert db.session.query(Video).count() == 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_of_the_library_keeps_its_duties(make_desk: MakeDesk, language: str) -> None:
    desk = make_desk(language=language)
    id = send_picture(desk, jpeg())["id"]
    form = {"file": file(pdf(), "a.pdf"), "language": "en", "title_en": "A file"}
    desk.send("/editor/files/add", form, status=303)
    form = {"address": "https://video.example/1", "title_en": "A link"}
    desk.send("/editor/videos/add", form, status=303)
    for path in (
        *("media", "media/add", f"media/{id}", f"media/{id}/consent", "files", "files/add"),
        *("files/1", "videos", "videos/add", "videos/1", f"take-down/picture/{id}"),
        *("take-down/file/1", "take-down/video/1", "media?q=x", "files?q=x&before=1"),
    ):
        assert desk.get(f"/editor/{path}", status=200).dir == ("rtl" if language == "ar" else "ltr")


def test_contributors_add_pictures_and_change_none(make_desk: MakeDesk) -> None:
    desk = make_desk("contributor")
    id = send_picture(desk, jpeg())["id"]
    desk.get("/editor/media", status=200)
    for path in (f"media/{id}", "files/add", "videos/add", f"take-down/picture/{id}"):
        desk.get(f"/editor/{path}", status=403)
