"""What must never reach readers in an entry of a catalog: placeholders, tags, forms, direction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Literal

import polib

from app.i18n.bidi import OVERRIDES, balanced
from app.i18n.findings import Problem, shortened
from app.i18n.languages import Language
from app.i18n.tags import closed, stray, tags

# What is filled in: named values, and the facts that a text cites, [[members|count]].
VALUE = re.compile(r"%\(\w+\)[#0\- +]*\d*(?:\.\d+)?[a-zA-Z]")
CITATION = re.compile(r"\[\[[^\[\]]*\]\]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def problems(
    entry: polib.POEntry, language: Language, *, formatted: bool = True
) -> Iterator[Problem]:
    """What is wrong with `entry`; one that readers do not see yet is only missing.

    `formatted`: its texts are filled in with named values, as those of the interface; a percent
    sign in one that is not is a percent sign.
    """
    check = _EntryCheck(formatted)
    if formatted:
        yield from _source(entry)
    if entry.fuzzy:
        remedy = "Check the translation and take the word fuzzy away."
        message = f'"{shortened(entry.msgid)}" is marked fuzzy.'
        yield Problem("missing", "missing.fuzzy", message, remedy)
    elif not any(forms(entry).values()):
        message = f'"{shortened(entry.msgid)}" is not translated.'
        yield Problem("missing", "missing.empty", message, "Translate it.")
    else:
        yield from check.translation(entry, language)


def forms(entry: polib.POEntry) -> dict[int, str]:
    """The translation's forms by their index; a plain entry has one."""
    plural: dict[int, str] = entry.msgstr_plural
    return {int(index): text for index, text in plural.items()} or {0: entry.msgstr}


def without_placeholders(text: str) -> str:
    """`text` with a space where a value or a fact is filled in."""
    return CITATION.sub(" ", VALUE.sub(" ", text))


def _source(entry: polib.POEntry) -> Iterator[Problem]:
    """A literal percent sign: templates fill every text in, and would stumble over it."""
    for text in (entry.msgid, entry.msgid_plural):
        if "%" in without_placeholders(text):
            message = f'"{shortened(text)}" has a percent sign that is no placeholder.'
            remedy = "In the code, pass it in as a named value."
            yield Problem("error", "source.percent", message, remedy)


class _EntryCheck:
    """The checks of a translation, which depend on how its placeholders are written."""

    def __init__(self, formatted: bool) -> None:
        self.formatted = formatted

    def translation(self, entry: polib.POEntry, language: Language) -> Iterator[Problem]:
        """What is wrong with the translation of `entry`, which has one."""
        if entry.msgid_plural:
            yield from self._plural(entry, language)
        else:
            yield from self._plain(entry)
        for text in forms(entry).values():
            yield from _direction(text)
            yield from _characters(entry.msgid, text)
            if self.formatted:
                yield from _percent(text)

    def _plain(self, entry: polib.POEntry) -> Iterator[Problem]:
        wanted, found = self._placeholders(entry.msgid), self._placeholders(entry.msgstr)
        yield from _unknown(found - wanted, wanted)
        yield from _lost(wanted - found, "error")
        same = Counter(tags(entry.msgid)) == Counter(tags(entry.msgstr))
        yield from _tags(entry.msgid, entry.msgstr, same)

    def _plural(self, entry: polib.POEntry, language: Language) -> Iterator[Problem]:
        """A form for a single number, such as Arabic's dual, may leave the number out."""
        yield from _number_of_forms(entry, language)
        wanted = self._placeholders(entry.msgid_plural)
        source = entry.msgid + entry.msgid_plural
        known = self._placeholders(source)
        last = len(language.plural_categories) - 1
        for index, text in forms(entry).items():
            found = self._placeholders(text)
            yield from _unknown(found - known, known)
            if text and index == last:
                yield from _lost(wanted - found, "error")
            elif text and index in _of_many_numbers(language):
                yield from _lost(wanted - found, "warning")
            yield from _tags(source, text, set(tags(text)) <= set(tags(source)))

    def _placeholders(self, text: str) -> set[str]:
        values = VALUE.findall(text) if self.formatted else []
        return {*values, *CITATION.findall(text)}


def _number_of_forms(entry: polib.POEntry, language: Language) -> Iterator[Problem]:
    given, wanted = forms(entry), len(language.plural_categories)
    if sorted(given) != list(range(wanted)) or not all(given.values()):
        message = f'"{shortened(entry.msgid)}" needs {wanted} forms.'
        remedy = f"Fill in msgstr[0] to msgstr[{wanted - 1}]."
        yield Problem("error", "plural.forms", message, remedy)


@cache  # asked again for each form of each entry
def _of_many_numbers(language: Language) -> frozenset[int]:
    """Indices of the forms that stand with more than one number."""
    counted = Counter(language.plural_index(n) for n in range(200))
    return frozenset(index for index, times in counted.items() if times > 1)


def _unknown(names: set[str], known: set[str]) -> Iterator[Problem]:
    for name in sorted(names):
        message = f"{shortened(name)} is not in the English text."
        has = ", ".join(map(shortened, sorted(known))) or "none"
        remedy = f"Write the placeholders exactly as in the English text, which has {has}."
        yield Problem("error", "placeholder.unknown", message, remedy)


def _lost(names: set[str], level: Literal["error", "warning"]) -> Iterator[Problem]:
    for name in sorted(names):
        message = f"{shortened(name)} of the English text is missing."
        yield Problem(level, "placeholder.missing", message, "Put it where the value belongs.")


def _percent(text: str) -> Iterator[Problem]:
    if "%" in without_placeholders(text):
        message = f'"{shortened(text)}" has a percent sign that is no placeholder.'
        remedy = "Write the placeholders as in the English text, and ٪ or a word for per cent."
        yield Problem("error", "placeholder.percent", message, remedy)


def _tags(source: str, text: str, same: bool) -> Iterator[Problem]:
    """The tags of the source and no others: a text of a catalog is shown as HTML."""
    if not same:
        remedy = "Use the tags of the English text, with the same attributes, as often as there."
        has = shortened(" ".join(sorted(set(tags(source)))) or "none", 200)
        message = f'"{shortened(text)}" has other tags than the English text, which has {has}.'
        yield Problem("error", "tag.differs", message, remedy)
    elif closed(source) and not closed(text):
        message = f'"{shortened(text)}" does not close its tags, or closes them in another order.'
        remedy = "Close each tag that is opened, the last one first."
        yield Problem("error", "tag.open", message, remedy)
    if stray(text) and not stray(source):
        message = f'"{shortened(text)}" has a < that begins no tag.'
        yield Problem("error", "tag.stray", message, "Take it out.")


def _direction(text: str) -> Iterator[Problem]:
    if OVERRIDES.search(text):
        message = f'"{shortened(OVERRIDES.sub("", text))}" overrides the direction of text.'
        remedy = "Take the invisible characters U+202A to U+202E out."
        yield Problem("error", "direction.override", message, remedy)
    if not balanced(text):
        message = f'"{shortened(text)}" has an isolate that is not closed, or not opened.'
        remedy = "Close each U+2066, U+2067 or U+2068 with a U+2069."
        yield Problem("error", "direction.isolate", message, remedy)


def _characters(source: str, text: str) -> Iterator[Problem]:
    """What an escape such as \\v stands for, and nobody sees."""
    for sign in sorted(set(_CONTROL.findall(text)) - set(_CONTROL.findall(source))):
        message = f'"{shortened(text)}" holds the control character U+{ord(sign):04X}.'
        yield Problem("error", "characters.control", message, "Take it out.")
