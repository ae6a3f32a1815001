"""Texts that say too little by themselves carry a context, or a comment for translators."""

import re

import polib

from app.i18n import extraction
from app.i18n.entry_checks import without_placeholders
from app.i18n.tags import without_tags

# Words that are noun and verb, or mean several things.
TWOFOLD = re.compile(
    "access|answer|ask|book|cite|close|copy|draft|feature|focus|form|lead|limit|link|list|log|mail"
    "|mark|name|note|notice|open|order|post|present|preview|read|record|release|report|request"
    "|result|return|review|save|schedule|search|share|show|sign|source|state|store|update|upload"
    "|use|view|watch|withdraw",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def ambiguous(entry: polib.POEntry) -> bool:
    """A word for several places, a short text with a twofold word, or nothing but values."""
    words = _WORD.findall(without_placeholders(without_tags(entry.msgid)))
    files = {path for path, _line in entry.occurrences}
    alone = len(words) == 1 and len(files) > 1
    twofold = len(words) == 1 and bool(TWOFOLD.fullmatch(words[0]))
    return alone or twofold or not words


def test_an_ambiguous_text_says_what_is_meant():
    """To mend it: a comment "Translators: …" on the line above the text, or pgettext."""
    template = polib.pofile(extraction.extract().decode())
    bare = [
        entry.msgid
        for entry in template
        if ambiguous(entry) and not entry.msgctxt and not entry.comment
    ]
    assert bare == []


def test_a_text_that_says_enough_needs_no_comment():
    one, two = [("a.py", "")], [("a.py", ""), ("b.py", "")]
    assert not ambiguous(polib.POEntry(msgid="All stories of %(name)s", occurrences=two))
    assert not ambiguous(polib.POEntry(msgid="Cookies", occurrences=one))
    assert ambiguous(polib.POEntry(msgid="Cookies", occurrences=two))
    assert ambiguous(polib.POEntry(msgid="Share", occurrences=one))
    assert ambiguous(polib.POEntry(msgid="%(a)s, %(b)s", occurrences=one))
