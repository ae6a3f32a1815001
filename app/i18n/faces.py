"""Which characters the shipped faces have, and which letters a language needs that they lack."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from app.assets import SOURCE
from app.i18n.languages import Language

COVERAGE = SOURCE / "fonts" / "coverage.toml"  # written when the faces are cut
SYSTEM = "system"  # the devices' own faces: what they have, nobody knows


def known_faces(path: Path = COVERAGE) -> list[str]:
    """The names that a row may have in `faces`."""
    return [*coverage(path), SYSTEM]


def lacking(language: Language, texts: Iterable[str] = (), path: Path = COVERAGE) -> list[str]:
    """The characters of the language, and of `texts` in its script, that no face of it has.

    A face that is not there has none; the devices' own are taken to have all.
    """
    if SYSTEM in language.faces:
        return []
    covered = {char for face in language.faces for char in coverage(path).get(face, ())}
    own = _own(language)
    scripts = {script(char) for char in own if char.isalpha()}
    used = {char for text in texts for char in text if char.isalpha() and script(char) in scripts}
    return sorted((own | used) - covered)


def script(char: str) -> str:
    """The script of a letter by the first word of its name: LATIN, ARABIC; empty for no letter."""
    return unicodedata.name(char, "").partition(" ")[0] if char.isalpha() else ""


def _own(language: Language) -> set[str]:
    """What every page of the language is written with, small and capital, composed."""
    months = (*language.months, *language.months_alone)
    words = (language.letters, language.name, language.list_separator, *language.quotes, *months)
    text = unicodedata.normalize("NFC", "".join(words))
    both = text + "".join(char.upper() for char in language.letters)
    return {char for char in both if not char.isspace() and unicodedata.category(char) != "Cf"}


@cache
def coverage(path: Path = COVERAGE) -> dict[str, frozenset[str]]:
    """The characters that each shipped face has in all its weights."""
    rows = tomllib.loads(path.read_text(encoding="utf-8"))
    return {face: frozenset(_characters(ranges)) for face, ranges in rows.items()}


def _characters(ranges: str) -> Iterable[str]:
    """The characters of ranges as styles and subsetters write them: U+20-7E,U+A0."""
    for part in ranges.replace("U+", "").split(","):
        low, _, high = part.partition("-")
        yield from map(chr, range(int(low, 16), int(high or low, 16) + 1))
