"""What was sent, file by file: a .po, or a zip of several, which is not trusted in anything."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from flask_babel import gettext as _

from app.i18n.bidi import isolate
from app.i18n.findings import shortened
from app.i18n.formats import number
from app.i18n.pofiles import MOST_BYTES

MOST_FILES = 10_000
MOST_PACKED = 32 * 1024 * 1024  # bytes of a zip
MOST_UNPACKED = 128 * 1024 * 1024  # bytes of all that is in it
MOST_TIMES = 100  # that it may grow; a .po grows to five times its size
_BEGINS = b"PK\x03\x04"
_LISTED = b"PK\x01\x02"
_AT_ONCE = 64 * 1024
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PASSED_OVER = (".mo", ".csv", ".txt")  # what we send with it, and what Poedit leaves beside it
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError),
    *(ValueError, OverflowError, IndexError, KeyError),
)

File = tuple[str, bytes]


class PackedError(ValueError):
    """A zip that is not taken; its text is a sentence for whoever sent it."""


def unpacked(name: str, data: bytes) -> list[File]:
    """The .po files in what was sent, each by its name; PackedError."""
    if not (data.startswith(_BEGINS) or name.lower().endswith(".zip")):
        return [(name, data)]
    if len(data) > MOST_PACKED:
        raise PackedError(_("The zip is too large. Send its files in several parts."))
    if data.count(_LISTED) > MOST_FILES:
        raise _too_many()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found = list(_files(archive, len(data)))
    except _BROKEN as error:
        if isinstance(error, PackedError):
            raise
        raise PackedError(_("The zip cannot be read. Pack the files once more.")) from None
    if not found:
        raise PackedError(_("There is no .po file in the zip."))
    return found


def _too_many() -> PackedError:
    say = _("There are more than %(most)s files in the zip.", most=number(MOST_FILES))
    return PackedError(say)


def _files(archive: zipfile.ZipFile, packed: int) -> Iterator[File]:
    left = min(MOST_UNPACKED, max(MOST_BYTES, MOST_TIMES * packed))
    seen: set[str] = set()
    if len(archive.infolist()) > MOST_FILES:
        raise _too_many()
    for info in archive.infolist():
        _refuse_hostile(info)
        if info.filename in seen:
            raise _refused(info, _("The zip holds %(file)s twice."))
        seen.add(info.filename)
        if not info.is_dir() and _wanted(info):
            content = _content(archive, info, left)
            left -= len(content)
            yield info.filename, content


def _refuse_hostile(info: zipfile.ZipInfo) -> None:
    """PackedError for what is no plain file inside of the zip."""
    # As it is written there: zipfile itself already cuts a name at its first NUL.
    name = info.orig_filename
    parts = PurePosixPath(name).parts
    outside = name.startswith(("/", "\\")) or ".." in parts or "\\" in name or ":" in name
    if outside or not name.isprintable():
        raise _refused(info, _("The name %(file)s leads out of the zip, or cannot be read."))
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refused(info, _("%(file)s is no plain file, but a link to another one."))
    if info.flag_bits & 0x1:
        raise _refused(info, _("%(file)s is locked with a password. Pack the files without one."))
    if info.compress_type not in _PACKINGS:
        raise _refused(info, _("%(file)s is packed in a way that cannot be read here."))


def _refused(info: zipfile.ZipInfo, sentence: str) -> PackedError:
    return PackedError(sentence % {"file": isolate(shortened(info.orig_filename, 60))})


def _wanted(info: zipfile.ZipInfo) -> bool:
    """Whether it is to be read; PackedError for what has no place there."""
    path = PurePosixPath(info.filename)
    if path.name.startswith(".") or "__MACOSX" in path.parts:
        return False
    suffix = path.suffix.lower()
    if suffix == ".po":
        return True
    if suffix in _PASSED_OVER:
        return False
    raise _refused(info, _("%(file)s is no .po file. Take it out of the zip."))


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    """The bytes of a file, of which no more are unpacked than may be, whatever the zip says."""
    most = min(MOST_BYTES, left)
    content = bytearray()
    with archive.open(info) as file:
        while piece := file.read(_AT_ONCE):
            content += piece
            if len(content) > most:
                raise _refused(info, _("%(file)s becomes too large when it is unpacked."))
    if content.startswith(_BEGINS):
        raise _refused(info, _("%(file)s is a zip in a zip. Pack the .po files alone."))
    return bytes(content)
