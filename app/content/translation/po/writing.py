"""Things as the text of a .po file, the same bytes for the same state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polib
from flask_babel import gettext as _
from flask_babel import ngettext

from app.content.plaintext import count_words
from app.content.translation.po.memory import Found
from app.content.translation.po.things import Entry, Thing, written
from app.i18n.bidi import isolate
from app.i18n.findings import shortened
from app.i18n.formats import number
from app.i18n.languages import Language
from app.i18n.pofiles import MOST_CHARACTERS

Recall = Mapping[str, Found]  # earlier translations by the msgctxt for which they may do


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of each file says."""

    language: Language
    source_language: str
    token: str
    made: str  # when, as gettext writes it
    about: Mapping[str, str] = field(default_factory=dict)


def catalog(things: Sequence[Thing], header: Header, recall: Recall) -> polib.POFile:
    """A file with the entries of these things; its first lines name those that none can hold."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "Project-Id-Version": ", ".join(f"{one.subject}/{one.id}" for one in things[:20]),
        "PO-Revision-Date": header.made,
        "Last-Translator": "",
        "Language-Team": "",
        "Language": header.language.code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": header.language.plural_header,
        "X-Source-Language": header.source_language,
        "X-Source-Revision": " ".join(one.version for one in things if one.version),
        "X-Handout": header.token,
        "X-Words": str(sum(map(words, things))),
        **header.about,
    }
    live: list[polib.POEntry] = []
    gone: list[polib.POEntry] = []
    left: list[str] = []
    for thing in things:
        for entry in thing.entries:
            made = _entry(thing, entry, header.language, recall)
            if len(str(made)) < MOST_CHARACTERS:
                (gone if made.obsolete else live).append(made)
            else:
                said = isolate(shortened(entry.source or entry.former, 60))
                left.append(
                    _("Too long for a file, to be translated at the desk: %(text)s", text=said)
                )
    file.header = "\n".join(left)
    file.extend([*live, *gone])
    return file


def as_bytes(file: polib.POFile) -> bytes:
    """The bytes of a file, without the empty comment with which polib begins one."""
    return (str(file).removeprefix("#\n").rstrip("\n") + "\n").encode()


def words(thing: Thing) -> int:
    """How many words of the source are to be translated, or looked at again."""
    open_ = (one for one in thing.entries if one.state in ("stale", "missing"))
    return sum(count_words(f"{one.source} {one.plural}") for one in open_)


def _entry(thing: Thing, entry: Entry, language: Language, recall: Recall) -> polib.POEntry:
    gone = entry.state == "gone"
    made = polib.POEntry(
        msgctxt=thing.context(entry),
        msgid=written(entry.former if gone else entry.source),
        msgstr=written(entry.translation),
        obsolete=gone,
        comment="" if gone else "\n".join(_notes(thing, entry)),
    )
    if entry.plural:
        forms = entry.forms or ("",) * len(language.plural_categories)
        made.msgid_plural, made.msgstr = entry.plural, ""
        made.msgstr_plural = {at: written(form) for at, form in enumerate(forms)}
    if entry.state == "stale" and (entry.translation or any(entry.forms)):
        _doubt(made, entry.former or entry.source)
    elif entry.state == "missing" and not entry.plural:
        _remember(made, recall.get(made.msgctxt))
    return made


def _doubt(made: polib.POEntry, former: str) -> None:
    made.flags.append("fuzzy")
    made.previous_msgid = written(former)


def _remember(made: polib.POEntry, found: Found | None) -> None:
    if found is None:
        return
    made.msgstr = written(found.translation)
    _doubt(made, found.source)
    note = _("The same words were translated like this before: %(where)s.", where=found.where)
    if not found.exact:
        note = _("Similar words were translated like this before: %(where)s.", where=found.where)
    made.comment += "\n" + note


def _notes(thing: Thing, entry: Entry) -> Iterator[str]:
    yield _("Translators: %(what)s.", what=str(entry.what))
    if entry.within:
        yield _("It is translated together with the paragraph before. Leave it empty.")
    if entry.joint:
        yield ngettext(
            "Its translation also says the paragraph that follows.",
            "Its translation also says the %(count)s paragraphs that follow.",
            len(entry.joint),
            count=number(len(entry.joint)),
        )
    if entry.most:
        yield f"max-length: {entry.most}"
    if thing.link:
        yield thing.link
