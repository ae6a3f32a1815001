"""Facts: their list, their words, and their order; a new figure has a page of its own."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from app.content import facts
from app.content.keeping import common, counted
from app.content.keeping import facts as kept
from app.content.keeping.facts import FactWords
from app.editor.each_language import fields_of_each
from app.editor.forms import AtMost, Required, per_language
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, choices, line_field, radio, text_field
from app.editor.rendering import render
from app.editor.worklists import typed
from app.i18n.bidi import isolate, ltr
from app.i18n.languages import Language, public_languages
from app.models import Fact
from app.search.folding import fold

Answer = Response | str


class FactForm(KeepForm):
    """The words of a fact; a counted form for each plural category of each language."""

    style = radio(
        lazy_gettext("It is written"),
        default="number",
        choices=choices(
            [
                ("number", lazy_gettext("as a number, such as 1,234")),
                ("year", lazy_gettext("as a year, such as 2014")),
            ]
        ),
    )


class NewFactForm(FactForm):
    """The same with the key, which never changes afterwards."""


def _with_fields(form: type[KeepForm]) -> None:
    per_language(
        form,
        "label",
        lambda name: line_field(
            # Translators: label of a field in the editors’ forms: what a member or a fact is
            # called.
            lazy_gettext("Name (%(language)s)", language=name),
            validators=[Required(), AtMost(kept.LONGEST["label"])],
        ),
    )
    per_language(
        form,
        "description",
        lambda name: text_field(
            lazy_gettext("What is counted (%(language)s)", language=name),
            validators=[AtMost(kept.LONGEST["description"])],
        ),
    )
    fields_of_each(form, _counted)


def _counted(language: Language) -> dict[str, Any]:
    numbers = {name: counted.example(language, name) for name in language.plural_categories}
    labels = {
        name: lazy_gettext("How you say %(number)s", number=isolate(number))
        for name, number in numbers.items()
    }
    return {f"counted_{language.code}_{name}": line_field(labels[name]) for name in labels}


_with_fields(FactForm)
NewFactForm.key = line_field(
    lazy_gettext("Its name in citations"),
    description=lazy_gettext(
        "In Latin letters, such as “schools-rebuilt”: texts then cite it as %(cite)s. "
        "It can never change. Leave it empty to take the English name.",
        cite=ltr("[[schools-rebuilt]]"),
    ),
)


def fact_list() -> str:
    """Every fact with today's figure."""
    wanted = typed.words("q")
    rows = [
        (fact, known.on(facts.today()))
        for fact in common.ordered(Fact)
        if (known := facts.known()[fact.key]) and _holds(fact, wanted)
    ]
    return render(
        "editor/fact_list.html",
        title=_("Facts"),
        rows=rows,
        known=facts.known(),
        words=wanted,
    )


def _holds(fact: Fact, words: str) -> bool:
    wanted = fold(words).strip()
    return any(wanted in fold(text) for text in (fact.key, *fact.label.values()))


def fact_new() -> Answer:
    """A fact that is not yet counted here."""
    form = keepers.opened(NewFactForm, {})
    if form.validate_on_submit():
        fact = keepers.attempt(form, lambda: kept.add(_typed(form, form.key.data)))
        if fact is not None:
            said = _("The fact is kept. Now write its first figure.")
            return keepers.done("fact.add", "fact", fact.key, said, "fact_figure", id=fact.id)
    return _page(form, _("New fact"))


def fact_edit(id: int) -> Answer:
    """The words of a fact."""
    fact = keepers.row_or_404(Fact, id)
    stored = _fields(kept.words_of(fact))
    form = keepers.opened(FactForm, stored)
    fine = form.validate_on_submit() and keepers.unchanged(form, stored)
    if fine and keepers.attempt(form, lambda: kept.save(fact, _typed(form, fact.key))):
        return keepers.done("fact.edit", "fact", fact.key, _("The words are kept."), "fact_list")
    return _page(form, _("The words of a fact"), fact)


def _typed(form: Any, key: str) -> FactWords:
    forms = {
        language.code: {
            category: form[f"counted_{language.code}_{category}"].data
            for category in language.plural_categories
        }
        for language in public_languages()
    }
    return FactWords(
        key=key,
        style=form.style.data,
        label=form.by_language("label"),
        description=form.by_language("description"),
        counted=forms,
    )


def _fields(words: FactWords) -> dict[str, Any]:
    fields = keepers.flat(words)
    for code, forms in words.counted.items():
        fields.pop(f"counted_{code}")
        fields |= {f"counted_{code}_{category}": text for category, text in forms.items()}
    return fields


def _page(form: Any, title: str, fact: Fact | None = None) -> str:
    return render("editor/fact_edit.html", title=title, form=form, fact=fact, numbers=_numbers)


def _numbers(language: Language, category: str) -> list[int]:
    """The numbers that take the same form as the example, to be named beside it."""
    return counted.examples(language, category)[1:]


def fact_move(id: int) -> Response:
    """One place up or down in the list that readers see."""
    keepers.row_or_404(Fact, id)
    common.move(Fact, id, keepers.up())
    facts.forget()
    return keepers.done("fact.move", "fact", id, _("The order is kept."), "fact_list")
