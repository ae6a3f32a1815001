"""What the checks of a translation find, in sentences for whoever translates at the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import polib
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.content.checks import entries, terms
from app.content.translation.po.checking import leaving_room
from app.i18n import entry_checks, entry_doubts
from app.i18n.findings import Problem
from app.i18n.glossary import glossary
from app.i18n.languages import Language, get

MOST = 12  # sentences about one paragraph; more would not be read
_SAID = {
    "placeholder.unknown": lazy_gettext(
        "A value in brackets is not in the source. Copy it exactly as it stands there."
    ),
    "placeholder.missing": lazy_gettext("A value in brackets of the source is missing."),
    "placeholder.percent": lazy_gettext("A per cent sign is taken for a value that is filled in."),
    "plural.forms": lazy_gettext("Not every form of the counted text is filled in."),
    "tag.differs": lazy_gettext(
        "The tags (links, bold words and the like) are not those of the source."
    ),
    "tag.open": lazy_gettext("A tag is not closed, or tags are closed in the wrong order."),
    "tag.stray": lazy_gettext("A “<” begins no tag."),
    "direction.override": lazy_gettext(
        "An invisible character turns the direction of the text. Type the words anew."
    ),
    "direction.isolate": lazy_gettext(
        "An invisible character that keeps directions apart is not closed. Type the words anew."
    ),
    "characters.control": lazy_gettext("There is an invisible character that nobody can read."),
    "characters.entity": lazy_gettext("A character is written as code. Write it itself."),
    "characters.decomposed": lazy_gettext("Letters and their marks are stored apart."),
    "source.percent": lazy_gettext("The source has a per cent sign that would not be shown."),
    "source.empty": lazy_gettext("This entry has no source."),
    "space.edge": lazy_gettext("It begins or ends with other spaces or lines than the source."),
    "unchanged": lazy_gettext("It is the same as the source."),
    "punctuation.latin": lazy_gettext("There is a Latin comma or mark among Arabic letters."),
    "punctuation.quotes": lazy_gettext("There is a straight quotation mark among Arabic letters."),
    "length": lazy_gettext("It is too long for the place where it is shown."),
    "number.differs": lazy_gettext("The numbers are not those of the source."),
    "address.differs": lazy_gettext("The web addresses are not those of the source."),
    "handle.differs": lazy_gettext("The accounts are not those of the source."),
    "hashtag.differs": lazy_gettext("The hashtags are not those of the source."),
    "duplicate": lazy_gettext("The same source stands twice in the file. Keep one of the two."),
    "header.content-type": lazy_gettext("The head of the file does not say that it is UTF-8."),
    "header.language": lazy_gettext("The head of the file names another language."),
    "header.plural-forms": lazy_gettext(
        "The head of the file has other plural forms than the list of languages."
    ),
    "file.lines": lazy_gettext("Lines end as on Windows. Save the file with Unix line ends."),
    "glossary": lazy_gettext("A word of the glossary is not said as agreed."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A finding as a sentence; `severe` where readers could see something broken."""

    text: str
    severe: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of the glossary in a text, the agreed ways to say it, and what is noted of it."""

    term: str
    ways: tuple[str, ...]
    note: str


def sentence(code: str) -> str:
    """What a check found, by its code."""
    return str(_SAID.get(code) or _("Something differs from the source. Please compare."))


def found(source: str, translation: str, of: Language, language: Language) -> list[Said]:
    """What is wrong or doubtful in a translation from `of` into `language`; nothing of none."""
    if not source or not translation:
        return []
    problems = _problems(source, translation, of, language)
    severe = {one.code: one.level == "error" for one in problems}
    return [Said(sentence(code), bad) for code, bad in severe.items()][:MOST]


def _problems(source: str, translation: str, of: Language, language: Language) -> Iterable[Problem]:
    entry = polib.POEntry(msgid=leaving_room(source), msgstr=leaving_room(translation))
    return [
        *entry_checks.problems(entry, language, formatted=False),
        *entry_doubts.problems(entry, language, of),
        *entries.doubts(source, translation, of.code, language.code),
        *terms.ignored(source, translation, of.code, language.code, glossary()),
    ]


def hits(source: str, of: str, language: str) -> Iterator[Hit]:
    """The terms of the glossary that stand in a text, each once."""
    for name, term in terms.named(source, of, language, glossary()):
        yield Hit(name, term.said[get(language).code], term.note)
