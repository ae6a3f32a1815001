"""Where pictures, videos and files are kept, and how a picture gets its sizes.

The store is one small interface (path, store, remove) over a local folder, so that another may
follow without touching its callers.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy import String, cast, select

from app.config import settings
from app.content import site
from app.content.safety import taken
from app.content.sanitise import clean_line, clean_text
from app.content.store import workshop
from app.extensions import db
from app.models import Media

NAME = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_.-]*)*\.[a-z0-9]{2,5}")
LONGEST = 200
AT_ONCE = 1024 * 1024  # bytes held in memory while a file is copied
FULL = (errno.ENOSPC, errno.EDQUOT)
LEFT_BEHIND = 24 * 3600  # seconds after which no process is still at work on a file
BUSY = lazy_gettext("Other files are being worked on. Please try again in a minute.")
WHY_NOT = {
    "busy": BUSY,
    "empty": lazy_gettext("The file is empty. Please choose it again."),
    "pixels": lazy_gettext(
        "The picture is too large to be worked on. Please save it as a JPEG that is at most 4,000 "
        "pixels wide, and send that."
    ),
}
UNREADABLE = lazy_gettext(
    "This is no picture that can be read. Please send a JPEG, PNG, WebP, AVIF or GIF; "
    "other kinds, such as SVG or HEIC, are not kept."
)


class UploadError(ValueError):
    """A file that cannot be kept; its text is a sentence for whoever sent it."""


class PictureError(UploadError):
    """A file that is no picture that can be kept."""


class FullError(Exception):
    """There is no room for another file; nothing of it was kept."""


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
    with workplace() as work:
        draft = work / "draft"
        draft.write_bytes(content)
        return keep(draft, name)


def keep(file: Path, name: str) -> Path:
    """Move a finished file of a workplace into the store."""
    target = path(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    return file.replace(target)


def copied(name: str, work: Path) -> Path:
    """A copy of what is kept under `name`, in a workplace."""
    return Path(shutil.copyfile(path(name), work / "copy"))


def remove(name: str) -> None:
    """Delete what is kept under `name`, where there is anything."""
    path(name).unlink(missing_ok=True)


@contextmanager
def workplace() -> Iterator[Path]:
    """A folder beside the store for what is not finished, gone afterwards; FullError."""
    root = folder() / ".work"  # no name of the store begins like this
    try:
        root.mkdir(parents=True, exist_ok=True)
        _sweep(root)
        with tempfile.TemporaryDirectory(dir=root) as work:
            yield Path(work)
    except OSError as error:
        if error.errno in FULL:
            raise FullError from error
        raise
    except workshop.WorkError as error:
        if error.code == "full":
            raise FullError from error
        raise


def _sweep(root: Path) -> None:
    """Delete what a process that was ended left unfinished: it may say more than it should."""
    for work in root.iterdir():
        if work.is_dir() and work.stat().st_mtime < time.time() - LEFT_BEHIND:
            shutil.rmtree(work, ignore_errors=True)


def received(content: bytes | IO[bytes], work: Path, most: int) -> tuple[Path, str]:
    """What was sent, copied piece by piece into `work`, and its hash; UploadError above `most`."""
    source, digest, size = work / "source", hashlib.sha256(), 0
    stream = BytesIO(content) if isinstance(content, bytes) else content
    with source.open("wb") as file:
        while piece := stream.read(AT_ONCE):
            size += len(piece)
            if size > most * 1024 * 1024:
                raise UploadError(
                    _("The file is too large: at most %(most)s megabytes fit.", most=most)
                )
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return source, digest.hexdigest()[:20]


def add_picture(
    content: bytes | IO[bytes],
    alt: Mapping[str, str] | None = None,
    caption: Mapping[str, str] | None = None,
    credit: Mapping[str, str] | None = None,
    *,
    original_name: str = "",
    user_id: int | None = None,
) -> Media:
    """Keep a picture in the site's sizes and formats; the one there is where it was sent before.

    It is decided by content and drawn anew (workshop/picture.py). PictureError says what is wrong
    with it, FullError that there is no room. AVIF takes seconds: never while a reader waits.
    """
    words = {"alt": alt or {}, "caption": caption or {}, "credit": credit or {}}
    with workplace() as work:
        try:
            source, digest = received(content, work, settings().max_picture_mb)
        except UploadError as error:
            raise PictureError(str(error)) from None
        drawn = None if _known(digest) else _drawn(source, work, digest)
        site.changed()  # from here on one at a time: the same picture may be sent twice at once
        # Drawn only now, where the one that there was has been deleted in this very moment.
        media = _known(digest) or _shelved(drawn or _drawn(source, work, digest), work)
    if media not in db.session:
        media.original_name = file_name(original_name)
        media.user_id = user_id
        db.session.add(media)
    for name, given in words.items():
        setattr(media, name, cleaned(given) | (getattr(media, name) or {}))
    db.session.flush()
    return media


def _known(digest: str) -> Media | None:
    """The picture that was made of the same bytes; PictureError where it was taken down."""
    if taken.holds(f"/media/pictures/{digest}-"):
        raise PictureError(
            _("This very picture was taken down for somebody’s safety. It cannot be added again.")
        )
    made = cast(Media.variants, String).contains(digest)
    return db.session.execute(select(Media).where(made).order_by(Media.id)).scalar()


def _drawn(source: Path, work: Path, digest: str) -> dict[str, Any]:
    """A picture drawn anew in its sizes, which then lie in `work`, and what is known of it."""
    try:
        found: dict[str, Any] = workshop.run("picture", source, work, digest)
    except workshop.WorkError as error:
        if error.code == "full":
            raise
        raise PictureError(str(WHY_NOT.get(error.code, UNREADABLE))) from None
    return found


def _shelved(found: Mapping[str, Any], work: Path) -> Media:
    """The picture that lies drawn in `work`, moved into the store."""
    variants = [variant | {"name": f"pictures/{variant['name']}"} for variant in found["variants"]]
    for variant in variants:
        keep(work / PurePosixPath(variant["name"]).name, variant["name"])
    return Media(
        width=found["width"],
        height=found["height"],
        variants=variants,
        alt={},
        caption={},
        credit={},
    )


def cleaned(words: Mapping[str, str]) -> dict[str, str]:
    """A text per language as it is stored: clean, and without the languages that have none."""
    lines = {language: clean_text(text).strip() for language, text in words.items()}
    return {language: text for language, text in lines.items() if text}


def file_name(name: str) -> str:
    """The name that a file had with whoever sent it, for editors to know it by."""
    return clean_line(re.split(r"[/\\]", name)[-1])[:LONGEST]
