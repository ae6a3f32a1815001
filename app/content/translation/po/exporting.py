"""Things given out to translators: one .po file, or a zip with one for each of them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.clock import utcnow
from app.content.sanitise import clean_line
from app.content.translation.po import packing, writing
from app.content.translation.po.memory import Found, Memory
from app.content.translation.po.things import Thing
from app.extensions import db
from app.i18n.languages import get
from app.models import HandedOut, Handout


@dataclass(frozen=True, slots=True)
class Exported:
    """A file for translators: its name and type, how much there is to do in it, its handout."""

    name: str
    type: str
    data: bytes
    words: int
    handout_id: int


def export(
    things: Sequence[Thing],
    source: str,
    language: str,
    *,
    user_id: int | None = None,
    due_on: date | None = None,
    contact: str = "",
) -> Exported:
    """The file, or the zip, with all that is to be translated from `source` into `language`.

    What was given out, and how it stood, is kept for when it comes back. ValueError where there
    are no things.
    """
    if not things:
        raise ValueError("nothing to give out")
    handout = _kept(things, source, language, user_id, due_on, contact)
    made = f"{handout.created_at:%Y-%m-%d %H:%M}+0000"
    header = writing.Header(get(language), source, handout.token, made, _about(due_on, contact))
    recall = _recall(things, source, language)
    files = packing.files(things)
    catalogs = {
        name: writing.as_bytes(writing.catalog(part, header, recall))
        for name, part in files.items()
    }
    words = sum(map(writing.words, things))
    if len(catalogs) == 1:
        name, data = next(iter(catalogs.items()))
        return Exported(name, "text/x-gettext-translation", data, words, handout.id)
    data = packing.packed(catalogs, packing.listed(files, due_on, contact))
    name = f"{source}-{language}-{made[:10]}.zip"
    return Exported(name, "application/zip", data, words, handout.id)


def _about(due_on: date | None, contact: str) -> dict[str, str]:
    """When a file is awaited and whom to ask, in its header: one that goes alone has no list."""
    due, ask = due_on.isoformat() if due_on else "", clean_line(contact)
    said = {"Report-Msgid-Bugs-To": ask, "X-Due": due}
    return {name: value for name, value in said.items() if value}


def _kept(
    things: Sequence[Thing],
    source: str,
    language: str,
    user_id: int | None,
    due_on: date | None,
    contact: str,
) -> Handout:
    handout = Handout(
        token=secrets.token_urlsafe(12),
        source_language=source,
        language=language,
        user_id=user_id,
        due_on=due_on,
        contact=contact,
        created_at=utcnow(),
        texts=[_handed_out(thing) for thing in things],
    )
    db.session.add(handout)
    db.session.flush()
    return handout


def _handed_out(thing: Thing) -> HandedOut:
    units = {one.id: [one.source, one.translation, *one.forms] for one in thing.entries}
    return HandedOut(subject=thing.subject, subject_id=thing.id, units=units)


def _recall(things: Sequence[Thing], source: str, language: str) -> dict[str, Found]:
    """Earlier translations of what has none yet."""
    wanted = {
        thing.context(one): one.source
        for thing in things
        for one in thing.entries
        if one.state == "missing" and not one.plural
    }
    if not wanted:
        return {}
    memory = Memory(source, language)
    found = {context: memory.find(text) for context, text in wanted.items()}
    return {context: one for context, one in found.items() if one is not None}
