"""What can be wrong with one entry of a catalog: placeholders, tags, forms, direction."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Literal

import polib

from app.i18n.bidi import OVERRIDES, balanced
from app.i18n.languages import Language

# Line, level, message, remedy.
Finding = tuple[int, Literal["error", "warning", "missing"], str, str]
Problem = tuple[Literal["error", "warning"], str, str]

# What is filled in: named values, and the facts that a text cites, [[members|count]].
_PLACEHOLDER = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]|\[\[[^\[\]]*\]\]")
_TAG = re.compile(r"<[^>]*>")
_TAG_NAME = re.compile(r"</?\s*([^\s/>]+)")


def findings(entry: polib.POEntry, language: Language) -> Iterator[Finding]:
    """What is wrong with `entry`; one that readers do not see yet is only missing."""
    for problem in _source(entry):
        yield entry.linenum, *problem
    if entry.fuzzy:
        remedy = "Check the translation and take the word fuzzy away."
        yield entry.linenum, "missing", f'"{entry.msgid}" is marked fuzzy.', remedy
    elif not any(forms(entry).values()):
        yield entry.linenum, "missing", f'"{entry.msgid}" is not translated.', "Translate it."
    else:
        for problem in _translation(entry, language):
            yield entry.linenum, *problem


def forms(entry: polib.POEntry) -> dict[int, str]:
    """The translation's forms by their index; a plain entry has one."""
    plural: dict[int, str] = entry.msgstr_plural
    return {int(index): text for index, text in plural.items()} or {0: entry.msgstr}


def _source(entry: polib.POEntry) -> Iterator[Problem]:
    """A literal percent sign: templates fill every text in, and would stumble over it."""
    for text in (entry.msgid, entry.msgid_plural):
        if "%" in _PLACEHOLDER.sub("", text):
            remedy = "In the code, pass it in as a named value."
            yield "error", f'"{text}" has a percent sign that is no placeholder.', remedy


def _translation(entry: polib.POEntry, language: Language) -> Iterator[Problem]:
    if entry.msgid_plural:
        yield from _plural_forms(entry, language)
    else:
        yield from _plain(entry)
    for text in forms(entry).values():
        yield from _direction(text)
        if "%" in _PLACEHOLDER.sub("", text):
            remedy = "Write the placeholders as in the English text, and ٪ or a word for per cent."
            yield "error", f'"{text}" has a percent sign that is no placeholder.', remedy
        if not unicodedata.is_normalized("NFC", text):
            remedy = "Save it in Unicode's composed form, NFC."
            yield "warning", f'"{text}" is written with decomposed letters.', remedy


def _plain(entry: polib.POEntry) -> Iterator[Problem]:
    wanted, found = _placeholders(entry.msgid), _placeholders(entry.msgstr)
    yield from _unknown(found - wanted)
    yield from _lost(wanted - found, "error")
    if Counter(_TAG.findall(entry.msgid)) != Counter(_TAG.findall(entry.msgstr)):
        yield from _tags_differ(entry.msgid, entry.msgstr)
    yield from _stray(entry.msgid, entry.msgstr)


def _plural_forms(entry: polib.POEntry, language: Language) -> Iterator[Problem]:
    """A form for a single number, such as Arabic's dual, may leave the number out; no other may."""
    given, number_of_forms = forms(entry), len(language.plural_categories)
    if sorted(given) != list(range(number_of_forms)) or not all(given.values()):
        remedy = f"Fill in msgstr[0] to msgstr[{number_of_forms - 1}]."
        yield "error", f'"{entry.msgid}" needs {number_of_forms} forms.', remedy
    wanted = _placeholders(entry.msgid_plural)
    source = entry.msgid + entry.msgid_plural
    for index, text in given.items():
        yield from _unknown(_placeholders(text) - _placeholders(source))
        if text and index == number_of_forms - 1:
            yield from _lost(wanted - _placeholders(text), "error")
        elif text and index in _of_many_numbers(language):
            yield from _lost(wanted - _placeholders(text), "warning")
        if not set(_TAG.findall(text)) <= set(_TAG.findall(source)) or not _closed(text):
            yield from _tags_differ(source, text)
        yield from _stray(source, text)


def _of_many_numbers(language: Language) -> set[int]:
    """Indices of the forms that stand with more than one number."""
    counted = Counter(language.plural_index(n) for n in range(200))
    return {index for index, times in counted.items() if times > 1}


def _placeholders(text: str) -> set[str]:
    return set(_PLACEHOLDER.findall(text))


def _unknown(names: set[str]) -> Iterator[Problem]:
    for name in sorted(names):
        remedy = "Write the placeholders exactly as in the English text."
        yield "error", f"{name} is not in the English text.", remedy


def _lost(names: set[str], level: Literal["error", "warning"]) -> Iterator[Problem]:
    for name in sorted(names):
        yield level, f"{name} of the English text is missing.", "Put it where the value belongs."


def _tags_differ(source: str, text: str) -> Iterator[Problem]:
    remedy = "Use the tags of the English text, with the same attributes, each as often as there."
    tags = " ".join(sorted(set(_TAG.findall(source)))) or "none"
    yield "error", f'"{text}" has other tags than the English text, which has {tags}.', remedy


def _stray(source: str, text: str) -> Iterator[Problem]:
    """An angle bracket that opens no tag here may open one together with what follows."""
    if "<" in _TAG.sub("", text) and "<" not in _TAG.sub("", source):
        yield "error", f'"{text}" has a < that begins no tag.', "Take it out."


def _closed(text: str) -> bool:
    """Whether as many tags of each name are closed as are opened."""
    tags = [tag for tag in _TAG.findall(text) if not tag.endswith("/>")]
    opened = Counter(_name(tag) for tag in tags if not tag.startswith("</"))
    shut = Counter(_name(tag) for tag in tags if tag.startswith("</"))
    return all(opened[name] == shut[name] for name in (opened | shut) if name not in {"br", "wbr"})


def _name(tag: str) -> str:
    match = _TAG_NAME.match(tag)
    return match[1].lower() if match else tag


def _direction(text: str) -> Iterator[Problem]:
    if OVERRIDES.search(text):
        remedy = "Take the invisible characters U+202A to U+202E out."
        yield "error", f'"{OVERRIDES.sub("", text)}" overrides the direction of text.', remedy
    if not balanced(text):
        remedy = "Close each U+2066, U+2067 or U+2068 with a U+2069."
        yield "error", f'"{text}" has an isolate that is not closed, or not opened.', remedy
