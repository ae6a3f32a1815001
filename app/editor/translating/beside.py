"""A text beside its source: opened, saved by a person or by the script, checked while typed."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, jsonify, redirect, request, url_for
from werkzeug.wrappers import Response as Redirect

from app import audit
from app.clock import utcnow
from app.content import texts
from app.content.lifecycle import presence
from app.content.translation import state
from app.editor.door import current_user
from app.editor.translating import deeds, earlier, keeping, sentences, suggestions
from app.editor.translating.fields import UnitsForm, form_class
from app.editor.translating.keeping import Kept
from app.editor.translating.page import page, stands
from app.editor.translating.wanted import item_to_translate, text_to_read, text_to_write
from app.editor.writing.writing import onwards, present
from app.extensions import db
from app.i18n.formats import time_of_day
from app.i18n.languages import get
from app.models import Item, Text

Answer = Redirect | str | tuple[str, int]
Told = tuple[Response, int]
LONGEST = 20_000  # characters of a paragraph that is checked while it is typed


def translate_text(id: int, code: str) -> Answer:
    """The units of a translation beside those of the source; what was typed, saved."""
    item = item_to_translate(id, code)
    if request.method == "POST":
        return _sent(item, code)
    form = _opened(item, code)
    presence.here(item.id, current_user().id, form.named())
    db.session.commit()
    return page(item, code, form)


def _opened(item: Item, code: str) -> UnitsForm:
    text = text_to_read(item, code)
    units = state.beside(text)
    form = form_class(text, units)(formdata=None)
    form.begin(units, texts.latest_words(text).version)
    db.session.rollback()  # a text that nobody has written yet is not made by looking
    return form


def _made(text: Text) -> UnitsForm:
    """The form with what was sent in it."""
    form = form_class(text, state.beside(text))()
    form.named()
    form.carry()
    return form


def _sent(item: Item, code: str) -> Answer:
    id, text = item.id, text_to_write(item, code)
    form = _made(text)
    deed, unit = deeds.pressed(request.form.get("then", ""))
    if deed == "use":
        _use(text, form, unit)
    kept = keeping.keep(text, form, current_user()) if form.validate() else Kept(problems={"": []})
    if kept.whole:
        return _saved(text, deed, unit)
    db.session.rollback()
    form.refuse(kept.problems)
    there = item_to_translate(id, code)
    if kept.theirs is None:
        return page(there, code, form)
    keeping.put_aside(text_to_write(there, code), form, current_user())
    db.session.commit()
    return page(there, code, form, kept.theirs), 409


def _use(text: Text, form: UnitsForm, unit: str) -> None:
    """Take a suggestion over into its field."""
    found = suggestions.of(text).get(unit)
    if found is not None and unit in form.ids():
        form.unit(unit).data = found.translation
        suggestions.settle(text, unit)


def _saved(text: Text, deed: str, unit: str) -> Redirect:
    item, code = text.item, text.language
    if deed:  # first, since the log is the last thing to be held
        deeds.do(text, deed, unit)
    audit.record("translation.save", item.type, item.id, {"language": code})
    db.session.commit()
    anchor = f"unit-{unit}" if deed and unit else None
    here = url_for("editor.translate_text", id=item.id, code=code, _anchor=anchor)
    address, said = onwards(item, here)
    flash(said)
    return redirect(address, 303)


def translate_autosave(id: int, code: str) -> Told:
    """Save what was typed: 200, 409 where somebody else saved, 422 where it is wrong."""
    item = item_to_translate(id, code)
    text = text_to_write(item, code)
    form = _made(text)
    if not form.validate():
        db.session.rollback()
        return jsonify(problems=form.errors), 422
    kept = keeping.keep(text, form, current_user(), autosave=True)
    if kept.whole:
        presence.here(item.id, current_user().id, form.named())
        db.session.commit()
        return jsonify(_told(text, kept)), 200
    db.session.rollback()
    if kept.problems:
        return jsonify(problems=kept.problems), 422
    keeping.put_aside(text_to_write(item_to_translate(id, code), code), form, current_user())
    db.session.commit()
    return jsonify(conflict=[code], url=url_for("editor.translate_text", id=id, code=code)), 409


def _told(text: Text, kept: Kept) -> dict[str, Any]:
    """On which version the form now stands, and what its page says that is other by now."""
    units = state.beside(text)
    return {
        "saved": True,
        "versions": {text.language: kept.version},
        "at": time_of_day(utcnow()),
        "presence": present(text.item),
        "stands": {text.language: stands(text.item, text.language, units)},
        "units": {unit.id: unit.state for unit in units},
    }


def translate_earlier(id: int, code: str) -> Told:
    """How what is not translated yet was translated elsewhere; asked for when the page is open."""
    item = item_to_translate(id, code)
    found = earlier.found(state.beside(text_to_read(item, code)), item.source_language, code)
    db.session.rollback()
    told = {
        unit: {"source": one.source, "translation": one.translation, "exact": one.exact}
        for unit, one in found.items()
    }
    return jsonify(found=told), 200


def translate_check(id: int, code: str) -> Told:
    """What is wrong or doubtful in a paragraph that is being typed."""
    item = item_to_translate(id, code)
    source, typed = request.form.get("source", ""), request.form.get("text", "")
    if max(len(source), len(typed)) > LONGEST:
        return jsonify(found=[]), 200
    found = sentences.found(source, typed, get(item.source_language), get(code))
    return jsonify(found=[{"text": one.text, "severe": one.severe} for one in found]), 200
