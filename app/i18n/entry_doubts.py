"""What is probably wrong in an entry: spaces, punctuation, length, a text left as it was.

Doubts about what the words say, such as their numbers, are for app/content/checks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import polib

from app.i18n.bidi import without_controls
from app.i18n.entry_checks import CITATION, VALUE, forms, without_placeholders
from app.i18n.findings import Problem, shortened
from app.i18n.languages import Language
from app.i18n.scripts import script_of
from app.i18n.tags import without_tags

_MAX_LENGTH = re.compile(r"max-length:\s*(\d{1,6})")
_SETTLED = re.compile(r"^checked:\s*(.*)$", re.MULTILINE)
_ENTITY = re.compile(r"&#?\w{1,30};")
_VALUE_SIGN = "\ufffc"  # stands for what is filled in
_ARABIC = f"[\u0620-\u064a\u064b-\u0652\u066e-\u06d3\u06d5{_VALUE_SIGN}]"
# A mark behind a letter, or behind what is filled in; between digits it belongs to a number.
_LATIN_MARK = re.compile(rf"{_ARABIC}[»)\u2069]*\s?([,;?])")
_LATIN_QUOTE = re.compile(rf'{_ARABIC}"|"{_ARABIC}')
_ARABIC_MARKS = str.maketrans(",;?", "،؛؟")
# Written alike in every language: addresses, names of files, YouTube, ISIL, figures.
_ALIKE = re.compile(r"\S*[/@#.\d_]\S*|\w*[a-z][A-Z]\w*|[A-Z]{2,}s?|\w")
_WORD = re.compile(r"[^\W\d_]{2,}")
_MOST_ALIKE = 2  # words that two languages of one script may share: Source, Menu


def problems(entry: polib.POEntry, language: Language, source: Language) -> Iterator[Problem]:
    """Doubts about the translation of `entry` from the language `source`, if it is shown."""
    if entry.fuzzy or not any(forms(entry).values()):
        return
    texts = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
    for said in filter(None, forms(entry).values()):
        yield from _spaces(texts[-1], said)
        yield from _unicode(said)
        yield from _entities(texts, said)
        yield from _unchanged(texts, said, language, source)
        if script_of(language) == "ARABIC":
            yield from _punctuation(said, language)
        yield from _length(entry, said)


def settled(entry: polib.POEntry) -> set[str]:
    """The codes of warnings that a translator looked at: a comment "checked: unchanged, length"."""
    named = _SETTLED.findall(entry.tcomment)
    return {code for codes in named for code in re.split(r"[\s,]+", codes)}


def _spaces(source: str, said: str) -> Iterator[Problem]:
    if _edges(source) != _edges(said):
        message = f'"{shortened(said)}" begins or ends with other spaces or lines than its source.'
        yield Problem("warning", "space.edge", message, "Begin and end it as the source does.")


def _edges(text: str) -> tuple[str, str]:
    """The spaces and line ends before and behind the words of `text`."""
    rest = text.lstrip()
    return text[: len(text) - len(rest)], rest[len(rest.rstrip()) :]


def _unicode(said: str) -> Iterator[Problem]:
    if not unicodedata.is_normalized("NFC", said):
        message = f'"{shortened(said)}" is written with decomposed letters.'
        remedy = "Save it in Unicode's composed form, NFC."
        yield Problem("warning", "characters.decomposed", message, remedy)


def _entities(texts: list[str], said: str) -> Iterator[Problem]:
    known = {name for text in texts for name in _ENTITY.findall(text)}
    for name in sorted(set(_ENTITY.findall(said)) - known):
        message = f"{name} is not in the source, and may be shown as it stands."
        yield Problem("warning", "characters.entity", message, "Write the character itself.")


def _unchanged(
    texts: list[str], said: str, language: Language, source: Language
) -> Iterator[Problem]:
    if said not in texts:
        return
    words = without_placeholders(without_tags(said)).split()
    words = [word for word in words if _WORD.search(word) and not _ALIKE.fullmatch(word)]
    shared = _MOST_ALIKE if script_of(language) == script_of(source) else 0
    if len(words) > shared:
        message = f'"{shortened(said)}" is the same as its source.'
        remedy = "Translate it; a name that stays as it is belongs in glossary.csv."
        yield Problem("warning", "unchanged", message, remedy)


def _punctuation(said: str, language: Language) -> Iterator[Problem]:
    text = CITATION.sub(_VALUE_SIGN, VALUE.sub(_VALUE_SIGN, without_tags(said)))
    for mark in sorted({match[1] for match in _LATIN_MARK.finditer(text)}):
        message = f'"{shortened(said)}" has the Latin {mark} among Arabic letters.'
        remedy = f"Write {mark.translate(_ARABIC_MARKS)}"
        yield Problem("warning", "punctuation.latin", message, remedy)
    if _LATIN_QUOTE.search(text):
        message = f"'{shortened(said)}' has the quotation mark \" among Arabic letters."
        remedy = f"Write {language.quotes[0]}…{language.quotes[1]}"
        yield Problem("warning", "punctuation.quotes", message, remedy)


def _length(entry: polib.POEntry, said: str) -> Iterator[Problem]:
    noted = _MAX_LENGTH.search("\n".join((*entry.flags, entry.comment)))
    length = len(without_controls(without_placeholders(without_tags(said)).strip()))
    if noted and length > int(noted[1]):
        message = f'"{shortened(said)}" has {length} characters, where {noted[1]} fit.'
        yield Problem("warning", "length", message, "Say it in fewer words.")
