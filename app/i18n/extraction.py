"""From the code to the translators: the template of all texts, and catalogs brought up to it."""

from __future__ import annotations

import difflib
import io
from pathlib import Path

import polib
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

from app.config import ROOT
from app.i18n.catalogs import catalog_path, catalogs
from app.i18n.languages import TRANSLATIONS, Language, all_languages

SOURCES = ROOT / "app"
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
# Below this likeness, an old translation is more of a hindrance than a help.
_LIKENESS = 0.7


def extract(sources: Path = SOURCES, config: Path = TRANSLATIONS / "babel.cfg") -> bytes:
    """The template of all texts in `sources`: the same bytes for the same texts, so without a date.

    Raises SyntaxError or jinja2.TemplateSyntaxError where a file cannot be read.
    """
    with config.open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file, str(config))
    catalog = Catalog(charset="utf-8")
    for name, line, message, comments, context in extract_from_dir(
        sources, methods, options, keywords=KEYWORDS, comment_tags=("Translators:",)
    ):
        place = (f"{sources.name}/{Path(name).as_posix()}", line)
        catalog.add(message, None, [place], auto_comments=comments, context=context)
    text = io.BytesIO()
    write_po(text, catalog, width=-1, omit_header=True, sort_by_file=True, include_lineno=False)
    return text.getvalue()


def update(folder: Path = TRANSLATIONS) -> dict[Path, int]:
    """Bring every catalog of `folder` up to its messages.pot; the number of texts added to each.

    A language of the list that has no catalog yet is given one.
    """
    for language in all_languages().values():
        if not language.source:
            _start(catalog_path(language, folder), language)
    template = folder / "messages.pot"
    return {
        path: _update(path, template, lang.plural_header) for path, lang in catalogs(folder).items()
    }


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


def _update(path: Path, template: Path, plural_header: str) -> int:
    """Merge with polib: pybabel drops X- headers and the former texts of fuzzy entries."""
    catalog = polib.pofile(str(path), wrapwidth=0, encoding="utf-8")
    wanted = polib.pofile(str(template), wrapwidth=0, encoding="utf-8")
    # What is in use comes last and counts, should the same text stand among the obsolete too.
    by_use = sorted(catalog, key=lambda entry: not entry.obsolete)
    before = {_key(entry): entry for entry in by_use}
    keys = {_key(entry) for entry in wanted}
    gone = [entry for key, entry in before.items() if key not in keys]
    added = [entry for entry in wanted if _key(entry) not in before]
    merged = [_merged(before.get(_key(entry)), entry, gone) for entry in wanted]
    catalog[:] = merged + [_retired(entry) for entry in gone if _has_translation(entry)]
    catalog.metadata["Plural-Forms"] = plural_header
    _save(catalog, path)
    return len(added)


def _merged(
    old: polib.POEntry | None, source: polib.POEntry, gone: list[polib.POEntry]
) -> polib.POEntry:
    """`source` with the translation that it has, or that of the text most like it, marked fuzzy."""
    if old is None:
        old = _most_like(source, gone)
        if old is not None:
            source.flags = [*source.flags, "fuzzy"]
            source.previous_msgctxt, source.previous_msgid = old.msgctxt, old.msgid
            source.previous_msgid_plural = old.msgid_plural or None
    elif old.fuzzy:
        source.flags = [*source.flags, "fuzzy"]
        source.previous_msgctxt, source.previous_msgid = old.previous_msgctxt, old.previous_msgid
        source.previous_msgid_plural = old.previous_msgid_plural
    if old is not None:
        source.msgstr, source.msgstr_plural = old.msgstr, dict(old.msgstr_plural)
        source.tcomment = old.tcomment
    return source


def _most_like(source: polib.POEntry, gone: list[polib.POEntry]) -> polib.POEntry | None:
    fitting = {
        entry.msgid: entry
        for entry in gone
        if bool(entry.msgid_plural) == bool(source.msgid_plural)
        and entry.msgctxt == source.msgctxt
        and _has_translation(entry)
    }
    best = difflib.get_close_matches(source.msgid, fitting, n=1, cutoff=_LIKENESS)
    return fitting[best[0]] if best else None


def _has_translation(entry: polib.POEntry) -> bool:
    return bool(entry.msgstr or any(entry.msgstr_plural.values()))


def _retired(entry: polib.POEntry) -> polib.POEntry:
    """Kept at the end as obsolete: the text may come back."""
    entry.obsolete, entry.occurrences, entry.comment = True, [], ""
    return entry


def _key(entry: polib.POEntry) -> tuple[str | None, str, str]:
    return entry.msgctxt, entry.msgid, entry.msgid_plural or ""


def _save(catalog: polib.POFile, path: Path) -> None:
    """Write whole or not at all, without the empty comment with which polib begins a file."""
    draft = path.with_suffix(".po.new")
    text = str(catalog).removeprefix("#\n").rstrip("\n") + "\n"
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
