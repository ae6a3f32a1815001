"""picture.py SOURCE FOLDER NAME: draws a picture anew, in the site's sizes, into FOLDER.

Prints {"width", "height", "variants"}, or {"problem": "empty", "unreadable", "pixels" or "full"}.
What is drawn anew holds nothing but what can be seen: no EXIF, no position, no thumbnail, no
profile, and nothing of what followed the picture in its file.
"""

from __future__ import annotations

import errno
import io
import json
import struct
import sys
import warnings
from pathlib import Path
from typing import Any

from PIL import AvifImagePlugin, Image, ImageCms, UnidentifiedImageError

WIDTHS = (320, 640, 960, 1280)
# (type, extension, Pillow's format, quality): the newest first, JPEG for whoever knows no other.
FORMATS = (("image/avif", "avif", "AVIF", 50), ("image/jpeg", "jpg", "JPEG", 72))
# The most pixels of each kind, so that none takes more than 300 megabytes: a JPEG is read at a
# smaller size from the start, WebP and AVIF are unpacked several times over.
MOST_PIXELS = {
    "JPEG": 50_000_000,
    "PNG": 24_000_000,
    "GIF": 24_000_000,
    "WEBP": 14_000_000,
    "AVIF": 14_000_000,
}
IN_PASSES = 35_000_000  # of a progressive JPEG, all of which is held before any of it is drawn
LONGEST_SIDE = 30_000  # what is longer is no photograph, and JPEG ends at 65,535
GROUND = "#FBF8F1"  # of the site's pages, behind what was see-through
ORIENTATION = 0x0112
SIDEWAYS = (5, 6, 7, 8)  # orientations in which width and height change places
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What the reading of a broken or hostile file can end in.
BROKEN = (
    UnidentifiedImageError,
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    struct.error,
)
BOMB = (Image.DecompressionBombWarning, Image.DecompressionBombError, MemoryError)


def made(source: Path, folder: Path, name: str) -> dict[str, Any]:
    """The sizes and formats of the picture `source`, written into `folder`."""
    if source.stat().st_size == 0:
        return {"problem": "empty"}
    with Image.open(source, formats=list(MOST_PIXELS)) as image:
        if image.width * image.height > _most(image) or max(image.size) > LONGEST_SIDE:
            return {"problem": "pixels"}
        width, height = _upright_size(image)
        drawn = _drawn(image, width)
    kept = [
        variant
        for wide in sorted({min(wide, width) for wide in WIDTHS})
        for variant in _variants(_sized(drawn, wide, width, height), folder, name)
    ]
    return {"width": width, "height": height, "variants": kept}


def _most(image: Image.Image) -> int:
    """How many pixels a picture of its kind may have."""
    return IN_PASSES if "progressive" in image.info else MOST_PIXELS[image.format or ""]


def _turn(image: Image.Image) -> int:
    """How the camera was held, 1 (upright) to 8; upright where its note cannot be read."""
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except (SyntaxError, ValueError, TypeError, KeyError, struct.error):
        return 1


def _upright_size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    return (height, width) if _turn(image) in SIDEWAYS else (width, height)


def _drawn(image: Image.Image, width: int) -> Image.Image:
    """The first frame, upright, opaque, in sRGB, and not much larger than the largest size."""
    turn, profile = _turn(image), image.info.get("icc_profile")
    factor = max(1, width // max(WIDTHS))
    image.draft("RGB", (image.width // factor, image.height // factor))  # JPEG reads less
    flat = _eight_bits(image)
    if flat.mode == "P" or "transparency" in flat.info:
        flat = flat.convert("RGBA")
    small = flat.reduce(max(1, _upright_size(image)[0] // (2 * max(WIDTHS))))
    plain = _in_srgb(_opaque(small), profile)
    turned = plain.transpose(TURNS[turn]) if turn in TURNS else plain
    turned.info = {}  # what was noted beside the pixels, the writer would write again
    return turned


def _eight_bits(image: Image.Image) -> Image.Image:
    """Greys of 16 bits in 8: Pillow would cut off what is brighter than the 255th."""
    if not image.mode.startswith(("I", "F")):
        return image
    return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode not in ("RGBA", "LA", "PA", "RGBa", "La"):
        return image
    whole = image.convert("RGBA")
    ground = Image.new("RGBA", whole.size, GROUND)
    return Image.alpha_composite(ground, whole).convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """The colours that were meant; a profile that cannot be read is left out."""
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            seen = ImageCms.profileToProfile(image, given, srgb, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            seen = None
        if seen is not None:
            return seen
    return image.convert("RGB")


def _sized(image: Image.Image, wide: int, width: int, height: int) -> Image.Image:
    high = max(1, round(height * wide / width))
    return image.resize((wide, high), Image.Resampling.LANCZOS)


def _variants(sized: Image.Image, folder: Path, name: str) -> list[dict[str, str | int]]:
    kept: list[dict[str, str | int]] = []
    for type_, extension, format_, quality in FORMATS:
        file = folder / f"{name}-{sized.width}.{extension}"
        sized.save(file, format_, quality=quality)
        size = file.stat().st_size
        kept.append({"name": file.name, "type": type_, "width": sized.width, "bytes": size})
    return kept


def main() -> dict[str, Any]:
    """What to print."""
    source, folder, name = sys.argv[1:]
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = max(MOST_PIXELS.values())
    AvifImagePlugin.DEFAULT_MAX_THREADS = 2  # each takes memory, and a server has many
    try:
        return made(Path(source), Path(folder), name)
    except BOMB:
        return {"problem": "pixels"}
    except BROKEN as error:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        return {"problem": "full" if full else "unreadable"}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
