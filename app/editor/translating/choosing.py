"""The page of a suggestion: its form, and all that one needs to decide about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from markupsafe import Markup, escape
from wtforms import HiddenField, TextAreaField

from app.content import citations
from app.content.keeping import counted
from app.content.lifecycle import differences
from app.content.lifecycle.differences import Pair
from app.content.translation.likeness import key
from app.content.translation.po import deciding
from app.content.translation.po.deciding import Case
from app.content.translation.po.things import Entry
from app.editor.forms import AtMost, DeskForm, Required, line
from app.editor.people import deeds
from app.editor.rendering import render
from app.editor.translating import sentences
from app.editor.translating.fields import clean_text_of, tidy
from app.editor.translating.rows import as_markup
from app.editor.translating.sentences import Said
from app.editor.writing.saving import name_of
from app.editor.writing.wording import LONGEST_BODY
from app.i18n.bidi import isolate
from app.i18n.formats import language_name
from app.i18n.languages import Language, get

FIELD = "said_"


class ChoiceForm(DeskForm):
    """What would be taken; `seen` says of which state of everything the page was shown."""

    seen = HiddenField(filters=[line])

    def fields_of_texts(self) -> list[Any]:
        """The field of the text, or those of its forms."""
        return [field for field in self if field.name.startswith(FIELD)]

    def texts(self, case: Case) -> list[str]:
        """What was typed as it is kept; what is wrong with it then stands at its fields."""
        typed = [tidy(field.data) for field in self.fields_of_texts()]
        if case.entry is None or not case.entry.plural:
            return typed
        language = get(case.suggestion.language)
        names = language.plural_categories
        forms, wrong = counted.read(dict(zip(names, typed, strict=True)), language)
        self.refuse({f"{FIELD}{names.index(name)}": said for name, said in wrong.items()})
        return [forms.get(name, "") for name in names]


def opened(case: Case) -> ChoiceForm:
    """The form with what came back in it."""
    form = _class(case)(formdata=None)
    form.seen.data = case.print
    for field, text in zip(form.fields_of_texts(), _shown(case, case.suggested), strict=True):
        field.data = text
    return form


def sent(case: Case) -> ChoiceForm:
    """The form as it was sent."""
    return _class(case)()


def _class(case: Case) -> type[ChoiceForm]:
    fields = {
        f"{FIELD}{at}": TextAreaField(
            label,
            filters=[clean_text_of],
            validators=[Required(), AtMost(LONGEST_BODY)],
        )
        for at, label in enumerate(_labels(case))
    }
    return type("SuggestionForm", (ChoiceForm,), fields)


def _labels(case: Case) -> list[Any]:
    if case.entry is None:
        return []
    if not case.entry.plural:
        return [lazy_gettext("The suggestion, which you can change before you take it")]
    language = get(case.suggestion.language)
    numbers = [counted.example(language, one) for one in language.plural_categories]
    return [lazy_gettext("How you say %(number)s", number=isolate(one)) for one in numbers]


def _shown(case: Case, texts: Sequence[str]) -> list[str]:
    """Texts as people read them: the forms of what is counted with a number each."""
    if case.entry is None:
        return []
    if not case.entry.plural:
        return [*texts][:1]
    language = get(case.suggestion.language)
    return _examples(dict(zip(language.plural_categories, texts, strict=False)), language)


def _examples(forms: dict[str, str], language: Language) -> list[str]:
    shown = counted.shown(forms, language)
    return [shown.get(name, "") for name in language.plural_categories]


def page(case: Case, form: ChoiceForm) -> str:
    """The page, whatever stands in its form."""
    row, entry = case.suggestion, case.entry
    target, source = get(row.language), get(deciding.source_of(row))
    return render(
        "editor/suggestion_decide.html",
        # Translators: a translation from a file, about which somebody decides.
        title=_("A suggestion: %(language)s", language=isolate(language_name(row.language))),
        form=form,
        case=case,
        row=row,
        kind=deeds.subject(row.subject),
        who=name_of(row.user_id),
        target=target,
        source=source,
        shown=_source(entry, source) if entry else [],
        plain=entry.source if entry and entry.rich and _marked(entry.source) else "",
        changed=_changed(case),
        pairs=_pairs(case),
        said=_said(case, form, source, target),
        at_once=deciding.at_once(row.subject),
    )


def _marked(text: str) -> bool:
    return "<" in text or "&" in text


def _source(entry: Entry, source: Language) -> list[Markup]:
    """The source as readers see it; what is counted in its first and its last form."""
    if entry.plural:
        ends = {source.plural_categories[0]: entry.source, source.general_category: entry.plural}
        return [escape(text) for text in _examples(ends, source) if text]
    if entry.rich:
        return [citations.html(entry.source, source.code, None)]
    return [escape(citations.plain(entry.source, source.code, None))]


def _changed(case: Case) -> list[Pair]:
    """What became other in the source since the suggestion was made; nothing where little did."""
    was, entry = case.suggestion.source, case.entry
    if entry is None or key(was) == key(entry.source):
        return []
    said = [_first_form(case, text) if entry.plural else text for text in (was, entry.source)]
    before, now = (_html(entry, [text]) for text in said)
    return differences.words(before, now)


def _first_form(case: Case, text: str) -> str:
    """What is counted, as its source says it of the first number: "1 member"."""
    source = get(deciding.source_of(case.suggestion))
    first = source.plural_categories[0]
    return counted.shown({first: text}, source)[first]


def _pairs(case: Case) -> list[Pair]:
    if case.entry is None:
        return []
    before, after = (_shown(case, texts) for texts in (case.before, case.suggested))
    return _beside(differences.words(_html(case.entry, before), _html(case.entry, after)))


def _beside(pairs: list[Pair]) -> list[Pair]:
    """Two paragraphs in one row, however little they have in common: they are to be compared."""
    gone = [one for one in pairs if one.kind == "gone"]
    new = [one for one in pairs if one.kind == "new"]
    if len(pairs) != 2 or len(gone) != len(new):
        return pairs
    return [replace(gone[0], kind="changed", after=new[0].after)]


def _html(entry: Entry, texts: Sequence[str]) -> str:
    said = "\n".join(texts)
    return said if entry.rich else as_markup("title", said)


def _said(case: Case, form: ChoiceForm, source: Language, target: Language) -> list[Said]:
    """What is doubtful in the text that would be taken."""
    if case.entry is None or case.entry.plural:
        return []
    (field,) = form.fields_of_texts()
    return sentences.found(case.entry.source, field.data or "", source, target)
