"""Pictures as they come: good ones in every form, and broken ones refused with a sentence."""

import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image, ImageCms, PngImagePlugin

from app.content.store import media, workshop
from app.models import Media

pytestmark = [
    pytest.mark.usefixtures("app_context"),
    pytest.mark.one_engine,  # what is taken apart is pictures
]

SECRET = b"taken at 36.34N 43.13E by Layla"
TEAL = (0, 128, 128)


def written(image: Image.Image, format_: str, **options: object) -> bytes:
    """`image` as a file."""
    file = BytesIO()
    image.save(file, format_, **options)
    return file.getvalue()


def photograph(size: tuple[int, int] = (800, 600)) -> Image.Image:
    """A picture whose upper left corner is teal and whose rest is orange."""
    image = Image.new("RGB", size, "orange")
    image.paste(TEAL, (0, 0, size[0] // 2, size[1] // 2))
    return image


def with_exif() -> bytes:
    """A JPEG that says where, when and by whom, with a thumbnail and a comment."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (36.0, 20.0, 24.0), 3: "E", 4: (43.0, 7.0, 48.0)})
    return written(photograph(), "JPEG", exif=exif, comment=SECRET, xmp=b"<x>" + SECRET + b"</x>")


def with_png_text() -> bytes:
    """A PNG with text, a compressed text and EXIF."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", SECRET.decode())
    info.add_text("Author", SECRET.decode(), zip=True)
    return written(photograph(), "PNG", pnginfo=info)


def with_profile(format_: str, mode: str = "RGB") -> bytes:
    """A picture with a colour profile."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return written(photograph().convert(mode), format_, icc_profile=profile + SECRET)


def see_through() -> bytes:
    """A PNG of which nothing can be seen."""
    return written(Image.new("RGBA", (400, 300), (255, 0, 0, 0)), "PNG")


def animated(format_: str) -> bytes:
    """Two frames, of which the first is teal."""
    frames = [Image.new("RGB", (400, 300), colour) for colour in (TEAL, "red")]
    return written(frames[0], format_, save_all=True, append_images=frames[1:], duration=100)


def deep(value: int) -> bytes:
    """A grey picture of 16 bits."""
    return written(Image.new("I;16", (400, 300), value), "PNG")


def chunk(name: bytes, data: bytes) -> bytes:
    """A part of a PNG."""
    sum_ = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", sum_)


def png(width: int, height: int, *chunks: bytes) -> bytes:
    """A PNG that claims a size, and holds what `chunks` say."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IEND", b"")


NOTHING = zlib.compress(bytes(300 * 1024 * 1024), 9)

GOOD: dict[str, Callable[[], bytes]] = {
    "exif": with_exif,
    "png text": with_png_text,
    "rgb profile": lambda: with_profile("JPEG"),
    "cmyk profile": lambda: with_profile("JPEG", "CMYK"),
    "profile in avif": lambda: with_profile("AVIF"),
    "profile in webp": lambda: with_profile("WEBP"),
    "cmyk": lambda: written(photograph().convert("CMYK"), "JPEG"),
    "grey": lambda: written(photograph().convert("L"), "JPEG"),
    "palette": lambda: written(photograph().convert("P"), "PNG"),
    "palette see-through": lambda: written(photograph().convert("P"), "PNG", transparency=0),
    "one bit": lambda: written(photograph().convert("1"), "PNG"),
    "grey see-through": lambda: written(photograph().convert("LA"), "PNG"),
    "sixteen bits": lambda: deep(40_000),
    "see-through": see_through,
    "gif": lambda: animated("GIF"),
    "animated webp": lambda: animated("WEBP"),
    "animated png": lambda: animated("PNG"),
    "animated avif": lambda: animated("AVIF"),
    "webp": lambda: written(photograph(), "WEBP"),
    "avif": lambda: written(photograph(), "AVIF"),
    "progressive": lambda: written(photograph((3000, 2000)), "JPEG", progressive=True),
    "trailing bytes": lambda: written(photograph(), "JPEG") + SECRET * 100,
    "polyglot": lambda: written(photograph(), "GIF") + b"<script>alert(1)</script>" + SECRET,
    "one pixel": lambda: written(Image.new("RGB", (1, 1), TEAL), "PNG"),
    "bad exif": lambda: written(
        photograph(), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff" + SECRET
    ),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_picture_of_any_make_becomes_a_plain_one(name: str) -> None:
    kept = media.add_picture(GOOD[name](), {"en": "A wall"})
    assert kept.variants
    for variant in kept.variants:
        content = media.path(str(variant["name"])).read_bytes()
        assert len(content) == variant["bytes"]
        assert SECRET[:12] not in content
        for trace in (b"Exif", b"ICC_PROFILE", b"http://ns.adobe.com", b"script"):
            assert trace not in content
        with Image.open(BytesIO(content)) as image:
            assert image.mode in ("RGB", "L")
            assert getattr(image, "n_frames", 1) == 1
            assert not {"exif", "icc_profile", "xmp", "comment"} & set(image.info)


def colour(kept: Media, place: tuple[float, float] = (0.25, 0.25)) -> tuple[int, ...]:
    """The colour of a kept picture at a place, in parts of its width and height."""
    name = next(str(v["name"]) for v in kept.variants if v["type"] == "image/jpeg")
    with Image.open(media.path(name)) as image:
        at = (int(place[0] * image.width), int(place[1] * image.height))
        return tuple(image.convert("RGB").getpixel(at))  # type: ignore[arg-type]  # of three bands


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two colours look alike."""
    return all(abs(a - b) <= 24 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("exif", TEAL),
        ("rgb profile", TEAL),
        ("palette", TEAL),
        ("gif", TEAL),
        ("animated webp", TEAL),
        ("sixteen bits", (156, 156, 156)),
        ("see-through", (0xFB, 0xF8, 0xF1)),
    ],
)
def test_it_shows_what_it_showed(name: str, expected: tuple[int, ...]) -> None:
    assert near(colour(media.add_picture(GOOD[name]())), expected)


# Where the teal corner comes to stand, by how the camera was held.
CORNERS = {1: (0, 0), 2: (1, 0), 3: (1, 1), 4: (0, 1), 5: (0, 0), 6: (1, 0), 7: (1, 1), 8: (0, 1)}


@pytest.mark.parametrize("turn", CORNERS)
def test_a_picture_stands_upright_however_the_camera_was_held(turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    kept = media.add_picture(written(photograph(), "JPEG", exif=exif))
    assert (kept.width, kept.height) == ((600, 800) if turn > 4 else (800, 600))
    x, y = CORNERS[turn]
    assert near(colour(kept, (0.25 + x / 2, 0.25 + y / 2)), TEAL)


BAD: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "html": lambda: b"<!doctype html><script>alert(1)</script>",
    "pdf": lambda: b"%PDF-1.7\n%%EOF",
    "tiff": lambda: written(photograph(), "TIFF"),
    "bmp": lambda: written(photograph(), "BMP"),
    "icon": lambda: written(photograph((64, 64)), "ICO"),
    "truncated jpeg": lambda: with_exif()[:2000],
    "truncated png": lambda: with_png_text()[:-200],
    "truncated webp": lambda: written(photograph(), "WEBP")[:100],
    "truncated avif": lambda: written(photograph(), "AVIF")[:200],
    "truncated gif": lambda: written(photograph(), "GIF")[:60],
    "only a head": lambda: png(400, 300),
    "too many pixels": lambda: png(6001, 4000),
    "a claim": lambda: png(2_000_000_000, 2_000_000_000),
    "too long": lambda: written(Image.new("1", (1, 40_000)), "PNG"),
    "gif of a claimed size": lambda: b"GIF89a\xff\xff\xff\xff\x80\0\0" + bytes(6) + b";",
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_kept_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(media.PictureError, match=r"^[A-Z].+\.$"):
        media.add_picture(BAD[name]())
    assert not [file for file in media.folder().rglob("*.*") if file.is_file()]


@pytest.mark.parametrize(
    ("part", "kept"),
    [
        (chunk(b"zTXt", b"Comment\0\0" + NOTHING), False),
        (chunk(b"iTXt", b"Comment\0\1\0\0\0" + NOTHING), False),
        (chunk(b"iCCP", b"profile\0\0" + NOTHING), False),
        (chunk(b"IDAT", NOTHING), True),
    ],
    ids=["text", "words", "profile", "pixels"],
)
def test_what_unpacks_to_hundreds_of_megabytes_costs_little(
    tmp_path: Path, part: bytes, kept: bool
) -> None:
    rows = chunk(b"IDAT", zlib.compress(b"\0" * (1 + 3 * 40) * 30))
    result, kilobytes = measured(png(40, 30, part, rows), tmp_path)
    assert ('"variants"' in result) is kept
    assert kilobytes < 60 * 1024


# Runs a script and says on a line of its own how many kilobytes it took. Not by getrusage(), which
# counts what the process that started it took.
MEASURE = """
import runpy, sys
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print("\\n" + peak.split()[1])
"""


def measured(content: bytes, folder: Path) -> tuple[str, int]:
    """What the script says of a picture, and the kilobytes that it took."""
    (folder / "source").write_bytes(content)
    script = workshop.HERE / "picture.py"
    done = subprocess.run(
        [sys.executable, "-I", "-c", MEASURE, script, folder / "source", folder, "x"],
        capture_output=True,
        check=True,
        text=True,
    )
    result, kilobytes = done.stdout.strip().split("\n")
    return result, int(kilobytes)


# Of each kind a picture with as many pixels as it may have, and how it is written.
LARGEST = {
    "JPEG": ((7000, 5000), {"progressive": True, "subsampling": 0}),
    "PNG": ((4800, 5000), {"compress_level": 1}),
    "WEBP": ((2800, 5000), {"method": 0}),
}


@pytest.mark.parametrize("format_", LARGEST)
def test_no_picture_takes_more_than_300_megabytes(tmp_path: Path, format_: str) -> None:
    size, options = LARGEST[format_]
    content = written(Image.new("RGB", size, "teal"), format_, **options)
    result, kilobytes = measured(content, tmp_path)
    assert '"variants"' in result
    assert kilobytes < 310 * 1024


def test_what_is_larger_is_refused_by_its_head(tmp_path: Path) -> None:
    result, kilobytes = measured(png(4801, 5000), tmp_path)
    assert "pixels" in result
    assert kilobytes < 60 * 1024


def test_where_the_disk_is_full_nothing_is_half_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(media.os, "fsync", full)
    with pytest.raises(media.FullError):
        media.add_picture(with_exif())
    assert not [file for file in media.folder().rglob("*.*") if file.is_file()]


def test_words_of_a_picture_sent_again_do_not_overwrite(monkeypatch: pytest.MonkeyPatch) -> None:
    first = media.add_picture(with_exif(), {"en": "A wall"})
    monkeypatch.setattr(workshop, "run", lambda *_: pytest.fail("it was drawn again"))
    again = media.add_picture(BytesIO(with_exif()), {"en": "Another", "ar": "جدار"})
    assert again is first
    assert again.alt == {"en": "A wall", "ar": "جدار"}


def test_a_picture_above_the_limit_is_refused(make_app: Callable[..., Flask]) -> None:
    with (
        make_app(max_picture_mb=1).app_context(),
        pytest.raises(media.PictureError, match="too large"),
    ):
        media.add_picture(b"x" * 1_048_577)
