"""Figures typed by hand that a fact holds: "85 members" where [[members|count]] stays right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from app.content.checks.figures import Amount, amounts
from app.content.checks.findings import Finding, Words
from app.content.checks.lexicons import lexicon
from app.content.checks.plain import Passage, folded, passages, sentence_with
from app.content.checks.readings import without_names
from app.content.facts import Known
from app.i18n import fallbacks

WEIGHT = 50
_FIELDS = ("title", "standfirst", "body")
_SHORTEST = 4  # letters of a word that tells what a fact is about
_REACH = 60


def typed(words: Words, known: Mapping[str, Known]) -> Iterator[Finding]:
    """The sentences with such a figure, one for each fact."""
    counted = [fact for fact in known.values() if fact.counted.get(words.language)]
    for passage in passages(words) if counted else ():
        if passage.field in _FIELDS:
            yield from _in_passage(passage, words, counted)


def _in_passage(passage: Passage, words: Words, known: list[Known]) -> Iterator[Finding]:
    text = folded(without_names(passage.own, words.language))
    stated, _implied = amounts(text, lexicon(words.language))
    for fact in known:
        for one in stated:
            cite = _citation(text, one, fact, words.language, words.published_on)
            if cite:
                said = sentence_with(passage.text, one.said)
                values = {
                    "said": one.said,
                    "cite": cite,
                    "fact": fallbacks.said(fact.label, words.language, fact.key),
                }
                yield Finding("typed", words.language, passage.field, said, values, weight=WEIGHT)
                break


def _citation(text: str, one: Amount, fact: Known, language: str, on: date | None) -> str:
    """What to write in place of an amount and its noun; "" where the fact holds no such figure."""
    held = [figure for figure in fact.figures if float(figure.value) in one.values]
    after = text[one.end : one.end + _REACH]
    noun = next((n for n in _nouns(fact, language) if _follows(n, after)), "")
    if not held or not noun or _of_another(after, noun, fact, language):
        return ""
    current = fact.on(on) if on else fact.figures[-1]
    if current in held:
        return f"[[{fact.key}|count]]"
    as_of = held[-1].as_of.isoformat()[: {"year": 4, "month": 7, "day": 10}[held[-1].precision]]
    return f"[[{fact.key}@{as_of}|count]]"


def _nouns(fact: Known, language: str) -> list[str]:
    forms = fact.counted[language].values()
    found = {folded(form.replace("%(num)s", "")).strip() for form in forms if "%(num)s" in form}
    return sorted(found, key=len, reverse=True)


@cache
def _noun(noun: str) -> re.Pattern[str]:
    return re.compile(rf"[\s-]+{re.escape(noun)}(?!\w)".replace(r"\ ", r"\s+"))


def _follows(noun: str, after: str) -> bool:
    return _noun(noun).match(after) is not None


def _of_another(after: str, noun: str, fact: Known, language: str) -> bool:
    """Whether the text goes on to say of what: "members of parliament" are not the fact's."""
    found = _noun(noun).match(after)
    of = lexicon(language).of.match(after, found.end()) if found else None
    if of is None:
        return False
    about = folded(f"{fact.label.get(language, '')} {fact.description.get(language, '')}")
    subject = {word for word in re.findall(r"[^\W\d_]+", about) if len(word) >= _SHORTEST}
    following = re.findall(r"[^\W\d_]+", after[of.end() :])[:3]
    return not subject & set(following)
