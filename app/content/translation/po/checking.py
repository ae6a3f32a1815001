"""What keeps a translation from being taken in, in sentences for whoever made it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html import unescape

import polib
from flask_babel import gettext as _
from flask_babel import ngettext

from app.content.sanitise import LONGEST, TooLongError, clean_line, clean_text, sanitise
from app.content.translation import segments
from app.content.translation.po.things import Entry
from app.i18n import entry_checks
from app.i18n.bidi import isolate
from app.i18n.entry_checks import forms
from app.i18n.findings import shortened
from app.i18n.formats import number
from app.i18n.languages import Language
from app.i18n.tags import closed, tags, without_tags

# Of a paragraph; no translation of one has as many, and cleaning more of them takes seconds.
MOST_TAGS, MOST_PARTS = 1_000, 100
REMEMBERED = 10_000  # characters; hundreds of longer ones would fill the memory

_OWN = re.compile(r'href="/[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?/')
_COUNTED = re.compile(r"\|\s*count\s*(?=[|\]])")
_APART = re.compile(r'</?bdi(?: dir="(?:ltr|rtl|auto)")?>')
_STORY = re.compile(r'href="/-/stories/(\d+)/[^"]*"')


def tidied(entry: Entry, text: str) -> str:
    """A translation without what nobody typed on purpose: spaces around it, split-up letters."""
    text = unicodedata.normalize("NFC", text).strip()
    return text if entry.rich or entry.lines else " ".join(text.split())


def safe(entry: Entry, text: str) -> str:
    """A translation as it is stored; ValueError where cleaning takes something of it away."""
    clean = _cleaned(entry, text)
    same_tags = not entry.rich or tags(clean) == tags(text)
    if not same_tags or _words(entry, clean) != _words(entry, text):
        raise ValueError(text)
    return clean


def problems(
    entry: Entry, said: polib.POEntry, language: Language, known: Sequence[str] = ()
) -> Iterator[str]:
    """What is wrong with the translation `said` of `entry`.

    It may have the tags and citations of its source, or those of any of the texts `known`.
    """
    found = [list(_codes(source, entry, said, language)) for source in (_source(entry), *known)]
    best = min(found, key=len)
    texts = [text for text in forms(said).values() if text]
    shown = isolate(shortened(" ".join(texts), 60))
    for code in dict.fromkeys(best):
        yield _sentence(code, shown)
    if best:
        return
    for text in texts:
        yield from _unfit(entry, text, shown)


def _source(entry: Entry) -> str:
    return segments.PARTING.join([entry.source, *entry.joint])


def _codes(source: str, entry: Entry, said: polib.POEntry, language: Language) -> Iterator[str]:
    asked = polib.POEntry(
        msgid=leaving_room(source),
        msgid_plural=entry.plural,
        msgstr=leaving_room(said.msgstr),
        msgstr_plural=said.msgstr_plural,
    )
    for problem in entry_checks.problems(asked, language, formatted=bool(entry.plural)):
        if problem.level == "error" and problem.code != "source.percent":
            yield problem.code


def leaving_room(html: str) -> str:
    """`html` without what each language writes in its own way: addresses inside of the site,
    whether a number stands with what it counts, and which words are kept apart by direction."""
    html = _STORY.sub(r'href="/-/stories/\1"', _OWN.sub('href="/-/', html))
    return _COUNTED.sub("", _APART.sub("", html))


def _sentence(code: str, text: str) -> str:
    sentences = {
        "placeholder": _(
            "%(text)s does not cite what its source cites. Keep what stands in double square "
            "brackets, and the place of a number, as it is there."
        ),
        "tag": _("%(text)s has other tags than its source. Keep each of them as it is there."),
        "direction": _(
            "%(text)s holds invisible characters that turn the direction of text. Take them out."
        ),
        "characters": _("%(text)s holds characters that nobody can see. Take them out."),
        "plural": _("%(text)s does not have each form that the language counts with."),
    }
    return sentences[code.partition(".")[0]] % {"text": text}


def _unfit(entry: Entry, text: str, shown: str) -> Iterator[str]:
    if entry.rich and not all(map(segments.worded, segments.parts(text))):
        yield _("%(text)s has no words.", text=shown)
    if entry.most and len(text) > entry.most:
        yield ngettext(
            "%(text)s is too long: at most %(most)s character fits.",
            "%(text)s is too long: at most %(most)s characters fit.",
            entry.most,
            text=shown,
            most=number(entry.most),
        )
    try:
        if not entry.rich or closed(text):
            safe(entry, text)
    except ValueError:
        yield _("%(text)s holds something that cannot be shown safely.", text=shown)


def _cleaned(entry: Entry, text: str) -> str:
    if not entry.rich:
        return clean_text(text).strip() if entry.lines else clean_line(text)
    return _cleaned_rich(text) if len(text) > REMEMBERED else remembered(text)


@lru_cache(maxsize=512)  # the same text is asked for several times while it is judged
def remembered(text: str) -> str:
    """A short text as it is stored; ValueError as `safe` raises it."""
    return _cleaned_rich(text)


def _cleaned_rich(text: str) -> str:
    parts = segments.parts(text)
    if len(text) > LONGEST or text.count("<") > MOST_TAGS or len(parts) > MOST_PARTS:
        raise ValueError(text)
    try:
        cleaned = [sanitise(f"<p>{part}</p>") for part in parts]
    except TooLongError:
        raise ValueError(text) from None
    if not all(one.startswith("<p>") and one.endswith("</p>") for one in cleaned):
        raise ValueError(text)
    return segments.PARTING.join(one[3:-4] for one in cleaned)


def _words(entry: Entry, text: str) -> list[str]:
    plain = unescape(without_tags(text)) if entry.rich else text
    return plain.split()
