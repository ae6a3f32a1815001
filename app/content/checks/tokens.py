"""The words and digits of a paragraph, as parts of numbers or with the numbers they may imply."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.content.checks.lexicons import Lexicon, lexicon
from app.content.checks.numerals import Part

_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:[,.٬'\u00a0\u202f ]\d{3})+(?!\d)(?:[.,٫]\d+)?|\d+(?:[.,٫٬]\d+)?)"
    r"(?P<part>[½¼¾]?)(?P<suffix>[^\W\d_]*)|(?P<alone>[½¼¾])|(?P<word>[^\W\d_]+)"
)
_GROUPS = re.compile(r"[,.٬'\u00a0\u202f ]")
_FRACTIONS = {"": 0.0, "½": 0.5, "¼": 0.25, "¾": 0.75}


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a number, or a word that none holds, with what it may imply."""

    start: int
    end: int
    part: Part | None
    joiner: bool = False
    maybe: tuple[float, ...] = ()


def tokens_of(text: str, known: Lexicon) -> Iterator[Token]:
    """The tokens of folded `text`, in order."""
    for match in _TOKEN.finditer(text):
        if match["word"]:
            yield _word(match, known)
        elif match["alone"]:
            value = _FRACTIONS[match["alone"]]
            yield Token(match.start(), match.end(), None, maybe=(value,))
        else:
            yield from _digits(text, match, known)


def _digits(text: str, match: re.Match[str], known: Lexicon) -> Iterator[Token]:
    start, end = match.start(), match.end() - len(match["suffix"])
    values = tuple(value + _FRACTIONS[match["part"]] for value in _read(match["digits"]))
    joined, named = _before(text, start, known)
    suffix = match["suffix"]
    multiples = known.suffixes.get(suffix)
    if named or (suffix and multiples is None):
        yield Token(start, match.end(), None, maybe=values)
        return
    ordinal = suffix in known.ordinal_endings
    values = tuple(value * by for by in multiples or (1.0,) for value in values)
    if suffix and not values:
        yield Token(start, match.end(), None)
        return
    yield Token(start, end, Part(values, start, end, joined, ordinal=ordinal, digits=True))
    if suffix:
        yield Token(end, match.end(), None)


def _before(text: str, start: int, known: Lexicon) -> tuple[bool, bool]:
    """Whether "and" is written together with digits, and whether they belong to a name (F-16)."""
    before = re.search(r"([^\W\d_]+)(-?)$", text[max(0, start - 20) : start])
    if before is None:
        return False, False
    if before[1] in known.prefixes:
        return before[1][0] == known.joiner, False
    year = text[start : start + 4].isdigit() and not text[start + 4 : start + 5].isdigit()
    return False, not (before[2] and year)


def _read(digits: str) -> tuple[float, ...]:
    """What digits with separators may be: 1.500 is fifteen hundred or one and a half."""
    if re.fullmatch(r"\d+", digits):
        return (float(digits),) if len(digits) < 16 else ()
    separators = _GROUPS.findall(digits) + re.findall("٫", digits)
    whole = float(re.sub(r"\D", "", digits))
    last = digits[max(digits.rfind(mark) for mark in separators) + 1 :]
    decimal = float(re.sub(r"\D", "", digits[: -len(last) - 1]) + "." + last)
    if len(last) != 3 or (len(set(separators)) > 1):
        return (decimal,)
    if len(separators) > 1 or separators[0] in ",٬' \u00a0\u202f":
        return (whole,)
    return (whole, decimal) if separators[0] == "." else (decimal, whole)


def _word(match: re.Match[str], known: Lexicon) -> Token:
    word, start, end = match["word"], match.start(), match.end()
    if word == known.joiner:
        return Token(start, end, None, joiner=True)
    found = _looked_up(word, known.language)
    if found is None:
        dual = (2.0,) if known.dual.search(word) else ()
        return Token(start, end, None, maybe=dual)
    stem, joined = found
    part = _part(stem, start, end, joined, known)
    return Token(start, end, part, maybe=known.maybe.get(word, known.maybe.get(stem, ())))


@lru_cache(10_000)
def _looked_up(word: str, language: str) -> tuple[str, bool] | None:
    """The word as the lexicon has it, without what is written together with it; whether و is."""
    known = lexicon(language)
    for prefix in ("", *known.prefixes):
        rest = word.removeprefix(prefix)
        if prefix and rest == word:
            continue
        for stem in (rest, *(rest.removesuffix(ending) for ending in known.endings)):
            if _has(stem, known):
                return stem, prefix[:1] == known.joiner
    return None


def _has(word: str, known: Lexicon) -> bool:
    return any(
        word in words
        for words in (
            known.cardinals, known.ordinals, known.plurals, known.multiples, known.half, known.maybe
        )
    )  # fmt: skip


def _part(word: str, start: int, end: int, joined: bool, known: Lexicon) -> Part | None:
    if word in known.cardinals:
        return Part((known.cardinals[word],), start, end, joined)
    if word in known.ordinals:
        return Part((known.ordinals[word],), start, end, joined, ordinal=True)
    if word in known.plurals:
        return Part((known.plurals[word],), start, end, joined, plural=True)
    if word in known.multiples:
        return Part((known.multiples[word],), start, end, joined, multiple=True)
    if word in known.half:
        return Part((known.half[word],), start, end, joined, half=True)
    return None
