"""Turns what a reader typed into what is looked for: every group, each by any of its phrases."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from app.i18n.languages import TRANSLATIONS
from app.search.folding import tokens

LONGEST_QUERY = 200  # characters
MOST_WORDS = 12

Phrase = tuple[str, ...]
Group = tuple[Phrase, ...]

_SYNONYMS = TRANSLATIONS / "synonyms.toml"
_QUOTES = re.compile('["“”„«»]')


class Vocabulary(NamedTuple):
    """The words that stand for one another, and those that say nothing."""

    groups: dict[Phrase, Group]
    stopwords: frozenset[Phrase]
    longest: int  # words in the longest phrase


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary of translations/synonyms.toml, folded as texts are."""
    data = tomllib.loads(_SYNONYMS.read_text(encoding="utf-8"))
    groups: dict[Phrase, Group] = {}
    for names in data["groups"]:
        group = tuple(dict.fromkeys(tuple(tokens(name)) for name in names))
        groups.update(dict.fromkeys(group, group))
    stopwords = frozenset(tuple(tokens(word)) for word in data["stopwords"])
    return Vocabulary(groups, stopwords, max(map(len, groups)))


def _grouped(terms: Phrase) -> Iterator[Group]:
    """Groups of the synonyms in `terms`, the longest phrases first, and of the single words."""
    groups, _, longest = vocabulary()
    while terms:
        sizes = range(min(longest, len(terms)), 0, -1)
        size = next((size for size in sizes if terms[:size] in groups), 1)
        yield groups.get(terms[:size], (terms[:size],))
        terms = terms[size:]


def _pieces(query: str) -> Iterator[tuple[Phrase, bool]]:
    """The parts of `query` as terms, and whether the reader put the part in quotation marks."""
    parts = _QUOTES.split(query)
    for number, part in enumerate(parts):
        closed = number < len(parts) - 1
        yield tuple(tokens(part)), number % 2 == 1 and closed


def _groups(query: str) -> Iterator[Group]:
    """All groups of `query`, at most MOST_WORDS words long in all."""
    left = MOST_WORDS
    for terms, quoted in _pieces(query):
        kept = terms[:left]
        left -= len(kept)
        if quoted and kept:
            yield (kept,)
        else:
            yield from _grouped(kept)


def parse(query: str) -> tuple[Group, ...]:
    """The groups that a text must hold, all of them; none for a query without a word.

    Any text is a query: its end is cut off beyond LONGEST_QUERY, and signs mean nothing.
    """
    groups = dict.fromkeys(_groups(query[:LONGEST_QUERY]))
    stopwords = vocabulary().stopwords
    telling = tuple(group for group in groups if group[0] not in stopwords)
    return telling or tuple(groups)


def phrases(query: str) -> frozenset[Phrase]:
    """Every phrase that answers a part of `query`, for highlighting."""
    return frozenset(phrase for group in parse(query) for phrase in group)
