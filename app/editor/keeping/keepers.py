"""What the pages of facts, members, subjects, notices and posts share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice

from app import audit
from app.content.keeping.common import KeepingError, held
from app.editor.forms import DeskForm, line, words
from app.editor.worklists import typed
from app.extensions import db
from app.i18n.languages import Language, all_languages, public_languages

T = TypeVar("T")
SIFTED = ("q", "state", "language", "region", "kind", "account")  # by which lists are searched
AT_ONCE = 50  # rows of a list on one page
NOT_OFFERED = lazy_gettext("Choose one from the list.")


class KeepForm(DeskForm):
    """A form of something that is kept; `seen` says of which state of it the form was opened."""

    seen = HiddenField(filters=[line])
    theirs: list[Kept]
    # What was stored when it was opened, by the names of fields; nothing, of what is new.
    kept: Mapping[str, Any] = MappingProxyType({})

    def typed(self, name: str) -> dict[str, str]:
        """What was typed in the languages of the form; those without words are left out."""
        return super().by_language(name)

    def by_language(self, name: str) -> dict[str, str]:
        """What was typed, beside what is kept in languages that readers do not have yet."""
        besides = {code: self.kept.get(f"{name}_{code}") for code in all_languages()}
        hidden = {code: text for code, text in besides.items() if f"{name}_{code}" not in self}
        return {
            **self.typed(name),
            **{code: text for code, text in hidden.items() if text},
        }


class Kept(NamedTuple):
    """What is kept in a field at this moment, and not what this form would keep."""

    label: str
    text: str
    language: Language | None


def line_field(label: Any, **values: Any) -> StringField:
    """A field for one line."""
    return StringField(label, filters=[line], **values)


def text_field(label: Any, rows: int = 3, **values: Any) -> TextAreaField:
    """A field for several lines."""
    return TextAreaField(label, filters=[words], render_kw={"rows": rows}, **values)


def choices(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """(value, text) pairs as the fields want them."""
    return [SelectChoice(value=value, label=text) for value, text in pairs]


def pick(label: Any, **values: Any) -> SelectField:
    """A list to choose from; nothing else is taken."""
    return SelectField(label, invalid_choice_message=NOT_OFFERED, **values)


def radio(label: Any, **values: Any) -> RadioField:
    """A few things to choose from, all in sight."""
    return RadioField(label, invalid_choice_message=NOT_OFFERED, **values)


def row_or_404(model: type[T], id: int) -> T:
    """The row of that id, held where a form about it is sent."""
    found = held(model, id) if request.method == "POST" else db.session.get(model, id)
    return found if found is not None else abort(404)


def flat(stored: Any) -> dict[str, Any]:
    """The words of something as a form's fields take them: {"title_en": …, "key": …}."""
    fields: dict[str, Any] = {}
    for name, value in asdict(stored).items():
        if isinstance(value, Mapping):
            fields |= {f"{name}_{code}": text for code, text in value.items()}
        else:
            fields[name] = value
    return fields


def opened(form_class: type[KeepForm], fields: Mapping[str, Any], **values: Any) -> Any:
    """The form as it was sent, or filled with what is kept now."""
    form = form_class(data=dict(fields), **values)
    form.theirs, form.kept = [], fields
    if not form.is_submitted():
        form.seen.data = _mark(form, fields)
    return form


def unchanged(form: Any, fields: Mapping[str, Any]) -> bool:
    """Whether what is kept is still what the form was opened with.

    Where it is not, the form shows both: what was typed, and beside it what is kept now. Sent once
    more, it is kept as typed.
    """
    mark = _mark(form, fields)
    if form.seen.data == mark:
        return True
    form.theirs = _different(form, fields)
    form.seen.data = mark
    form.refuse(
        {"": [_("Somebody else has changed this meanwhile. Look at what is kept now, and save "
                "again to keep your words instead.")]}
    )  # fmt: skip
    return False


def _mark(form: Any, fields: Mapping[str, Any]) -> str:
    """A short mark of what is kept in the fields of the form."""
    kept = ((name, str(value)) for name, value in fields.items() if value not in ("", None))
    said = sorted(one for one in kept if one[0] in form)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:24]


def _different(form: Any, fields: Mapping[str, Any]) -> list[Kept]:
    spoken = {one.code: one for one in public_languages()}
    return [
        Kept(str(field.label.text), str(fields[field.name]), _language(field.name, spoken))
        for field in form
        if fields.get(field.name) not in ("", None) and str(fields[field.name]) != str(field.data)
    ]


def _language(name: str, spoken: Mapping[str, Language]) -> Language | None:
    """The language of a field by its name: title_en, counted_ar_few."""
    return next((spoken[part] for part in name.split("_") if part in spoken), None)


def attempt(form: DeskForm, act: Callable[[], T]) -> T | None:
    """What `act` answers; None where it was refused, with its sentences at the fields."""
    try:
        return act()
    except KeepingError as error:
        db.session.rollback()
        form.refuse(error.problems)
        return None


def done(
    action: str, subject: str, id: object, sentence: str, endpoint: str, /, **values: Any
) -> Response:
    """Note in the log what was done, commit it, say so, and go on to `endpoint`."""
    audit.record(action, subject, id)
    db.session.commit()
    flash(sentence)
    return redirect(url_for(f"editor.{endpoint}", **values), 303)


def refused(sentences: Sequence[str], endpoint: str, **values: Any) -> Response:
    """Go back and say why something was not done."""
    db.session.rollback()
    for sentence in sentences:
        flash(sentence)
    return redirect(url_for(f"editor.{endpoint}", **values), 303)


class Shown(NamedTuple):
    """A page of a list, and the addresses of those before and after it; "" where there is none."""

    rows: Sequence[Any]
    total: int
    before: str
    after: str


def paged(rows: Sequence[Any]) -> Shown:
    """The page of `rows` that the address asks for."""
    page = typed.number("page") or 1
    begin = (page - 1) * AT_ONCE
    more = begin + AT_ONCE < len(rows)
    return Shown(
        rows[begin : begin + AT_ONCE],
        len(rows),
        _page(page - 1) if page > 1 else "",
        _page(page + 1) if more else "",
    )


def _page(number: int) -> str:
    asked: dict[str, Any] = {name: request.args[name] for name in SIFTED if name in request.args}
    return url_for(request.endpoint or "", **(asked | {"page": number}))


def up() -> bool:
    """Whether the button that was pressed says up, and not down."""
    return request.form.get("way") == "up"
