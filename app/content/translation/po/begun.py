"""Files for one language in which somebody has begun another: only their own words are taken."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polib
from flask_babel import gettext as _
from sqlalchemy import select

from app.content.translation.po.reading import Fault, Incoming
from app.content.translation.po.things import Context, context, written
from app.extensions import db
from app.i18n.bidi import isolate
from app.i18n.entry_checks import forms
from app.models import Handout

Given = Mapping[tuple[str, str], Mapping[str, Sequence[str]]]  # units as they were given out


def mistaken(found: Sequence[Incoming]) -> Iterator[Fault]:
    """Files whose header names another language than they were given out for.

    For where nobody says which language they are in: the header may be wrong.
    """
    for one, handout in _in_another(found):
        say = _(
            "This file was given out to be translated into %(given)s, and its header says "
            "%(said)s. If it is a translation into %(said)s now, take it in at the desk in "
            "the list of that language, or with the option --to.",
            given=isolate(handout.language),
            said=isolate(one.language.code),
        )
        yield Fault(one.file, 1, say)


def clear(found: Sequence[Incoming]) -> None:
    """Empty the entries that still say what was given out with them, in the other language."""
    for one, handout in _in_another(found):
        given = {(text.subject, text.subject_id): text.units for text in handout.texts}
        for entry in one.entries:
            _clear(entry, context(entry.msgctxt), given)


def _in_another(found: Sequence[Incoming]) -> Iterator[tuple[Incoming, Handout]]:
    """Each with how it was given out for another language; read at once."""
    wanted = select(Handout).where(Handout.token.in_({one.token for one in found if one.token}))
    handouts = {each.token: each for each in db.session.execute(wanted).scalars()}
    for one in found:
        handout = handouts.get(one.token)
        if handout is not None and handout.language != one.language.code:
            yield one, handout


def _clear(entry: polib.POEntry, named: Context | None, given: Given) -> None:
    units = given.get(named.key, {}) if named else {}
    was = [written(text) for text in units.get(named.unit, ())[1:]] if named else []
    said = {text for text in forms(entry).values() if text}
    if said and said <= set(was):
        entry.msgstr = ""
        entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
