"""Many files as one zip, with a list of what is in it, as agencies want it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import gettext as _

from app.content.translation.po.things import Thing
from app.content.translation.po.writing import words

EPOCH = (1980, 1, 1, 0, 0, 0)  # for every file, so that the same content is the same bytes
MOST_TOGETHER = 2_000  # entries of small things in a file, so that it can be read again
LIST, READ_ME = "words.csv", "readme.txt"


def files(things: Sequence[Thing]) -> dict[str, list[Thing]]:
    """The things by the file that holds them: one for each story, and one for each kind of else."""
    found: dict[str, list[Thing]] = {}
    entries: Counter[str] = Counter()
    for one in things:
        name = f"{one.subject}-{one.id}"
        if one.kept:
            part = entries[one.subject] // MOST_TOGETHER
            name = f"{one.subject}-part-{part + 1}" if part else one.subject
            entries[one.subject] += len(one.entries)
        found.setdefault(f"{name}.{one.language}.po", []).append(one)
    return found


def listed(
    files: Mapping[str, Sequence[Thing]], due_on: date | None, contact: str
) -> dict[str, bytes]:
    """What a zip holds besides: how many words are in each file, and what to do with them."""
    table = io.StringIO()
    rows = csv.writer(table, lineterminator="\r\n")
    rows.writerow(["file", "title", "words", "due", "contact"])
    due = due_on.isoformat() if due_on else ""
    for name, things in files.items():
        title = things[0].title if len(things) == 1 else ""
        rows.writerow([name, _plain(title), sum(map(words, things)), due, _plain(contact)])
    return {LIST: ("\ufeff" + table.getvalue()).encode(), READ_ME: _read_me().encode()}


def _plain(text: str) -> str:
    """A cell that no table program takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text


def _read_me() -> str:
    lines = (
        _("Each .po file holds one text. Translate it with Poedit or any program that reads .po."),
        _("Keep the tags, and what stands in double square brackets, as in the source."),
        _("What is marked as needing work was translated from an older source: look at it again."),
        _("An empty line in a translation makes two paragraphs of it."),
        _("Send back the files that you changed, one by one or as a zip. Keep their names."),
    )
    return "\r\n".join(lines) + "\r\n"


def packed(catalogs: Mapping[str, bytes], besides: Mapping[str, bytes]) -> bytes:
    """All of it as one zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in {**catalogs, **besides}.items():
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)
    return held.getvalue()
