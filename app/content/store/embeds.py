"""Pictures and files in texts: [[picture:12]] and [[file:5]], kept as they were typed.

A picture is a paragraph of its own; a file is a link within a sentence or by itself. They are
looked up when a text is read, so what was taken down is gone from every text at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import select

from app.content.rows import Download
from app.extensions import db
from app.i18n import fallbacks
from app.models import File, Media

EMBED = re.compile(r"\[\[\s*(picture|file)\s*:\s*([0-9]{1,9})\s*\]\]")


def ids(text: str, kind: str) -> list[int]:
    """The ids of the pictures ("picture") or files ("file") in `text`, each once, in order."""
    found = (int(match[2]) for match in EMBED.finditer(text) if match[1] == kind)
    return list(dict.fromkeys(found))


def problems(text: str) -> list[str]:
    """Sentences about the pictures and files in `text` that there are not, or not any more."""
    shown, offered = _missing(Media, ids(text, "picture")), _missing(File, ids(text, "file"))
    return [
        *(_("There is no picture “%(id)s”.", id=id) for id in shown),
        *(_("There is no file “%(id)s”.", id=id) for id in offered),
    ]


def _missing(model: type[Media | File], wanted: list[int]) -> list[int]:
    if not wanted:
        return []
    there = set(
        db.session.execute(
            select(model.id).where(model.id.in_(wanted), model.taken_down_at.is_(None))
        ).scalars()
    )
    return [id for id in wanted if id not in there]


def files(wanted: Iterable[int], language: str) -> dict[int, Download]:
    """The files of these ids that are offered to readers, with their titles in `language`."""
    chosen = set(wanted)
    if not chosen:
        return {}
    rows = db.session.execute(
        select(File).where(File.id.in_(chosen), File.taken_down_at.is_(None))
    ).scalars()
    return {file.id: download(file, language) for file in rows}


def download(file: File, language: str) -> Download:
    """A file as pages offer it."""
    title = fallbacks.said(file.title, language, file.name)
    return Download(file.name, title, file.language, file.type, file.pages, file.bytes)


def plain(text: str, language: str) -> str:
    """`text` without its pictures, and with its files named."""
    if "[[" not in text:
        return text
    offered = files(ids(text, "file"), language)

    def said(match: re.Match[str]) -> str:
        file = offered.get(int(match[2])) if match[1] == "file" else None
        return file.title if file else ""

    return EMBED.sub(said, text)
