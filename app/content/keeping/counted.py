"""How a fact is counted in a language: the form for each of its numbers, typed as an example.

Whoever writes "11 members" need not know what a placeholder or a plural category is: the number of
the example is where the number stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from flask_babel import gettext as _

from app.content.keeping.common import too_long
from app.content.problems import Problems
from app.content.sanitise import clean_line
from app.i18n.bidi import isolate
from app.i18n.formats import digits_to_latin
from app.i18n.languages import Language
from app.i18n.plurals import SAMPLE

PLACE = "%(num)s"
LONGEST = 200  # characters of one form
# Looked through for an example; French has a form for millions. Nought where there is no other.
_SOUGHT = (*range(1, 1000), 0, *SAMPLE)
_NUMBER = re.compile(r"[0-9٠-٩۰-۹]+")


def example(language: Language, category: str) -> int:
    """The number that stands for a plural category: 11 for Arabic's "many", 2 for "other"."""
    return examples(language, category, 1)[0]


def examples(language: Language, category: str, most: int = 4) -> list[int]:
    """The first numbers that take the form of a category; nought only where there is no other."""
    return list(_examples(language, category)[:most])


@cache  # the form of one fact asks for each of its fields, and the answer is always the same
def _examples(language: Language, category: str) -> tuple[int, ...]:
    return tuple(dict.fromkeys(n for n in _SOUGHT if language.plural_category(n) == category))


def alone(language: Language, category: str) -> bool:
    """Whether a category is that of one number only, whose form need not hold the number."""
    return len(examples(language, category, 2)) == 1


def shown(forms: Mapping[str, str], language: Language) -> dict[str, str]:
    """The kept forms as examples: {"few": "3 members"}."""
    return {
        category: form.replace(PLACE, str(example(language, category)))
        for category, form in forms.items()
        if category in language.plural_categories
    }


def read(typed: Mapping[str, str], language: Language) -> tuple[dict[str, str], Problems]:
    """The forms to keep of the examples typed for each category, and what is wrong with them.

    The problems are keyed by category. All forms empty: the fact counts nothing in this language.
    """
    categories = language.plural_categories
    given = {category: clean_line(typed.get(category, "")) for category in categories}
    if not any(given.values()):
        return {}, {}
    forms = {category: _form(text, example(language, category)) for category, text in given.items()}
    problems = {
        category: too_long(form, LONGEST) or _missing(form, language, category)
        for category, form in forms.items()
    }
    return forms, {category: found for category, found in problems.items() if found}


def _form(text: str, number: int) -> str:
    """The example with the place of its number; the number may be typed in either digits."""

    def place(match: re.Match[str]) -> str:
        return PLACE if digits_to_latin(match[0]) == str(number) else match[0]

    return _NUMBER.sub(place, text)


def _missing(form: str, language: Language, category: str) -> list[str]:
    number = isolate(example(language, category))
    if not form:
        return [_("Write this form too, or leave all of them empty.")]
    if form.count(PLACE) > 1:
        return [_("Write the number %(number)s only once.", number=number)]
    if PLACE not in form and not alone(language, category):
        return [_("Write the number %(number)s where it belongs.", number=number)]
    return []
