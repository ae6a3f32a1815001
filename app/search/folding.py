"""Turns text into the terms that are searched: the only place that decides what a word is.

Texts and queries pass through the same functions, and neither database parses anything, so both
give the same answers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock
from typing import NamedTuple

import snowballstemmer

# Letters that readers type for one another and that Unicode does not decompose.
ALIKE = {
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ة": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ک": "ك",
    # Sorani's own, which many keyboards lack.
    "ە": "ه",
    "ێ": "ي",
    "ۆ": "و",
    "ڕ": "ر",
    "ڵ": "ل",
    "ڤ": "ف",
    "œ": "oe",
    "æ": "ae",
    "ø": "o",
    "ı": "i",
    "ـ": "",  # tatweel
    "‘": "'",
    "’": "'",
    "ʼ": "'",
    "ʾ": "'",
    "ʿ": "'",
}
# The article, alone and after the prepositions written with it. A bare و is too often a root's.
PREFIXES = ("وال", "بال", "كال", "فال", "ال", "لل")
# What the prefix of الله would leave is another word, "to him".
NOT_A_STEM = "له"
SHORTEST_STEM = 2
LONGEST_TERM = 40

_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LATIN = re.compile(r"[a-z']+")
# Articles and the like that French writes with the next word; n' is left, for N'Djamena.
_ELIDED = re.compile(r"(?:l|d|qu)'(?=..)")
_STEMMER = snowballstemmer.stemmer("english")
_STEMMER_IS_BUSY = Lock()  # it keeps the word that it works on in itself


class Word(NamedTuple):
    """A term, and where the word that it stands for is in the original text."""

    term: str
    start: int
    end: int


@lru_cache(4096)
def _fold_character(code: int) -> str:
    """What one character becomes: nothing for marks and controls, or one or more characters."""
    decomposed = unicodedata.normalize("NFKD", chr(code)).casefold()
    letters = []
    for letter in unicodedata.normalize("NFKD", decomposed):
        category = unicodedata.category(letter)
        if category == "Nd":
            letters.append(str(unicodedata.decimal(letter)))
        elif category[0] != "M" and category not in ("Cf", "Cs"):
            letters.append(ALIKE.get(letter, letter))
    return "".join(letters)


class _Folding:
    """The table that str.translate asks; it holds only the characters met of late."""

    def __getitem__(self, code: int) -> str:
        return _fold_character(code)


_FOLDING = _Folding()


def fold(text: str) -> str:
    """`text` without the differences that readers do not type: case, marks, forms of letters."""
    return text.translate(_FOLDING)


def _stem(word: str) -> str:
    """The stem of a folded word: English rules for Latin script, the article off for Arabic."""
    if _LATIN.fullmatch(word):
        word = word[elided.end() :] if (elided := _ELIDED.match(word)) else word
        with _STEMMER_IS_BUSY:
            return str(_STEMMER.stemWord(word)).replace("'", "")
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and len(rest) >= SHORTEST_STEM and rest != NOT_A_STEM:
            # Again, so that التزام and الالتزام end as one although the first has no article.
            return _stem(rest)
    return word.replace("'", "")


def _origins(chunk: str) -> list[int]:
    """For each character of the folded chunk, the index of the original that it came from."""
    return [index for index, letter in enumerate(chunk) for _ in _fold_character(ord(letter))]


def _end(chunk: str, last: int) -> int:
    """The end of the word whose last letter is at `last`, with the marks that stand on it."""
    end = last + 1
    while end < len(chunk) and (unicodedata.category(chunk[end])[0] == "M" or chunk[end] == "ـ"):
        end += 1
    return end


@lru_cache(4096)
def _words_of(chunk: str) -> tuple[Word, ...]:
    """The words of a text without spaces."""
    found = list(_WORD.finditer(fold(chunk)))
    origins = _origins(chunk) if found else []
    return tuple(
        Word(term[:LONGEST_TERM], origins[match.start()], _end(chunk, origins[match.end() - 1]))
        for match in found
        if (term := _stem(match.group()))
    )


def words(text: str) -> Iterator[Word]:
    """The words of `text` in order, each with its place in the original spelling."""
    for chunk in _CHUNK.finditer(text):
        offset = chunk.start()
        for term, start, end in _words_of(chunk.group()):
            yield Word(term, offset + start, offset + end)


def tokens(text: str) -> list[str]:
    """The terms of `text` in order: letters and digits only, at most LONGEST_TERM of them each."""
    return [word.term for word in words(text)]
