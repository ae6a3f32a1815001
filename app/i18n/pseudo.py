"""Pseudo-languages for developers: what a page looks like in longer words, and from the right.

They are written into a folder of their own, a copy of translations/ with two rows more, and are
seen where TRANSLATIONS_PATH names that folder; the site's own list never has them.
"""

from __future__ import annotations

import json
import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import polib

from app.i18n.catalogs import catalog_path, compile_catalog
from app.i18n.entry_checks import CITATION, VALUE
from app.i18n.languages import Language, from_row

LONGER = 0.4  # of the letters of a text; so much longer are German or Sorani than short English
# What is no word of a text: values, citations, tags, entities, addresses.
_KEPT = re.compile(rf"({VALUE.pattern}|{CITATION.pattern}|<[^>]*>|&#?\w+;|https?://\S+)")
_LETTER = re.compile("[A-Za-z]")
# Letters that the site's own face has: another face would be of another width and height.
_ACCENTED = str.maketrans("ACDEINOPUYacdeinopuy", "ÅÇÐÉÎÑÖÞÛÝåçðéîñöþûÿ")
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz,;?", "ابكديفغهيجقلمنوبقرستوفوخيز،؛؟")


class Pseudo(NamedTuple):
    """A pseudo-language: what comes of letters, and by how much texts become longer."""

    tag: str
    name: str
    direction: str
    letters: Callable[[str], str]
    longer: float

    def text(self, text: str) -> str:
        """`text` in this language, in brackets that show where it is cut; values stay."""
        letters = len(_LETTER.findall(_KEPT.sub("", text)))
        if not letters:
            return text
        parts = _KEPT.split(text.strip())
        inner = "".join(part if n % 2 else self.letters(part) for n, part in enumerate(parts))
        before, after = text[: -len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}[!!! {inner}{self._padding(letters)} !!!]{after}"

    def _padding(self, letters: int) -> str:
        """Dots, in groups that break into lines as words do."""
        dots = "·" * round(letters * self.longer)
        return "".join(f" {dots[at : at + 6]}" for at in range(0, len(dots), 6))


# Named as in CLDR, whose pseudo-locales Babel cannot parse: they go by another row's locale.
PSEUDO = {
    "xa": Pseudo("en-XA", "Pseudo, long", "ltr", lambda text: text.translate(_ACCENTED), LONGER),
    "xb": Pseudo(
        "ar-XB", "Pseudo, from the right", "rtl", lambda text: text.lower().translate(_ARABIC), 0
    ),
}


def may_write(shipped: Path, folder: Path) -> bool:
    """Whether `folder` is neither that of the shipped languages nor one of somebody's own."""
    if folder.resolve() == shipped.resolve():
        return False
    held = folder / "languages.toml"
    return not held.exists() or PSEUDO.keys() <= tomllib.loads(held.read_text("utf-8")).keys()


def write(shipped: Path, folder: Path) -> list[Path]:
    """Write the folder with all languages of `shipped` and the pseudo-languages; what was compiled.

    CatalogError where a text of the template cannot be turned into a sound translation.
    """
    drafts = shutil.ignore_patterns("*.mo.*")  # of a process that compiles at this moment
    shutil.copytree(shipped, folder, dirs_exist_ok=True, ignore=drafts)
    rows = tomllib.loads((shipped / "languages.toml").read_text(encoding="utf-8"))
    made = {code: _row(code, rows) for code in PSEUDO if code not in rows}
    with (folder / "languages.toml").open("a", encoding="utf-8") as file:
        file.writelines(f"\n[{code}]\n{_toml(row)}" for code, row in made.items())
    template = shipped / "messages.pot"
    return [_write_catalog(from_row(code, row), template, folder) for code, row in made.items()]


def _row(code: str, rows: dict[str, Any]) -> dict[str, Any]:
    """The row of a pseudo-language, after that of the first language of its direction."""
    language = PSEUDO[code]
    source = next(row for row in rows.values() if row.get("source"))
    pattern = next(row for row in rows.values() if row["direction"] == language.direction)
    months = [language.letters(month) for month in source["months"]]
    own = {"tag": language.tag, "name": language.text(language.name), "months": months}
    rest = {"state": "public", "source": False, "to_confirm": [], "months_alone": []}
    return {**pattern, **own, **rest}


def _write_catalog(language: Language, template: Path, folder: Path) -> Path:
    catalog = polib.pofile(str(template), wrapwidth=0, encoding="utf-8")
    catalog.metadata = {
        "Language": language.code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language.plural_header,
    }
    for entry in catalog:
        _translate(entry, language)
    path = catalog_path(language, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    catalog.save(str(path))
    return compile_catalog(path, language)


def _translate(entry: polib.POEntry, language: Language) -> None:
    change = PSEUDO[language.code].text
    if not entry.msgid_plural:
        entry.msgstr = change(entry.msgid)
        return
    one, other = change(entry.msgid), change(entry.msgid_plural)
    forms = enumerate(language.plural_categories)
    entry.msgstr_plural = {n: one if category == "one" else other for n, category in forms}


def _toml(row: dict[str, Any]) -> str:
    """A row as TOML, whose strings, lists and truth values are written as those of JSON."""
    return "".join(f"{key} = {json.dumps(row[key], ensure_ascii=False)}\n" for key in row)
