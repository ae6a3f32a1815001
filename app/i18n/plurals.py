"""Plural rules: CLDR's, as Babel has them, written as gettext's over whole numbers.

Not babel.plural.to_gettext: it writes "(0 == 0)" for what only fractions have, and for French and
Spanish an operand that gettext does not know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from gettext import c2py

from babel.plural import PluralRule

# CLDR's names in the order of gettext's forms; the general one comes last.
CATEGORIES = ("zero", "one", "two", "few", "many", "other")
# Every kind of whole number that a rule tells apart, millions and their like included.
SAMPLE = (*range(1200), *range(1000, 200_001, 1000), *range(10**6, 10**7, 10**6), 10**6 + 1)
# n mod 100 in 3..10,13 or with "not" before "in".
_RELATION = re.compile(r"([a-z]) (?:mod (\d+) )?(not )?in ([\d.,]+)")
_WHOLE = ("n", "i")  # the operands that are the number itself; the others count its fraction
Term = str | bool


def from_cldr(rule: PluralRule) -> tuple[tuple[str, ...], str]:
    """(CLDR's names of the forms, gettext's rule) of the forms that whole numbers have."""
    used = {rule(n) for n in SAMPLE}
    categories = tuple(name for name in CATEGORIES if name in used)
    conditions = [_condition(rule.rules[name]) for name in categories[:-1]]
    steps = "".join(f"{text} ? {index} : " for index, text in enumerate(conditions))
    return categories, f"({steps}{len(conditions)})"


def differences(rule: str, categories: tuple[str, ...], cldr: PluralRule) -> list[int]:
    """The numbers of SAMPLE for which a gettext rule names another form than CLDR's does."""
    index = c2py(rule)
    names = dict(enumerate(categories))
    return [n for n in SAMPLE if names.get(index(n)) != cldr(n)]


def _condition(text: str) -> Term:
    """A rule of CLDR in C; && binds tighter than || there as "and" does here."""
    return _joined(" || ", (_all_of(part) for part in text.split(" or ")), decisive=True)


def _all_of(text: str) -> Term:
    relations = (_RELATION.fullmatch(part) for part in text.split(" and "))
    return _joined(" && ", (_relation(match) for match in relations if match), decisive=False)


def _joined(operator: str, terms: Iterable[Term], *, decisive: bool) -> Term:
    """The terms with the operator between; `decisive` is the constant that settles the whole."""
    found = list(dict.fromkeys(terms))
    if decisive in found:
        return decisive
    texts = [term for term in found if isinstance(term, str)]
    return operator.join(texts) if texts else not decisive


def _relation(match: re.Match[str]) -> Term:
    operand, modulus, negated, listed = match.groups()
    ranges = [tuple(map(int, part.split(".."))) for part in listed.split(",")]
    if operand not in _WHOLE:  # nothing but zero, in a whole number
        return any(low[0] <= 0 <= low[-1] for low in ranges) != bool(negated)
    name = f"n%{modulus}" if modulus else "n"
    tests = [_outside(name, *ends) if negated else _inside(name, *ends) for ends in ranges]
    text = (" && " if negated else " || ").join(tests)
    return f"({text})" if len(tests) > 1 and not negated else text


def _inside(name: str, low: int, high: int | None = None) -> str:
    return f"{name}=={low}" if high is None else f"{name}>={low} && {name}<={high}"


def _outside(name: str, low: int, high: int | None = None) -> str:
    return f"{name}!={low}" if high is None else f"({name}<{low} || {name}>{high})"
