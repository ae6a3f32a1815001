"""The facts that can be cited, as the menu of the form shows them."""

from __future__ import annotations

from typing import Any

from app.content import facts
from app.content.facts import Known
from app.i18n import fallbacks
from app.i18n.current import current_language
from app.i18n.languages import public_languages


def menu() -> list[dict[str, Any]]:
    """For each fact its key, its label, and how its figure of today is written out and alone.

    The figures are written in each language of the content: {"en": "85 members", "ar": …}.
    """
    return [_entry(fact, current_language().code) for fact in facts.known().values()]


def _entry(fact: Known, spoken: str) -> dict[str, Any]:
    figure = fact.on(facts.today())
    codes = [language.code for language in public_languages()] if figure else []
    return {
        "key": fact.key,
        "label": fallbacks.said(fact.label, spoken, fact.key),
        "plain": {code: fact.figure(figure.value, code) for code in codes if figure},
        "count": {code: fact.phrase(figure.value, code) for code in codes if figure},
    }
