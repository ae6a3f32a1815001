"""Files and captions: cleaned of what they hide, and refused in a sentence where they are none."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.content.problems import ContentError
from app.content.store import files, media, subtitles, videos, workshop
from app.content.store.videos import Words
from app.extensions import db
from app.models import FileVersion
from tests.support.files import MARK, jpeg, pdf, video

context = pytest.mark.usefixtures("app_context")


def unpacked(content: bytes) -> bytes:
    """A PDF with all its streams open, to be searched."""
    written = BytesIO()
    with pikepdf.open(BytesIO(content)) as given:
        given.save(written, qdf=True, static_id=True)
    return written.getvalue()


@context
def test_a_pdf_keeps_its_pages_and_loses_what_it_hides() -> None:
    given = pdf(3)
    assert MARK.encode() in unpacked(given)
    file = files.add_file(given, "ar", {"ar": "تقرير"}, original_name="C:\\x\\Report (v2).PDF")
    assert (file.pages, file.version, file.language) == (3, 1, "ar")
    assert file.name.endswith("/report-v2.pdf")
    assert file.original_name == "Report (v2).PDF"
    content = media.path(file.name).read_bytes()
    assert file.bytes == len(content)
    plain = unpacked(content)
    assert MARK.encode() not in plain
    for trace in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/Author", b"/Metadata", b"/AA"):
        assert trace not in plain
    assert b"https://kept.example/" in plain
    with pikepdf.open(media.path(file.name)) as kept:
        assert str(kept.Root.Lang) == "ar"


@context
def test_a_pdf_that_may_be_read_but_not_changed_is_kept() -> None:
    given = pdf(encryption=pikepdf.Encryption(owner="a", user=""))
    assert files.add_file(given, "en", {"en": "A file"}).pages == 2


BAD = {
    "nothing": b"",
    "html": b"<!doctype html><script>alert(1)</script>",
    "a picture": jpeg(),
    "broken": pdf()[:700],
    "a head": b"%PDF-1.7\n",
    "locked": pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
}


@context
@pytest.mark.parametrize("name", BAD)
def test_what_is_no_pdf_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(files.FileError, match=r"^[A-Z].+\.$"):
        files.add_file(BAD[name], "en", {"en": "A file"})
    assert not list(media.folder().rglob("*.pdf"))


@context
def test_a_newer_version_that_is_refused_leaves_the_older_in_its_place() -> None:
    file = files.add_file(pdf(2), "en", {"en": "A file"})
    before = media.path(file.name).read_bytes()
    with pytest.raises(files.FileError):
        files.renew(file, b"nothing")
    assert media.path(file.name).read_bytes() == before
    assert (file.version, file.pages, db.session.query(FileVersion).count()) == (1, 2, 0)


@context
def test_each_version_can_be_found_again() -> None:
    file = files.add_file(pdf(1), "en", {"en": "A file"})
    name = file.name
    for pages in (2, 3):
        files.renew(file, pdf(pages))
    assert (file.name, file.version, file.pages) == (name, 3, 3)
    assert [older.number for older in files.versions(file)] == [2, 1]
    older = files.version(file, 1)
    assert older is not None
    with pikepdf.open(media.path(older.name)) as kept:
        assert len(kept.pages) == 1


@context
@pytest.mark.parametrize(
    ("kind", "coding", "sound"),
    [("mp4", "h264", "aac"), ("mov", "h264", ""), ("webm", "libvpx-vp9", "libopus")],
)
def test_a_video_keeps_its_picture_and_loses_what_it_hides(
    tmp_path: Path, kind: str, coding: str, sound: str
) -> None:
    given = video(tmp_path, kind, coding, sound)
    assert MARK.encode() in given
    kept = videos.add_video(given, Words({"en": "A clip"}), original_name="a.html")
    content = media.path(kept.name).read_bytes()
    assert MARK.encode() not in content
    assert kept.name.endswith(".webm" if kind == "webm" else ".mp4")
    assert (kept.seconds, kept.bytes) == (3, len(content))
    assert kept.poster_id is not None


@context
@pytest.mark.parametrize(
    ("kind", "coding"), [("mp4", "mpeg4"), ("mp4", "hevc"), ("mkv", "h264"), ("avi", "mpeg4")]
)
def test_a_video_that_not_everybody_can_see_is_refused(
    tmp_path: Path, kind: str, coding: str
) -> None:
    with pytest.raises(videos.VideoError, match=r"^[A-Z].+\.$"):
        videos.add_video(video(tmp_path, kind, coding), Words({"en": "A clip"}))


@context
@pytest.mark.parametrize("cut", [0, 20, 200])
def test_a_broken_video_is_refused(tmp_path: Path, cut: int) -> None:
    with pytest.raises(videos.VideoError, match=r"^[A-Z].+\.$"):
        videos.add_video(video(tmp_path)[:cut], Words({"en": "A clip"}))
    assert not list(media.folder().rglob("*.mp4"))


@context
@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "http://x.example/", "https://a b"])
def test_a_link_to_a_video_is_a_safe_one(address: str) -> None:
    with pytest.raises(videos.VideoError):
        videos.add_link(address, Words({"en": "A clip"}))


def test_videos_cost_the_site_no_memory() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, app; print('av' in sys.modules, 'pikepdf' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
        cwd=workshop.HERE.parents[3],
    ).stdout
    assert said.split() == ["False", "False"]


GOOD = "WEBVTT - a title\n\nNOTE who\n\nSTYLE\n::cue {}\n\n1\n00:01.000 --> 00:02.500 align:start\n"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Hello & welcome", "Hello &amp; welcome"),
        ("مرحبًا <b>بكم</b>", "مرحبًا <b>بكم</b>"),
        ("<v Layla>Hello</v>", "<v Layla>Hello</v>"),
        ("<v.loud Layla>Hello", "<v Layla>Hello"),
        ("<script>alert(1)</script>", "alert(1)"),
        ("<b onclick=x>Hello</b>", "<b>Hello</b>"),
        ("<i.red>Hello</i>", "<i>Hello</i>"),
        ("1 < 2", "1 &lt; 2"),
        ("\u202eHello", "Hello"),
    ],
)
@context
def test_captions_are_written_anew(said: str, kept: str) -> None:
    written = subtitles.webvtt(f"{GOOD}{said}\n".encode())
    assert written == f"WEBVTT\n\n00:00:01.000 --> 00:00:02.500 align:start\n{kept}\n"
    assert subtitles.webvtt(written.encode()) == written


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"1\n00:00:01,000 --> 00:00:02,000\nHello\n",
        b"WEBVTT\n\nNothing\n",
        b"WEBVTT\n\n00:02.000 --> 00:01.000\nHello\n",
        b"WEBVTT\n\n00:99.000 --> 01:99.000\nHello\n",
        b"WEBVTT\n\n00:05.000 --> 00:06.000\nOne\n\n00:01.000 --> 00:02.000\nTwo\n",
        b"WEBVTT\n\n" + b"x" * 3_000_000,
    ],
)
@context
def test_captions_that_cannot_be_read_are_refused(content: bytes) -> None:
    with pytest.raises(subtitles.CaptionError, match=r"^[A-Z].+\.$"):
        subtitles.webvtt(content)


@context
def test_bad_captions_keep_no_video(tmp_path: Path) -> None:
    with pytest.raises((subtitles.CaptionError, ContentError)):
        videos.add_video(video(tmp_path), Words({"en": "A"}, captions={"en": b"nothing"}))
    assert not [path for path in media.folder().rglob("*") if path.suffix in (".mp4", ".vtt")]
