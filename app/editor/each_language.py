"""Fields that a form has once for each public language, given when an application is made.

The classes of the forms outlive a list of languages: a reload makes an application with a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from wtforms import Form
from wtforms.fields.core import UnboundField

from app.i18n.languages import Language, public_languages

Fields = Callable[[Language], Mapping[str, Any]]


class _Wish(NamedTuple):
    form: type[Form]
    place: int  # among the form's fields, as WTForms counts them
    fields: Fields


_wishes: list[_Wish] = []
_given: list[tuple[type[Form], str]] = []  # a form and the name of a field that it was given
_spoken: list[Language] = []


def fields_of_each(form: type[Form], fields: Fields) -> None:
    """Let `form` have these fields of each public language, below those that it has by now.

    `fields` gives those of one language by their names in the form, such as `title_en`.
    """
    UnboundField.creation_counter += 1
    _wishes.append(_Wish(form, UnboundField.creation_counter, fields))


def give() -> None:
    """Give every form its fields of the languages that are public now, and no others."""
    spoken = public_languages()
    if spoken == _spoken:
        return
    for form, name in _given:
        delattr(form, name)
    _spoken[:] = spoken
    _given[:] = dict.fromkeys(given for wish in _wishes for given in _give(wish))


def _give(wish: _Wish) -> Iterator[tuple[type[Form], str]]:
    found = [each for language in _spoken for each in wish.fields(language).items()]
    for number, (name, field) in enumerate(found):
        # Their place is that of the wish, and not of the moment at which they were made.
        field.creation_counter = wish.place + number / (len(found) + 1)
        for form in _family(wish.form):
            setattr(form, name, field)
            yield form, name


def _family(form: type[Form]) -> Iterator[type[Form]]:
    """A form and those that are made from it, each of which remembers its fields by itself."""
    yield form
    for below in form.__subclasses__():
        yield from _family(below)
