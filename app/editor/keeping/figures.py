"""A new figure of a fact: number, date and source, and what it changes before it is kept."""

from __future__ import annotations

import re
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from app.content import facts
from app.content.keeping import effects
from app.content.keeping import facts as kept
from app.content.keeping.common import KeepingError
from app.editor.door import current_user
from app.editor.forms import AtMost, DeskForm, Required
from app.editor.keeping import keepers
from app.editor.keeping.keepers import line_field
from app.editor.rendering import render
from app.extensions import db
from app.i18n.formats import digits_to_latin
from app.models import Fact, Figure

Answer = Response | str
LONGEST = 18  # digits
_GROUPED = re.compile(r"[0-9]{1,3}(?:[,٬'’\s][0-9]{3})+")


class FigureForm(DeskForm):
    """What is known of a new figure."""

    value = line_field(lazy_gettext("Number"), validators=[Required()])
    as_of = line_field(
        lazy_gettext("Date on which it held"),
        description=lazy_gettext("As exactly as the source says it: 2023, 2023-06 or 2023-06-30."),
        validators=[Required()],
    )
    source = line_field(
        # Translators: noun: where a figure comes from.
        lazy_gettext("Source"),
        description=lazy_gettext("As readers will see it, such as “Ministry of Education, 2023”."),
        validators=[Required(), AtMost(500)],
    )
    source_url = line_field(lazy_gettext("Address of the source, if it has one"))


def fact_figure(id: int) -> Answer:
    """The form; then what would change; then the figure is kept."""
    fact = keepers.row_or_404(Fact, id)
    form = FigureForm()
    if form.validate_on_submit():
        figure = keepers.attempt(form, lambda: _looked_at(fact, form))
        if figure is not None and request.form.get("step") == "save":
            return _saved(fact, form)
        if figure is not None and request.form.get("step") != "change":
            return _effects(fact, figure, form)
    return render(
        "editor/fact_figure.html",
        title=_("New figure"),
        form=form,
        fact=fact,
        known=facts.known()[fact.key],
    )


def number(text: str) -> int:
    """The whole number typed in any digits, with or without separators; KeepingError."""
    plain = digits_to_latin(text)
    plain = re.sub(r"[,٬'’\s]", "", plain) if _GROUPED.fullmatch(plain) else plain
    if not (plain.isascii() and plain.isdecimal() and len(plain) <= LONGEST):
        raise KeepingError({"value": [_("Write a whole number, such as 85 or 1,234.")]})
    return int(plain)


def _looked_at(fact: Fact, form: Any) -> Figure:
    """The figure as it would be kept, of no fact yet; KeepingError."""
    try:
        return facts.figure_of(
            fact,
            number(form.value.data),
            form.as_of.data,
            form.source.data,
            form.source_url.data,
        )
    except facts.FactError as error:
        raise KeepingError({error.field: [str(error)]}) from error


def _effects(fact: Fact, figure: Figure, form: Any) -> str:
    known = facts.known()[fact.key]
    page = render(
        "editor/fact_effects.html",
        title=_("What the new figure changes"),
        form=form,
        fact=fact,
        figure=figure,
        before=known.on(facts.today()),
        later=_later(known, figure),
        effects=effects.of(fact, figure),
    )
    db.session.rollback()
    return page


def _later(known: facts.Known, figure: Figure) -> bool:
    """Whether a figure of a later day holds already, so that this one fills the history alone."""
    now = known.on(facts.today())
    return now is not None and now.effective_from > figure.effective_from


def _saved(fact: Fact, form: Any) -> Answer:
    kept.add_figure(
        fact,
        number(form.value.data),
        form.as_of.data,
        form.source.data,
        form.source_url.data,
        current_user().id,
    )
    said = _("The new figure is kept, and every text that cites it says so.")
    return keepers.done("fact.figure", "fact", fact.key, said, "fact_list")
