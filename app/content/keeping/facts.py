"""Facts as editors change them: their words, their order, and a new figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import select

from app.content import facts, indexing
from app.content.keeping import counted
from app.content.keeping.common import (
    KeepingError,
    alone,
    faults,
    free,
    key_of,
    last_position,
    lines,
    require,
    texts,
)
from app.content.problems import Problems
from app.extensions import db
from app.i18n.languages import public_languages, translatable
from app.models import Fact, Figure

LONGEST = {"label": 120, "description": 1000}
STYLES = ("number", "year")


@dataclass(frozen=True, slots=True)
class FactWords:
    """A fact as its form holds it; `counted` are examples: {"ar": {"two": …}}."""

    key: str = ""
    style: str = "number"
    label: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    counted: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def words_of(fact: Fact) -> FactWords:
    """What the form of a fact holds when it is opened."""
    shown = {
        language.code: counted.shown(fact.counted.get(language.code, {}), language)
        for language in public_languages()
    }
    return FactWords(fact.key, fact.style, fact.label, fact.description, shown)


def add(words: FactWords) -> Fact:
    """A new fact, still without figures; KeepingError where it cannot be."""
    alone()
    fact = Fact(position=last_position(Fact))
    _fill(fact, words)
    fact.key = key_of(words.key, fact.label)
    free(Fact, fact.key)
    db.session.add(fact)
    db.session.flush()
    indexing.fact_changed(fact.key)
    return fact


def save(fact: Fact, words: FactWords) -> Fact:
    """Change the words of a fact, and whatever shows them; KeepingError changes nothing."""
    _fill(fact, words)
    db.session.flush()
    indexing.fact_changed(fact.key)
    return fact


def _fill(fact: Fact, words: FactWords) -> None:
    label, description = lines(words.label), texts(words.description)
    forms, wrong = _forms(words)
    require(
        faults("label", label, LONGEST["label"], cites=False)
        | faults("description", description, LONGEST["description"], cites=False)
        | _nameless(label)
        | wrong
    )
    kept = (
        {code: form for code, form in fact.counted.items() if code not in forms} if fact.id else {}
    )
    fact.label, fact.description = label, description
    fact.style = "year" if words.style == "year" else "number"
    fact.counted = kept | {code: form for code, form in forms.items() if form}


def _nameless(label: Mapping[str, str]) -> Problems:
    say = _("Write its name in this language too: its readers would see none.")
    return {f"label_{one.code}": [say] for one in public_languages() if one.code not in label}


def _forms(words: FactWords) -> tuple[dict[str, dict[str, str]], Problems]:
    """Those of the languages of the form, and of others that are given: previews to come."""
    forms: dict[str, dict[str, str]] = {}
    problems: Problems = {}
    for language in translatable():
        if language.state != "public" and language.code not in words.counted:
            continue
        typed = words.counted.get(language.code, {})
        forms[language.code], wrong = counted.read(typed, language)
        for category, sentences in wrong.items():
            problems[f"counted_{language.code}_{category}"] = sentences
    return forms, problems


def add_figure(
    fact: Fact, value: int, as_of: str, source: str, source_url: str, user_id: int | None
) -> Figure | None:
    """Append a figure and renew what cites the fact; KeepingError where it cannot be right.

    None where the fact's last figure is this very one: it was sent twice.
    """
    alone()
    try:
        new = facts.figure_of(fact, value, as_of, source, source_url)
        last = _last(fact)
        if last is not None and _same(last, new):
            return None
        figure = facts.add_figure(fact.key, value, as_of, source, source_url, user_id)
    except facts.FactError as error:
        raise KeepingError({error.field: [str(error)]}) from error
    indexing.fact_changed(fact.key, figure.effective_from)
    return figure


def _last(fact: Fact) -> Figure | None:
    newest = select(Figure).filter_by(fact_id=fact.id).order_by(Figure.id.desc()).limit(1)
    return db.session.execute(newest).scalar()


def _same(one: Figure, other: Figure) -> bool:
    names = ("value", "as_of", "precision", "source", "source_url")
    return all(getattr(one, name) == getattr(other, name) for name in names)
