"""Pictures: their sizes, what they lose, and what is none."""

import re
from io import BytesIO

import pytest
from PIL import Image

from app.content.store import media

pytestmark = pytest.mark.usefixtures("app_context")


def picture(width: int = 1600, height: int = 900, **options: object) -> bytes:
    """A JPEG with an orientation and a GPS position in its EXIF."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    written = BytesIO()
    Image.new("RGB", (width, height), "teal").save(written, "JPEG", exif=exif, **options)
    return written.getvalue()


def test_a_picture_gets_four_widths_in_two_formats_upright_and_without_its_position() -> None:
    kept = media.add_picture(picture(), {"en": "A wall", "ar": "جدار"})
    assert (kept.width, kept.height) == (900, 1600)
    assert {v["type"] for v in kept.variants} == {"image/avif", "image/jpeg"}
    assert sorted({v["width"] for v in kept.variants}) == [320, 640, 900]
    for variant in kept.variants:
        with Image.open(media.path(str(variant["name"]))) as image:
            assert image.width == variant["width"]
            assert not image.getexif()


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF89a", picture()[:300]])
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(media.PictureError):
        media.add_picture(content, {})


@pytest.mark.parametrize(
    "name", [".png", "../x.png", "a/../b.png", "/etc/passwd", "a\\b.png", "a.png/"]
)
def test_a_name_never_leads_outside_of_the_store(name: str) -> None:
    with pytest.raises(ValueError, match=re.escape(name)):
        media.path(name)
