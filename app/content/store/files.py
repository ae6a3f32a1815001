"""Files to download: added, renewed at the same address, and as editors find their old versions."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from flask_babel import lazy_gettext
from sqlalchemy import select

from app.config import settings
from app.content import indexing, site
from app.content.problems import GoneError
from app.content.store import media, workshop
from app.extensions import db
from app.i18n.languages import get
from app.models import File, FileVersion

LONGEST = 300  # characters of a title
FOLDER = "files"  # where readers fetch them
OLDER = "versions"  # where nobody but editors does (reader/media.py)
_WORD = re.compile(r"[a-z0-9]+")
WHY_NOT = {
    "busy": media.BUSY,
    "empty": lazy_gettext("The file is empty. Please choose it again."),
    "locked": lazy_gettext("The PDF asks for a password. Please save it without one."),
    "pixels": lazy_gettext("The PDF has too many pages, or is too large to be worked on."),
}
UNREADABLE = lazy_gettext(
    "This is no PDF that can be read. Files to download must be PDF; please save yours as one."
)


class FileError(media.UploadError):
    """A file that cannot be offered."""


def add_file(
    content: bytes | IO[bytes],
    language: str,
    title: Mapping[str, str],
    *,
    original_name: str = "",
    user_id: int | None = None,
) -> File:
    """Keep a PDF, written anew without what it hides; FileError, FullError.

    `language` is the one that the PDF is written in, `title` what its link says per language.
    """
    file = File(
        name=f"{FOLDER}/{secrets.token_hex(8)}/{_plain(original_name)}.pdf",
        language=language,
        title=media.cleaned(title),
        version=1,
    )
    with media.workplace() as work:
        _put(file, work, _cleaned(content, work, language))
    file.original_name, file.user_id = media.file_name(original_name), user_id
    db.session.add(file)
    db.session.flush()
    return file


def _plain(name: str) -> str:
    """The name of a file for its address: Latin letters and figures."""
    return (
        "-".join(_WORD.findall(media.file_name(name).lower().removesuffix(".pdf")))[:60] or "file"
    )


def renew(
    file: File, content: bytes | IO[bytes], *, original_name: str = "", user_id: int | None = None
) -> File:
    """Put a newer version at the file's address and keep the older; FileError, FullError."""
    with media.workplace() as work:
        pages = _cleaned(content, work, file.language)
        site.changed()  # pages say how large it is; and from here on one at a time
        db.session.refresh(file)
        if file.taken_down_at is not None:
            raise GoneError(file.id)
        older = FileVersion(
            file_id=file.id,
            number=file.version,
            name=f"{OLDER}/{file.id}-{file.version}-{secrets.token_hex(8)}.pdf",
            pages=file.pages,
            bytes=file.bytes,
            user_id=file.user_id,
        )
        media.keep(media.copied(file.name, work), older.name)
        _put(file, work, pages)
    file.original_name, file.user_id = media.file_name(original_name), user_id
    file.version += 1
    db.session.add(older)
    db.session.flush()
    return file


def _cleaned(content: bytes | IO[bytes], work: Path, language: str) -> int:
    """The number of pages of a PDF, which then lies clean in `work`."""
    try:
        source, _digest = media.received(content, work, settings().max_picture_mb)
        pages: int = workshop.run("document", source, work, get(language).tag)["pages"]
    except media.UploadError as error:
        raise FileError(str(error)) from None
    except workshop.WorkError as error:
        if error.code == "full":
            raise
        raise FileError(str(WHY_NOT.get(error.code, UNREADABLE))) from None
    return pages


def _put(file: File, work: Path, pages: int) -> None:
    file.pages, file.bytes = pages, (work / "clean").stat().st_size
    media.keep(work / "clean", file.name)


def versions(file: File) -> list[FileVersion]:
    """The older versions of a file, newest first."""
    wanted = select(FileVersion).filter_by(file_id=file.id).order_by(FileVersion.number.desc())
    return list(db.session.execute(wanted).scalars())


def version(file: File, number: int) -> FileVersion | None:
    """An older version by its number; None where there is none."""
    return next((older for older in versions(file) if older.number == number), None)


def describe(file: File, title: Mapping[str, str], language: str) -> None:
    """Change what a file's link says, per language, and the language that it is written in."""
    before = file.title
    file.title, file.language = media.cleaned(title), language
    site.changed()
    db.session.flush()
    if file.title != before:
        indexing.file_changed(file.id)
