"""The gate before a language is published: what a person, a catalog or a face still lacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from babel import Locale

from app.content.checks.catalogs import check
from app.i18n import faces, plurals, pofiles
from app.i18n.catalogs import catalog_path
from app.i18n.findings import CatalogFinding
from app.i18n.languages import TRANSLATIONS, Language

SHOWN = 3  # findings of a kind that are quoted; `flask translations check` has all

_NOT_CLEAN = {
    "error": "Errors in the catalog: {count}. Mend each.",
    "warning": (
        "Warnings that nobody settled: {count}. Mend each; where you looked and it is right as it "
        "is, write the code at its end into a comment above the entry, as in # checked: glossary. "
        "They are listed by: flask translations check"
    ),
}


def unmet(language: Language, folder: Path = TRANSLATIONS) -> list[str]:
    """What keeps a translated language from being published, each with what to do."""
    return [*_row(language), *_catalog(language, folder), *_letters(language, folder)]


def _row(language: Language) -> Iterator[str]:
    if language.to_confirm:
        yield (
            f"Not confirmed: {', '.join(language.to_confirm)}. Somebody who speaks the language "
            f"looks at them in [{language.code}] of languages.toml, mends what is wrong, and takes "
            "the names out of to_confirm."
        )
    cldr = Locale.parse(language.locale).plural_form
    wrong = plurals.differences(language.plural_rule, language.plural_categories, cldr)
    if wrong:
        categories, rule = plurals.from_cldr(cldr)
        yield (
            f"plural_rule and plural_categories differ from CLDR, first for {wrong[0]}. "
            f"CLDR has: {rule} for {', '.join(categories)}."
        )
    if len(set(language.months)) != 12 or not all(language.months):
        yield "months has a name twice, or one that is empty. Write all twelve."


def _catalog(language: Language, folder: Path) -> Iterator[str]:
    template = folder / "messages.pot"
    if not template.exists():
        yield "There is no messages.pot to compare with. Run: flask translations extract"
        return
    found = check(catalog_path(language, folder), language, template)
    counts = Counter(one.level for one in found)
    if counts["missing"]:
        yield (
            f"Texts that are not translated, or marked fuzzy: {counts['missing']}. "
            "They are listed by: flask translations check --complete"
        )
    for level, said in _NOT_CLEAN.items():
        of_level = [str(one) for one in found if one.level == level]
        if of_level:
            yield " ".join((said.format(count=len(of_level)), *of_level[:SHOWN]))


def _letters(language: Language, folder: Path) -> Iterator[str]:
    known = faces.known_faces()
    if language.faces[0] not in known:
        yield f"There is no face {language.faces[0]}. Those that there are: {', '.join(known)}."
        return
    lacking = faces.lacking(language, _texts(language, folder))
    if lacking:
        yield (
            f"The face {language.faces[0]} has no {' '.join(lacking)}. Add them as "
            'app/static/fonts/README.md says, or write faces = ["system"].'
        )
    if not language.letters:
        yield "letters is empty. Write the alphabet of the language, in small letters."


def _texts(language: Language, folder: Path) -> list[str]:
    """What readers see of the catalog; nothing where it cannot be read, which is said already."""
    read = pofiles.read(catalog_path(language, folder))
    if isinstance(read, CatalogFinding):
        return []
    entries = [entry for entry in read if not entry.obsolete]
    return [text for one in entries for text in (one.msgstr, *one.msgstr_plural.values())]
