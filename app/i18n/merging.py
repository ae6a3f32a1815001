"""Catalogs brought up to the template, without losing what translators wrote.

With polib: pybabel drops X- headers and the former texts of fuzzy entries.
"""

from __future__ import annotations

import difflib
from pathlib import Path

import polib

from app.i18n.catalogs import CatalogError, catalog_path, catalogs, read_catalog
from app.i18n.checks import duplicates
from app.i18n.findings import CatalogFinding
from app.i18n.languages import TRANSLATIONS, Language, all_languages

# Below this likeness, an old translation is more of a hindrance than a help.
_LIKENESS = 0.7


def update(folder: Path = TRANSLATIONS) -> dict[Path, int]:
    """Bring every catalog of `folder` up to its messages.pot; the number of texts added to each.

    A language of the list that has no catalog yet is given one. Raises CatalogError, having written
    nothing, where one cannot be read or has a text twice: something would be lost.
    """
    for language in all_languages().values():
        if not language.source:
            _start(catalog_path(language, folder), language)
    template = read_catalog(folder / "messages.pot")
    read = {path: (_whole(path), language) for path, language in catalogs(folder).items()}
    return {
        path: _update(path, catalog, template, language)
        for path, (catalog, language) in read.items()
    }


def begin(language: Language, folder: Path = TRANSLATIONS) -> Path:
    """The path of a new language's catalog, made with every text of messages.pot.

    One that is there stays as it is. Raises CatalogError where messages.pot cannot be read.
    """
    path = catalog_path(language, folder)
    if not path.exists():
        template = read_catalog(folder / "messages.pot")
        _start(path, language)
        _update(path, _whole(path), template, language)
    return path


def _whole(path: Path) -> polib.POFile:
    catalog = read_catalog(path)
    twice = [CatalogFinding(str(path), line, *problem) for line, problem in duplicates(catalog)]
    if twice:
        raise CatalogError(twice)
    return catalog


def _start(path: Path, language: Language) -> None:
    if path.exists():
        return
    catalog = polib.POFile(wrapwidth=0)
    catalog.metadata = {
        "Language": language.code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": language.plural_header,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    _save(catalog, path)


def _update(path: Path, catalog: polib.POFile, wanted: polib.POFile, language: Language) -> int:
    # What is in use comes last and counts, should the same text stand among the obsolete too.
    by_use = sorted(catalog, key=lambda entry: not entry.obsolete)
    before = {_key(entry): entry for entry in by_use}
    keys = {_key(entry) for entry in wanted}
    gone = [entry for key, entry in before.items() if key not in keys]
    suggest = _Suggestions(gone, list(before.values()))
    added = [entry for entry in wanted if _key(entry) not in before]
    merged = [_merged(before.get(_key(entry)), entry, suggest) for entry in wanted]
    for entry in merged:
        _give_each_form(entry, language)
    catalog[:] = merged + [_retired(entry) for entry in gone if _has_translation(entry)]
    catalog.metadata["Plural-Forms"] = language.plural_header
    _save(catalog, path)
    return len(added)


class _Suggestions:
    """Where a new text may take a translation from, to be looked at by a translator."""

    def __init__(self, gone: list[polib.POEntry], every: list[polib.POEntry]) -> None:
        self.gone = [entry for entry in gone if _has_translation(entry)]
        # What went away comes last and counts: it is the likelier to have moved.
        translated = [entry for entry in [*every, *gone] if _has_translation(entry)]
        self.same = {_texts(entry): entry for entry in translated}

    def fitting(self, source: polib.POEntry) -> polib.POEntry | None:
        """The same text in another context, or the one most like it that went away."""
        same = self.same.get(_texts(source))
        return same if same is not None else self._most_like(source)

    def _most_like(self, source: polib.POEntry) -> polib.POEntry | None:
        fitting = {
            entry.msgid: entry
            for entry in self.gone
            if bool(entry.msgid_plural) == bool(source.msgid_plural)
            and entry.msgctxt == source.msgctxt
        }
        best = difflib.get_close_matches(source.msgid, fitting, n=1, cutoff=_LIKENESS)
        return fitting[best[0]] if best else None


def _merged(
    old: polib.POEntry | None, source: polib.POEntry, suggest: _Suggestions
) -> polib.POEntry:
    """A copy of `source` with the translation that it has, or with one suggested, marked fuzzy."""
    new = polib.POEntry(
        msgid=source.msgid,
        msgid_plural=source.msgid_plural,
        msgctxt=source.msgctxt,
        occurrences=list(source.occurrences),
        comment=source.comment,
        flags=list(source.flags),
        msgstr_plural=dict(source.msgstr_plural),
    )
    if old is not None:
        _take(new, old)
        new.flags += [flag for flag in old.flags if _stays(flag) and flag not in new.flags]
    else:
        old = suggest.fitting(source)
        if old is not None:
            _take(new, old)
            _say_former(new, old)
            new.flags.append("fuzzy")
    return new


def _give_each_form(entry: polib.POEntry, language: Language) -> None:
    """Empty forms of a counted text where it has fewer than the language: the template has two."""
    if entry.msgid_plural:
        for index in range(len(language.plural_categories)):
            entry.msgstr_plural.setdefault(index, "")


def _take(new: polib.POEntry, old: polib.POEntry) -> None:
    new.msgstr, new.msgstr_plural = old.msgstr, dict(old.msgstr_plural)
    new.tcomment = old.tcomment
    if old.fuzzy:
        new.previous_msgctxt, new.previous_msgid = old.previous_msgctxt, old.previous_msgid
        new.previous_msgid_plural = old.previous_msgid_plural


def _say_former(new: polib.POEntry, old: polib.POEntry) -> None:
    """The text for which the translation was made, which may be an older one than the last."""
    if not (old.fuzzy and old.previous_msgid):
        new.previous_msgctxt, new.previous_msgid = old.msgctxt, old.msgid
        new.previous_msgid_plural = old.msgid_plural or None


def _stays(flag: str) -> bool:
    """Whether a flag of the catalog stays: with what a text is filled in, only the code says."""
    return not flag.endswith("-format")


def _has_translation(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def _retired(entry: polib.POEntry) -> polib.POEntry:
    """Kept at the end as obsolete: the text may come back."""
    entry.obsolete, entry.occurrences, entry.comment = True, [], ""
    return entry


def _key(entry: polib.POEntry) -> tuple[str | None, str, str]:
    return entry.msgctxt, *_texts(entry)


def _texts(entry: polib.POEntry) -> tuple[str, str]:
    return entry.msgid, entry.msgid_plural or ""


def _save(catalog: polib.POFile, path: Path) -> None:
    """Write whole or not at all, without the empty comment with which polib begins a file."""
    draft = path.with_suffix(".po.new")
    text = str(catalog).removeprefix("#\n").rstrip("\n") + "\n"
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
