"""A .po file that came back: read, or told why not, in sentences for whoever sent it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import polib
from flask_babel import gettext as _

from app.content.translation.po.things import context
from app.i18n import pofiles
from app.i18n.bidi import isolate
from app.i18n.findings import CatalogFinding, shortened
from app.i18n.languages import Language, all_languages, source_language, translatable

_SPACE = re.compile(r"\s")
_OUTER = re.compile(r"plural=\((.*)\)$")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that keeps everything from being written: where, and what to do about it."""

    file: str
    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it was read: its language, the one it was translated from, and its handout."""

    file: str
    language: Language
    source: str
    token: str
    entries: tuple[polib.POEntry, ...]  # those in use
    named: bool = True  # whether its header names that source


def read(name: str, data: bytes, wanted: str | None = None) -> Incoming | list[Fault]:
    """The file, or its faults; it must be in the language `wanted` where one is."""
    found = pofiles.read(data, name)
    if isinstance(found, CatalogFinding):
        return [Fault(name, found.line, _unreadable(found))]
    language = _language(found)
    entries = tuple(entry for entry in found if not entry.obsolete)
    faults = [Fault(name, 1, say) for say in _header(found, language, wanted)]
    faults += [Fault(name, entry.linenum, say) for entry, say in _doubled(entries)]
    if faults or language is None:
        return faults
    named = found.metadata.get("X-Source-Language", "").strip()
    token = found.metadata.get("X-Handout", "").strip()
    source = named or source_language().code
    return Incoming(name, language, source, token, entries, bool(named))


def _unreadable(found: CatalogFinding) -> str:
    sentences = {
        "file.size": _(
            "This file, or an entry of it, is too large. Send it in several parts, and keep each "
            "paragraph a paragraph."
        ),
        "file.charset": _("This file is not saved as plain UTF-8. Save it so, without a mark."),
        "file.empty": _("This file is empty. Please send the whole file."),
        "characters.control": _("A character stands here that cannot be seen. Take it out."),
    }
    say = _("This is no .po file, or it broke off here. Open and save it once more with Poedit.")
    return sentences.get(found.code, say)


def _language(file: polib.POFile) -> Language | None:
    """The language of the header, also where it names a country: ar_IQ."""
    said = file.metadata.get("Language", "").strip()
    known = {one.code: one for one in translatable()}
    return known.get(said) or known.get(re.split(r"[_@-]", said)[0])


def _header(file: polib.POFile, language: Language | None, wanted: str | None) -> Iterator[str]:
    said = isolate(shortened(file.metadata.get("Language", "").strip(), 40))
    if language is None:
        yield _("The header names no language of this site: Language is %(said)s.", said=said)
        return
    if wanted is not None and language.code != wanted:
        yield _mistaken(said, wanted)
    yield from _besides(file, language)


def _mistaken(said: str, wanted: str) -> str:
    """That a header names another language than it should; what it names is shown as it is."""
    return _(
        "The header says that this file is in %(said)s, and not in %(wanted)s.",
        said=said,
        wanted=isolate(wanted),
    )


def _besides(file: polib.POFile, language: Language) -> Iterator[str]:
    """What is wrong in a header, but for its language."""
    source = file.metadata.get("X-Source-Language", "").strip()
    if source and source not in all_languages():
        yield _("The header names a source language that this site does not have.")
    charset = re.search(r"charset=([^\s;]*)", file.metadata.get("Content-Type", ""))
    if charset and charset[1].casefold() not in ("utf-8", "utf8"):
        yield _("The header says that this file is not in UTF-8. Save it as UTF-8.")
    if not _fits(file, language):
        yield _(
            "The header counts otherwise than this language does. Write: Plural-Forms: %(rule)s",
            rule=isolate(language.plural_header),
        )


def _fits(file: polib.POFile, language: Language) -> bool:
    """Whether the plural rule is ours: it is compared, and never run."""
    said = file.metadata.get("Plural-Forms", "")
    if not said.strip():
        return not any(entry.msgid_plural for entry in file if not entry.obsolete)
    return _bare(said) == _bare(language.plural_header)


def _bare(rule: str) -> str:
    return _OUTER.sub(r"plural=\1", _SPACE.sub("", rule).rstrip(";"))


def _doubled(entries: tuple[polib.POEntry, ...]) -> Iterator[tuple[polib.POEntry, str]]:
    first: dict[str, int] = {}
    for entry in entries:
        if context(entry.msgctxt) is None:
            continue
        line = first.setdefault(entry.msgctxt, entry.linenum)
        if line != entry.linenum:
            yield entry, _("This paragraph stands in line %(line)s already.", line=line)
