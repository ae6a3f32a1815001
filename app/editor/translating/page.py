"""The page of a text beside its source, whatever stands in its form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.content.lifecycle.wording import Words
from app.content.lifecycle.working import latest_words
from app.content.translation import state
from app.content.translation.state import Unit
from app.editor.rendering import render
from app.editor.translating import earlier, suggestions
from app.editor.translating.fields import UnitsForm, tidy
from app.editor.translating.rows import rows
from app.editor.translating.wanted import text_to_read
from app.editor.writing.saving import name_of
from app.editor.writing.standing import coming, states
from app.editor.writing.writing import present
from app.extensions import db
from app.i18n import formats
from app.i18n.bidi import isolate
from app.i18n.formats import language_name
from app.i18n.languages import get
from app.models import Item


def page(item: Item, code: str, form: UnitsForm, theirs: Words | None = None) -> str:
    """`theirs` are the words that somebody else saved while these were typed."""
    text = text_to_read(item, code)
    units = state.beside(text)
    typed = {unit.id: _value(form, unit) for unit in units}
    clashing = _differing(units, typed) if theirs else {}
    html = render(
        "editor/translate_text.html",
        title=_title(item, code),
        form=form,
        item=item,
        source=get(item.source_language),
        target=get(code),
        rows=rows(text, units, typed, suggestions.of(text), clashing),
        earlier=earlier.found(units, item.source_language, code) if _asked() else None,
        missing=any(unit.state == "missing" for unit in units),
        stands=stands(item, code, units),
        written=bool(latest_words(text).version),
        theirs=theirs,
        who=name_of(theirs.user_id) if theirs else "",
        present=present(item),
        address=url_for("editor.translate_text", id=item.id, code=code),
    )
    db.session.rollback()  # a text that nobody has written yet is not made by looking
    return html


def _title(item: Item, code: str) -> str:
    named = {"language": isolate(language_name(code))}
    if item.type == "page":
        return _("Translate this page: %(language)s", **named)
    return _("Translate this story: %(language)s", **named)


def _value(form: UnitsForm, unit: Unit) -> str:
    return unit.translation if unit.state == "gone" else str(form.unit(unit.id).data or "")


def _differing(units: Sequence[Unit], typed: Mapping[str, str]) -> dict[str, str]:
    """What others have of the units that are typed otherwise here."""
    return {unit.id: unit.translation for unit in units if tidy(typed[unit.id]) != unit.translation}


def stands(item: Item, code: str, units: Sequence[Unit]) -> str:
    """How much is done, and where the text stands, in sentences."""
    of = [*states(item), *coming(item)]
    told = [state.said for state in of if state.language.code == code]
    return " ".join([progress(units), *told])


def progress(units: Sequence[Unit]) -> str:
    """How many of the units of the source are translated as it is now."""
    wanted = [unit for unit in units if unit.state != "gone"]
    done = sum(unit.state == "fresh" for unit in wanted)
    return ngettext(
        "%(done)s of %(number)s part is done.",
        "%(done)s of %(number)s parts are done.",
        len(wanted),
        done=formats.number(done),
        number=formats.number(len(wanted)),
    )


def _asked() -> bool:
    """Whether earlier translations were asked for, as without a script."""
    return "earlier" in request.args
