"""document.py SOURCE FOLDER LANGUAGE: writes a PDF anew as FOLDER/clean, without what it hides.

Prints {"pages"}, or {"problem": "empty", "unreadable", "locked", "pixels" or "full"}. Gone are who
made it and with what, files within it, scripts, what runs by itself or sends a form, positions in
its photographs, and every earlier state that was left in the file.
"""

from __future__ import annotations

import errno
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

MOST_PAGES = 5000
# Keys that hold nothing to be read on a page.
HIDDEN = (
    *("/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/EF", "/AF", "/RF", "/Collection"),
    *("/AA", "/OpenAction", "/JavaScript", "/JS", "/XFA", "/EmbeddedFiles", "/Renditions"),
    *("/SpiderInfo", "/Threads"),
)
# What a click may do, of all that the format knows: go to a place in the file or on the web.
ACTIONS = {"/GoTo", "/URI", "/Named"}
OTHER_ACTIONS = {
    *("/JavaScript", "/Launch", "/SubmitForm", "/ResetForm", "/ImportData", "/GoToR", "/GoToE"),
    *("/Thread", "/Sound", "/Movie", "/Hide", "/Rendition", "/RichMediaExecute", "/SetOCGState"),
    *("/GoTo3DView", "/GoToDp", "/Trans"),
}
NOT_FOR_READING = {"/FileAttachment", "/Movie", "/Sound", "/Screen", "/3D", "/RichMedia"}
SAFE_ADDRESS = re.compile(rb"(?:https?|mailto|tel):", re.IGNORECASE)
# Of a JPEG's own notes: its size and density, its colours, and how they were mixed.
KEPT_NOTES = {0xE0, 0xE2, 0xEE}


def made(source: Path, folder: Path, language: str) -> dict[str, Any]:
    """The PDF `source` written anew."""
    with source.open("rb") as file:
        head = file.read(1024)
    if not head:
        return {"problem": "empty"}
    if b"%PDF-" not in head:
        return {"problem": "unreadable"}
    with pikepdf.open(source) as pdf:
        pages = len(pdf.pages)
        if not 0 < pages <= MOST_PAGES:
            return {"problem": "pixels" if pages else "unreadable"}
        clean(pdf)
        pdf.Root.Lang = pikepdf.String(language)
        pdf.save(folder / "clean", linearize=True, deterministic_id=True)
    return {"pages": pages}


def clean(pdf: pikepdf.Pdf) -> None:
    """Take out of `pdf` what is not there to be read."""
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    for thing in pdf.objects:
        for part in _parts(thing):
            _strip(part)


def _parts(thing: Object) -> Iterator[Object]:
    """The dictionaries within `thing`, itself included, as far as they are written in place."""
    waiting = [thing]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Array):
            waiting += [each for each in part if _compound(each)]
        elif isinstance(part, (Dictionary, Stream)):
            yield part
            waiting += [each for _key, each in part.items() if _compound(each)]


def _compound(value: object) -> bool:
    return isinstance(value, (Array, Dictionary)) and not value.is_indirect


def _strip(part: Object) -> None:
    for key in HIDDEN:
        if key in part:
            del part[key]
    if _is_action(part) and not _harmless(part):
        for key in list(part.keys()):
            del part[key]
    if "/Annots" in part and isinstance(part.Annots, Array):
        part.Annots = Array([each for each in part.Annots if _readable(each)])
    if isinstance(part, Stream) and _is_photograph(part):
        parms = part.get("/DecodeParms")
        part.write(
            without_notes(part.read_raw_bytes()),
            filter=Name.DCTDecode,
            decode_parms=parms if isinstance(parms, Dictionary | Array) else None,
        )


def _is_photograph(part: Stream) -> bool:
    """Whether the stream is a JPEG and nothing besides."""
    filters = part.get("/Filter")
    if isinstance(filters, Array):
        return len(filters) == 1 and filters[0] == Name.DCTDecode
    return filters == Name.DCTDecode


def _is_action(part: Object) -> bool:
    kind = str(part.get("/S", ""))
    return part.get("/Type") == Name.Action or (
        kind in ACTIONS | OTHER_ACTIONS and "/Type" not in part and "/K" not in part
    )


def _harmless(action: Object) -> bool:
    if str(action.get("/S", "")) not in ACTIONS:
        return False
    return "/URI" not in action or bool(SAFE_ADDRESS.match(bytes(action.URI).lstrip()))


def _readable(annotation: Object) -> bool:
    return (
        isinstance(annotation, Dictionary)
        and str(annotation.get("/Subtype", "")) not in NOT_FOR_READING
    )


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG without its EXIF, positions, thumbnails and comments; its pixels as they were."""
    if jpeg[:2] != b"\xff\xd8":
        return jpeg
    kept, at = [jpeg[:2]], 2
    while jpeg[at : at + 1] == b"\xff" and jpeg[at + 1 : at + 2] not in (b"", b"\xda", b"\xd9"):
        marker, size = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if not (0xE0 <= marker <= 0xEF or marker == 0xFE) or marker in KEPT_NOTES:
            kept.append(jpeg[at : at + 2 + size])
        at += 2 + size
    return b"".join([*kept, jpeg[at:]])


def main() -> dict[str, Any]:
    """What to print."""
    source, folder, language = sys.argv[1:]
    try:
        return made(Path(source), Path(folder), language)
    except pikepdf.PasswordError:
        return {"problem": "locked"}
    except MemoryError:
        return {"problem": "pixels"}
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        return {"problem": "full" if full else "unreadable"}
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        return {"problem": "unreadable"}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main()))
