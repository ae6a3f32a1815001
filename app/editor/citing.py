"""The facts that can be cited, as the menu of the form shows them."""

from __future__ import annotations

from app.content import facts
from app.content.facts import Known
from app.i18n.current import current_language


def menu() -> list[dict[str, str]]:
    """For each fact its key, its label, and how its figure of today is written out and alone."""
    return [_entry(fact, current_language().code) for fact in facts.known().values()]


def _entry(fact: Known, spoken: str) -> dict[str, str]:
    figure = fact.on(facts.today())
    return {
        "key": fact.key,
        "label": fact.label.get(spoken, fact.key),
        "plain": fact.figure(figure.value, spoken) if figure else "",
        "count": fact.phrase(figure.value, spoken) if figure else "",
    }
