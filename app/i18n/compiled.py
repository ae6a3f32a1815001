"""Compiled catalogs as the site reads them: whole or not at all, without entries that would harm.

What compiles a catalog has checked it; this is for files that came another way.
"""

from __future__ import annotations

import logging
import os
import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import polib
from babel.support import NullTranslations, Translations

from app.i18n import entry_checks
from app.i18n.languages import Language

log = logging.getLogger(__name__)

# What gettext and polib raise on bytes that are no catalog.
_UNREADABLE = (OSError, struct.error, ValueError, LookupError, TypeError, MemoryError)
_NAMED = 10  # of the bad entries, that many are named in the log
_COUNTED = range(200)  # the numbers by which two plural rules are compared


class Signature(NamedTuple):
    """What changes when a file is written anew."""

    changed: int  # nanoseconds
    size: int
    inode: int


class UnreadableError(Exception):
    """A file that is no whole catalog."""


def signature(path: Path) -> Signature | None:
    """The signature of the file at `path`; None where there is none."""
    try:
        return _of(os.stat(path))
    except OSError:
        return None


def read(path: Path, language: Language) -> tuple[Signature, NullTranslations]:
    """The catalog at `path`, and the signature of the very bytes that were read.

    Raises UnreadableError, and FileNotFoundError where there is no file.
    """
    with path.open("rb") as file:
        read_as, data = _of(os.fstat(file.fileno())), file.read()
    try:
        return read_as, _Sound(data, language)
    except _UNREADABLE as error:
        raise UnreadableError(f"{path}: {error!r}") from error


class _Sound(Translations):
    """A catalog without its bad entries: these show the source text."""

    def __init__(self, data: bytes, language: Language) -> None:
        super().__init__(BytesIO(data))
        if str(self.charset()).lower() not in {"utf-8", "utf8"}:
            raise ValueError(f"the charset is {self.charset()}")
        bad = _bad_entries(data, language, plurals_fit=_same_rule(self.plural, language))
        # Never the file's own rule: it may be slow, divide by nothing, or name other forms.
        self.plural = lambda n: language.plural_index(int(n))
        # The header too, which stands there as the translation of nothing.
        self._catalog = {k: v for k, v in self._catalog.items() if _key(k) not in {"", *bad}}
        _report(bad, language)


def _key(key: str | tuple[str, int]) -> str:
    """A text as the catalog names it, with its context and without the number of a form."""
    return key if isinstance(key, str) else key[0]


def _bad_entries(data: bytes, language: Language, *, plurals_fit: bool) -> dict[str, str]:
    """What is wrong with each entry that must not be shown."""
    found = {}
    for entry in polib.mofile(data, encoding="utf-8"):
        why = next(_faults(entry, language), "")
        if entry.msgid_plural and not plurals_fit:
            why = "The forms are counted by the rule of another language."
        if why:
            found["\x04".join(filter(None, (entry.msgctxt, entry.msgid)))] = why
    return found


def _faults(entry: polib.MOEntry, language: Language) -> Iterator[str]:
    fields = ("msgid", "msgid_plural", "msgctxt", "msgstr", "msgstr_plural")
    source = polib.POEntry(**{name: getattr(entry, name) for name in fields})
    for problem in entry_checks.problems(source, language):
        if problem.level != "warning":
            yield problem.message


def _same_rule(rule: Callable[[int], int], language: Language) -> bool:
    try:
        return all(rule(n) == language.plural_index(n) for n in _COUNTED)
    except (ArithmeticError, ValueError, RecursionError):
        return False


def _report(bad: dict[str, str], language: Language) -> None:
    """Log, once for each file that is read, what shows the source text."""
    if bad:
        keys = {key.replace("\x04", ": "): why for key, why in bad.items()}
        named = "; ".join(f"{key!r}: {why}" for key, why in list(keys.items())[:_NAMED])
        log.error(
            "Bad translations (%s: %d), which show the source text: %s",
            language.code,
            len(bad),
            named,
        )


def _of(stat: os.stat_result) -> Signature:
    return Signature(stat.st_mtime_ns, stat.st_size, stat.st_ino)
