"""A language's row as Unicode's CLDR has it, for people who speak the language to look at."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from app.i18n import faces, plurals
from app.i18n.languages import Language

# What CLDR cannot decide for this site, or is often wrong about.
TO_CONFIRM = (
    "name", "months", "day", "month_year", "numerals", "list_separator", "units", "quotes",
    "plural_rule", "letters", "faces",
)  # fmt: skip
COMMON = 3  # times that a letter occurs in CLDR's words before it is surely no foreign one
_FIELDS = re.compile(r"'([^']*)'|(d+|[ML]+|y+)|([^'dMLy]+)")
_NAMES = {"d": "{day}", "M": "{month}", "L": "{month}", "y": "{year}"}
_FACES = {"LATIN": "sans", "ARABIC": "arabic"}


def known(name: str) -> Locale | None:
    """Babel's locale of this name, such as "ckb" or "pt_BR"; None where there is none."""
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def row(code: str, locale: Locale) -> Language:
    """The language `code` as a preview that counts, dates and lists as the locale does."""
    categories, rule = plurals.from_cldr(locale.plural_form)
    month_year = locale.datetime_skeletons["yMMMM"].pattern
    # Asked only where the pattern has it: Babel lends the months that stand alone of the first
    # language asked to every language without its own.
    alone = _months(locale, "stand-alone") if "L" in month_year else ()
    letters, face = _letters(locale)
    arabic = letters and faces.script(letters[-1]) == "ARABIC"
    return Language(
        code=code,
        tag=str(locale).replace("_", "-") if locale.territory else code,
        name=_own_name(locale),
        direction="rtl" if locale.character_order == "right-to-left" else "ltr",
        state="preview",
        locale=str(locale),
        og_locale=f"{locale.language}_{_territory(locale)}",
        numerals="latn",
        months=_months(locale, "format"),
        months_alone=alone,
        day=_pattern(locale.date_formats["long"].pattern),
        month_year=_pattern(month_year),
        list_separator="، " if arabic else ", ",
        units="short",
        quotes=("«", "»") if arabic else ("“", "”"),
        plural_rule=rule,
        plural_categories=categories,
        letters=letters,
        faces=(face,),
        to_confirm=(*TO_CONFIRM, *(("months_alone",) if alone else ())),
    )


def _own_name(locale: Locale) -> str:
    name = str(locale.get_language_name(locale) or locale.english_name)
    return name[:1].upper() + name[1:]


def _territory(locale: Locale) -> str:
    likely = get_global("likely_subtags").get(locale.language, "")
    return str(locale.territory or likely.rpartition("_")[2] or "001")


def _months(locale: Locale, form: str) -> tuple[str, ...]:
    names: Any = locale.months[form]["wide"]
    return tuple(unicodedata.normalize("NFC", names[number]) for number in range(1, 13))


def _pattern(pattern: str) -> str:
    """CLDR's order of a date's parts as a row has it: "d MMMM y" is "{day} {month} {year}"."""

    def part(match: re.Match[str]) -> str:
        quoted, field, text = match.groups()
        return _NAMES[field[0]] if field else (text or quoted or "").translate(_BRACES)

    return _FIELDS.sub(part, pattern)


_BRACES = str.maketrans({"{": "{{", "}": "}}"})


def _letters(locale: Locale) -> tuple[str, str]:
    """(the letters of the locale's script that occur in CLDR's own words, the face that has them).

    CLDR's alphabets are not in Babel. Names of far places bring foreign letters with them: a rare
    one counts only where our face has it.
    """
    places = [*locale.languages.values(), *locale.territories.values()]
    words = [*places, *_months(locale, "format"), *locale.days["format"]["wide"].values()]
    text = unicodedata.normalize("NFC", "".join(words)).lower()
    count = Counter(char for char in text if faces.script(char))
    scripts = Counter(faces.script(char) for char in count.elements())
    own = scripts.most_common(1)[0][0] if scripts else ""
    face = _FACES.get(own, faces.SYSTEM)
    has = faces.coverage().get(face, frozenset())
    found = [c for c, n in sorted(count.items()) if n >= COMMON or c in has]
    found = [c for c in found if faces.script(c) == own]
    whole = face != faces.SYSTEM and has.issuperset(found)
    return "".join(found), face if whole else faces.SYSTEM
