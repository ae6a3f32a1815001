"""What the forms of the desk share: our own messages, a field per language, errors from content."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import Field, Form, ValidationError
from wtforms.fields.choices import SelectChoice

from app.content.sanitise import clean_line, clean_text
from app.editor.each_language import fields_of_each
from app.i18n import languages
from app.i18n.bidi import isolate
from app.i18n.current import current_language
from app.i18n.formats import language_name, number
from app.i18n.languages import public_languages


class DeskForm(FlaskForm):
    """A form of the desk. The door has checked the token, before anything was read."""

    form_errors: list[str]

    class Meta(FlaskForm.Meta):
        """No second check of the token: the door names all languages of an error."""

        csrf = False

    def refuse(self, problems: Mapping[str, Iterable[str]]) -> None:
        """Show what the content found wrong at its fields; at the form where there is none."""
        for name, sentences in problems.items():
            field = self._fields.get(name)
            if field is not None:
                field.errors = [*field.errors, *sentences]
            else:
                self.form_errors = [*self.form_errors, *sentences]

    def refused(self) -> bool:
        """Whether anything is wrong with it."""
        return bool(self.errors)

    def by_language(self, name: str) -> dict[str, str]:
        """What was typed into the fields of each language: {"en": …}; empty ones are left out."""
        fields = ((code.code, self._fields[f"{name}_{code.code}"]) for code in public_languages())
        return {code: field.data for code, field in fields if field.data}


def per_language(form: type[DeskForm], name: str, make: Callable[[LazyString], Any]) -> None:
    """Let `form` have a field `name` for each public language, `title_en` and `title_ar`.

    `make` gets the name of the language as the desk is spoken, to be put into the label.
    """
    fields_of_each(form, lambda one: {f"{name}_{one.code}": make(spoken_name(one.code))})


def spoken_name(code: str) -> LazyString:
    """The name of a language in the one that is spoken when it is shown, isolated."""
    return LazyString(lambda: isolate(language_name(code)))


def languages_named() -> dict[str, str]:
    """The public languages by their codes, each named in the one that is spoken."""
    return {language.code: language_name(language.code) for language in public_languages()}


def line(text: str | None) -> str:
    """A filter of a field: what was typed, on one line, without what is no text."""
    return clean_line(text or "")


def words(text: str | None) -> str:
    """A filter of a field: what was typed, without what is no text, with its line ends."""
    return clean_text(text or "").strip()


def _seen(text: str) -> bool:
    """Whether a text holds anything but spaces and marks that show nothing."""
    return any(unicodedata.category(character)[0] not in "ZC" for character in text)


class Required:
    """Something must be typed; `say` gives the sentence that asks for it."""

    field_flags = {"required": True}  # noqa: RUF012  # WTForms reads it from the class

    def __init__(self, say: Callable[[], str] | None = None) -> None:
        self.say = say

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse a field that is empty or holds nothing that is seen."""
        if not _seen(str(field.data or "")):
            raise ValidationError(self.say() if self.say else _("Write something here."))


class AtMost:
    """No more than so many characters, and a sentence that says how many there are."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, _form: Form, field: Field) -> None:
        """Refuse what is longer."""
        if len(field.data or "") > self.longest:
            raise ValidationError(
                _(
                    "Please shorten this: it has %(count)s characters, and at most %(most)s fit.",
                    count=number(len(field.data)),
                    most=number(self.longest),
                )
            )


def choice_in(code: str, value: str, text: str) -> SelectChoice:
    """A choice whose text is in the language `code`; "" for names, which are in none."""
    if code in ("", current_language().code):
        return SelectChoice(value=value, label=text)
    language = languages.get(code)
    spoken = {"lang": language.tag, "dir": language.direction}
    return SelectChoice(value=value, label=text, render_kw=spoken)
