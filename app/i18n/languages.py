"""The languages of the site, read from their only list, translations/languages.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any, Literal

from app.config import StartupError, translations_path

TRANSLATIONS = translations_path()


@dataclass(frozen=True, slots=True)
class Language:
    """A language as a row of data; translations/languages.toml says what each field means."""

    code: str
    tag: str
    name: str
    direction: Literal["ltr", "rtl"]
    state: Literal["preview", "public"]
    locale: str
    og_locale: str
    numerals: Literal["latn", "arab", "arabext"]
    months: tuple[str, ...]
    day: str
    month_year: str
    list_separator: str
    units: Literal["short", "long"]
    quotes: tuple[str, str]
    plural_rule: str
    plural_categories: tuple[str, ...]
    source: bool = False
    months_alone: tuple[str, ...] = ()
    letters: str = ""
    faces: tuple[str, ...] = ("system",)
    to_confirm: tuple[str, ...] = ()

    @property
    def plural_header(self) -> str:
        """The line that a catalog of this language carries as its Plural-Forms."""
        return f"nplurals={len(self.plural_categories)}; plural={self.plural_rule};"

    def plural_index(self, n: int) -> int:
        """Gettext's index of the form that stands with the whole number `n`."""
        return _rule(self.plural_rule)(abs(n))

    def plural_category(self, n: int) -> str:
        """CLDR's name of the form that stands with the whole number `n`, such as "few"."""
        return self.plural_categories[self.plural_index(n)]

    @property
    def general_category(self) -> str:
        """The form that fits where no other is given; not every language counts with "other"."""
        return self.plural_categories[-1]


def listed_in() -> Path:
    """The file of the list."""
    return TRANSLATIONS / "languages.toml"


def renew() -> None:
    """Forget the list as it was read; for commands that change it."""
    _read.cache_clear()


def all_languages() -> dict[str, Language]:
    """Every language by its code, in the order of the list."""
    return dict(_read(listed_in()))


def public_languages() -> list[Language]:
    """The languages offered to readers, in the order of the list."""
    return [language for language in all_languages().values() if language.state == "public"]


def translatable() -> list[Language]:
    """The languages into which people translate: those offered to readers, and those to come."""
    return list(all_languages().values())


def source_language() -> Language:
    """The one language in which the code itself speaks."""
    return next(language for language in all_languages().values() if language.source)


def get(code: str) -> Language:
    """The language with this code; KeyError where there is none."""
    return _read(listed_in())[code]


@cache
def _read(path: Path) -> dict[str, Language]:
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StartupError(f"TRANSLATIONS_PATH has no languages.toml: {path.parent}") from None
    return {code: from_row(code, row) for code, row in rows.items()}


def from_row(code: str, row: dict[str, Any]) -> Language:
    """The language of a row as TOML has it; ValueError where the row is not whole."""
    lists = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
    language = Language(code=code, **{**row, **lists})
    if len(language.months) != 12 or len(language.quotes) != 2:
        raise ValueError(f"languages.toml: [{code}] needs twelve months and two quotes.")
    if len(language.months_alone) not in (0, 12) or len(language.faces) != 1:
        raise ValueError(f"languages.toml: [{code}] needs one face, and no month alone or twelve.")
    return language


@cache
def _rule(plural_rule: str) -> Callable[[int], int]:
    return c2py(plural_rule)
