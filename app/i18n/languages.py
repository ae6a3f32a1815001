"""The languages of the site, read from their only list, translations/languages.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any, Literal, get_args

from babel import Locale, UnknownLocaleError

from app.config import StartupError, translations_path

TRANSLATIONS = translations_path()
Direction = Literal["ltr", "rtl"]
State = Literal["preview", "public"]
Numerals = Literal["latn", "arab", "arabext"]
Units = Literal["short", "long"]
WORDS = {"direction": Direction, "state": State, "numerals": Numerals, "units": Units}
_lists: dict[Path, dict[str, Language]] = {}  # as they were read, by their folders


@dataclass(frozen=True, slots=True)
class Language:
    """A language as a row of data; translations/languages.toml says what each field means."""

    code: str
    tag: str
    name: str
    direction: Direction
    state: State
    locale: str
    og_locale: str
    numerals: Numerals
    months: tuple[str, ...]
    day: str
    month_year: str
    list_separator: str
    units: Units
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
    _lists.clear()


@contextmanager
def renewed() -> Iterator[None]:
    """Within, and after it, the list is as its file says now; after an error, as it was before."""
    before = dict(_lists)
    _lists.clear()
    try:
        yield
    except BaseException:
        _lists.clear()
        _lists.update(before)
        raise


def all_languages() -> dict[str, Language]:
    """Every language by its code, in the order of the list."""
    return dict(_listed())


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
    return _listed()[code]


def find(code: str) -> Language | None:
    """The language with this code; None where there is none."""
    return _listed().get(code)


def _listed() -> dict[str, Language]:
    # Asked hundreds of times a page: a path that is not made anew knows its own hash.
    if TRANSLATIONS not in _lists:
        _lists[TRANSLATIONS] = _read(listed_in())
    return _lists[TRANSLATIONS]


def _read(path: Path) -> dict[str, Language]:
    """The languages of a file; StartupError where it cannot be read, or is no such list."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
        return {code: from_row(code, row) for code, row in rows.items()}
    except FileNotFoundError:
        raise StartupError(f"TRANSLATIONS_PATH has no languages.toml: {path.parent}") from None
    except (ValueError, OSError) as error:
        said = str(error).removeprefix("languages.toml: ")
        raise StartupError(f"languages.toml cannot be used: {said}") from None


def from_row(code: str, row: dict[str, Any]) -> Language:
    """The language of a row as TOML has it; ValueError where the row is not whole."""
    try:
        lists = {key: tuple(value) for key, value in row.items() if isinstance(value, list)}
        language = Language(code=code, **{**row, **lists})
        _check(language)
    except (TypeError, AttributeError, LookupError, ValueError, UnknownLocaleError) as error:
        raise ValueError(f"languages.toml: [{code}] {error}") from None
    return language


def _check(language: Language) -> None:
    """ValueError, or what Babel and gettext raise, at the first thing that cannot be."""
    if len(language.months) != 12 or len(language.quotes) != 2:
        raise ValueError("needs twelve months and two quotes.")
    if len(language.months_alone) not in (0, 12) or len(language.faces) != 1:
        raise ValueError("needs one face, and no month alone or twelve.")
    for name, known in WORDS.items():
        if getattr(language, name) not in get_args(known):
            raise ValueError(f"{name} must be one of {', '.join(get_args(known))}.")
    Locale.parse(language.locale)
    language.plural_category(0)


@cache
def _rule(plural_rule: str) -> Callable[[int], int]:
    return c2py(plural_rule)
