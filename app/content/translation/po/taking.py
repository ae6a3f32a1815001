"""Translations of a story or page taken in: as a working copy for review, never for readers."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from app.content import texts
from app.content.lifecycle import review, wording
from app.content.problems import TextError
from app.content.translation import state
from app.content.translation.po.judging import TAKEN, Judged
from app.content.translation.po.stories import Known, existing, unit_of, words_in
from app.content.translation.rebuilding import Rebuilt, rebuilt
from app.extensions import db
from app.models import Item, Text


def item_of(one: Judged) -> Item:
    """The item that it is about."""
    return db.session.get_one(Item, int(one.thing.id))


def unfit(one: Judged, item: Item, known: Known) -> Iterator[str]:
    """Why the words, put together, cannot be kept as they are."""
    if not _given(one):
        return
    words = _together(one, item, known).words
    try:
        clean = wording.cleaned(words)
    except TextError as error:
        yield from (say for sentences in error.problems.values() for say in sentences)
        return
    if any(clean[name] != value for name, value in words.items()):
        yield _("Put together, this text would not be what was translated. Nothing is taken in.")


def _given(one: Judged) -> dict[str, str]:
    """The new translations by their units."""
    return {unit_of(each.unit): each.after[0] for each in one.of("new", "changed")}


def _together(one: Judged, item: Item, known: Known) -> Rebuilt:
    text, given = existing(item, one.thing.language), _given(one)
    source = words_in(item, item.source_language, known) or wording.Words()
    if text is not None:
        return state.joined(text, source, known[text.id], given)
    return rebuilt(wording.Words(), source, {}, given)


def take(one: Judged, user_id: int | None) -> None:
    """Write what is new, ask for its review, and settle what was found to be right still."""
    text = texts.text_of(item_of(one), one.thing.language)
    if _given(one):
        made = state.put_together(text, _given(one))
        texts.save(text, made.words, user_id, kind="import", known=made)
        review.ask(text, user_id, _("Translations came back as a file."))
    _settle(text, one, user_id)


def _settle(text: Text, one: Judged, user_id: int | None) -> None:
    """What was looked at counts as fresh, also where only a comma of it changed."""
    said = {unit_of(each.unit): each for each in one.of(*TAKEN)}
    joint = {source for each in said.values() for source in each.joint}
    stale = [
        unit.source
        for unit in state.beside(text)
        if unit.state == "stale" and (unit.id in said or (unit.within in said))
    ]
    if stale:
        state.answer(text, [*stale, *joint], False, user_id, confirmed=False)
