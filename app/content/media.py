"""Where pictures, videos and files are kept, and how a picture gets its sizes.

The store is one small interface (path, store) over a local folder, so that another may follow
without touching its callers.
"""

from __future__ import annotations

import hashlib
import re
import warnings
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from app.config import settings
from app.extensions import db
from app.models import Media

NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_.-]*)*\.[a-z0-9]{2,5}")
LONGEST = 200
WIDTHS = (320, 640, 960, 1280)
# (type, extension, Pillow's format, quality): the newest first, JPEG for whoever knows no other.
FORMATS = (("image/avif", "avif", "AVIF", 50), ("image/jpeg", "jpg", "JPEG", 72))
READ = ("JPEG", "PNG", "WEBP", "AVIF", "GIF")
MOST_PIXELS = 50_000_000


class PictureError(ValueError):
    """A file that is no picture that can be kept."""


def folder() -> Path:
    """The folder of the store."""
    return Path(settings().instance_path) / "media"


def path(name: str) -> Path:
    """The file kept under `name`; ValueError for a name that is none, or leads outside."""
    if len(name) > LONGEST or ".." in name or not NAME.fullmatch(name):
        raise ValueError(name)
    return folder() / name


def store(name: str, content: bytes) -> Path:
    """Keep `content` under `name`, whole or not at all."""
    target = path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.part")
    draft.write_bytes(content)
    draft.replace(target)
    return target


def add_picture(
    content: bytes,
    alt: dict[str, str],
    caption: dict[str, str] | None = None,
    credit: dict[str, str] | None = None,
) -> Media:
    """Keep a picture in the site's sizes and formats; PictureError where it is none.

    It is decided by content and drawn anew, upright, so that EXIF, positions, thumbnails and
    whatever follows the picture are gone. AVIF takes seconds: never while a reader waits.
    """
    image = _read(content)
    name = hashlib.sha256(image.tobytes()).hexdigest()[:20]
    variants: list[dict[str, str | int]] = []
    for width in sorted({min(width, image.width) for width in WIDTHS}):
        sized = _sized(image, width)
        for type_, extension, format_, quality in FORMATS:
            kept = f"pictures/{name}-{width}.{extension}"
            data = _encoded(sized, format_, quality)
            store(kept, data)
            variants.append({"name": kept, "type": type_, "width": width, "bytes": len(data)})
    media = Media(
        width=image.width,
        height=image.height,
        variants=variants,
        alt=alt,
        caption=caption or {},
        credit=credit or {},
    )
    db.session.add(media)
    db.session.flush()
    return media


def _read(content: bytes) -> Image.Image:
    """The picture, upright, in red, green and blue."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(content), formats=READ)
            if image.width * image.height > MOST_PIXELS:
                raise PictureError("the picture has too many pixels")
            return ImageOps.exif_transpose(image).convert("RGB")
    except PictureError:
        raise
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise PictureError("this is no picture that can be read") from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise PictureError("the picture has too many pixels") from error


def _sized(image: Image.Image, width: int) -> Image.Image:
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _encoded(image: Image.Image, format_: str, quality: int) -> bytes:
    written = BytesIO()
    image.save(written, format_, quality=quality)
    return written.getvalue()
