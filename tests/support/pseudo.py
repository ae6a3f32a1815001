"""A translator without a language: fills a catalog with words that the checks find clean."""

from __future__ import annotations

import re
from pathlib import Path

import polib

from app.content.checks.catalogs import check
from app.i18n import languages

# What must stay: placeholders, tags, citations, entities, addresses and handles.
_KEPT = re.compile(
    r"(%\(\w+\)[a-z]|\[\[[^\[\]]*\]\]|<[^>]*>|&\w+;|https?://\S+|\w+@\S+|[@#]\w+|\d+(?:[.,]\d+)*)"
)
_LETTERS: dict[str, dict[int, int] | dict[int, str]] = {
    "ckb": str.maketrans(
        dict(zip("abcdefghijklmnopqrstuvwxyz,;?", "ابجدەفگهیژکلمنۆپقرستوڤێخڵڕ،؛؟", strict=True))
    ),
    "fr": str.maketrans("aceiouy", "àçéîôùÿ"),
}


def pseudo(text: str, code: str) -> str:
    """`text` in the letters of a language, with everything that must stay."""
    parts = _KEPT.split(text)
    parts[::2] = [part.lower().translate(_LETTERS[code]) for part in parts[::2]]
    return "".join(parts)


def translate(path: Path, code: str) -> None:
    """Fill every entry of the catalog at `path`, with as many forms as the language has."""
    catalog = polib.pofile(str(path), wrapwidth=0)
    count = len(languages.get(code).plural_categories)
    for entry in catalog:
        if entry.msgid_plural:
            text = pseudo(entry.msgid_plural, code)
            entry.msgstr_plural = dict.fromkeys(range(count), text)
        else:
            entry.msgstr = pseudo(entry.msgid, code)
    catalog.save(str(path))


def settle(path: Path, code: str) -> int:
    """Note of each number that is said in words that it was looked at; how many there were."""
    found = check(path, languages.get(code))
    lines = {one.line for one in found if one.code == "number.differs"}
    catalog = polib.pofile(str(path), wrapwidth=0)
    for entry in catalog:
        if entry.linenum in lines:
            entry.tcomment = "checked: number.differs"
    catalog.save(str(path))
    return len(lines)


def confirm(path: Path, code: str) -> None:
    """Take every name out of to_confirm in a language's row, as whoever has looked at it does."""
    head, row = path.read_text(encoding="utf-8").split(f"[{code}]\n")
    row = re.sub(r"(?s)to_confirm = \[.*?\]", "to_confirm = []", row, count=1)
    path.write_text(f"{head}[{code}]\n{row}", encoding="utf-8", newline="")
    languages.renew()
