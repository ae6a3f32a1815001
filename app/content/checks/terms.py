"""Agreed words that a translation does not use: what the glossary says, whatever their endings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from app.content.checks.links import NOT_WORDS
from app.i18n.entry_checks import without_placeholders
from app.i18n.findings import Problem, shortened
from app.i18n.glossary import Term
from app.i18n.tags import without_tags
from app.search.folding import fold, tokens, words

_ARABIC = re.compile("[\u0620-\u06d3]")
# Written together with the word behind them.
_JOINED = re.compile("^(?:[وف])?(?:[بكل])?(?:ال|لل)?")
_ENDING = re.compile("(?:ات|ون|ين|ان|تين|تان)$")
# What holds words that are no words of the text: addresses, paths, accounts.
_ADDRESS = re.compile(rf"{NOT_WORDS.pattern}|(?<!\S)/\S+")
# What plurals and other forms of a root change: قصة قصص, حقيقة حقائق, رقم أرقام.
_WEAK = re.compile("[اويىئؤءه]")
_TWICE = re.compile(r"(.)\1")
_SHORT = 3  # letters of a root that many words share
_LATIN_ENDING = 3  # letters that the forms of a Latin word may differ in at the end


Spelt = tuple[str, str]  # the term that a word is searched by, and the word as it is spelt


def ignored(
    source: str, said: str, source_language: str, language: str, glossary: Sequence[Term]
) -> Iterator[Problem]:
    """A warning for each term of the `source` whose agreed words do not occur in `said`."""
    found = tokens(_plain(said))
    for name, term, alone in _terms_in(_plain(source), source_language, glossary):
        agreed = term.said.get(language, ())
        if not _checked(term, alone=alone) or not agreed:
            continue
        if not any(_occurs(one, found) for one in agreed):
            message = f"The glossary says “{name}” as “{' or '.join(agreed)}”, which is not here."
            remedy = f"Use the agreed words. {term.note}".rstrip(". ") + "."
            yield Problem("warning", "glossary", message, shortened(remedy, 200))


def _checked(term: Term, *, alone: bool) -> bool:
    return term.check == "always" or (term.check == "alone" and alone)


def _plain(text: str) -> str:
    return _ADDRESS.sub(" ", without_placeholders(without_tags(text)))


def named(
    source: str, source_language: str, language: str, glossary: Sequence[Term]
) -> Iterator[tuple[str, Term]]:
    """The terms that stand in `source` and are agreed on in `language`, as written there.

    One that holds for short texts alone only where `source` says nothing else.
    """
    for name, term, alone in _terms_in(_plain(source), source_language, glossary):
        if term.said.get(language) and (term.check != "alone" or alone):
            yield name, term


def _terms_in(
    source: str, source_language: str, glossary: Sequence[Term]
) -> Iterator[tuple[str, Term, bool]]:
    """The terms that stand in `source`, and whether that says nothing else.

    One within a longer one is part of that.
    """
    left = _spelt(source)
    total = len(left)
    places = _places(left)
    ways = _by_length(source_language, tuple(glossary))
    # As they stand first: "caption" is not the singular of the captions.
    for exactly, (name, sought, term) in product((True, False), ways):
        count = len(sought)
        at = _place(sought, left, places, exactly)
        if at is None:
            continue
        left[at : at + count] = [("", "")] * count
        yield name, term, total == count


@lru_cache(16)
def _by_length(language: str, glossary: tuple[Term, ...]) -> list[tuple[str, list[Spelt], Term]]:
    """Each way to say each term, the longest first: it decides what a shorter one is part of."""
    ways = [(name, _spelt(name), term) for term in glossary for name in term.said.get(language, ())]
    return sorted((way for way in ways if way[1]), key=lambda way: (-len(way[1]), -len(way[0])))


def _spelt(text: str) -> list[Spelt]:
    return [(word.term, fold(text[word.start : word.end])) for word in words(text)]


def _places(words: list[Spelt]) -> dict[str, list[int]]:
    """Where each word stands, by the term that it is searched by."""
    found: dict[str, list[int]] = {}
    for at, (term, _spelt) in enumerate(words):
        found.setdefault(term, []).append(at)
    return found


def _place(
    sought: list[Spelt], left: list[Spelt], places: dict[str, list[int]], exactly: bool
) -> int | None:
    """Where the words of a term stand, in a form that has not fewer letters by more than one.

    So "stories" is the story, while "correct" is not the correction.
    """
    for at in places.get(sought[0][0], ()):  # few: a text has few of the words of a glossary
        here = left[at : at + len(sought)]
        if exactly and here == sought:
            return at
        if not exactly and len(here) == len(sought) and all(map(_fits, sought, here)):
            return at
    return None


def _fits(sought: tuple[str, str], word: tuple[str, str]) -> bool:
    close = _ARABIC.search(sought[0]) or word[1].startswith(sought[1][:-1])
    return sought[0] == word[0] and bool(close)


def _occurs(agreed: str, found: list[str]) -> bool:
    """Whether each of the `agreed` words occurs in some form."""
    return all(any(_same(word, one) for one in found) for word in tokens(agreed))


def _same(word: str, other: str) -> bool:
    if not _ARABIC.search(word):
        return other.startswith(word[: max(len(word) - _LATIN_ENDING, _SHORT)])
    root, whole = _root(word), _root(other)
    return (root in whole if len(root) >= _SHORT else whole.startswith(root)) or word in other


def _root(word: str) -> str:
    """The strong letters of a folded Arabic word, without what is written together with it."""
    bare = _ENDING.sub("", _JOINED.sub("", fold(word))) or word
    return _TWICE.sub(r"\1", _WEAK.sub("", bare)) or bare
