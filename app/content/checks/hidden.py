"""Characters that nobody sees: what turns the direction of a text, and what hides in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.content.checks.findings import Finding, Words
from app.content.checks.plain import seen, sentences
from app.i18n.bidi import OVERRIDES, balanced

WEIGHTS = {"overrides": 82, "hidden": 45}
_FIELDS = ("title", "standfirst", "body", "byline", "alt", "caption")
_EMOJI = "[\u00a9\u00ae\u2190-\u2bff\u3030\u303d\ufe0f\U0001f000-\U0001faff]"
_ISOLATES = re.compile("[\u2066-\u2069]")
# Joiners between letters of Arabic script and between emoji have their use, and so have direction
# marks beside digits, signs and the other script.
_HIDDEN = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff"
    "\uffa0\ufff9-\ufffc\U000e0000-\U000e001f\U000e0080-\U000e0fff\ue000-\uf8ff]"
    "|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
    f"|(?<!{_EMOJI})\u200d(?!{_EMOJI})|(?<![\u0620-\u06ff])\u200c|\u200c(?![\u0620-\u06ff])"
    "|(?<=[A-Za-z])[\u200e\u200f\u061c](?=[A-Za-z])"
    "|(?<=[\u0620-\u064a])[\u200e\u200f\u061c](?=[\u0620-\u064a])"
)
_ARABIC_JOINED = re.compile("(?<=[\u0620-\u06ff])\u200d|\u200d(?=[\u0620-\u06ff])")


def hidden(words: Words) -> Iterator[Finding]:
    """One finding a sentence with such a character."""
    for name in _FIELDS:
        for sentence in sentences(seen(getattr(words, name))):
            code = _code(sentence)
            if code:
                around = {"said": _around(sentence)}
                yield Finding(code, words.language, name, sentence, around, weight=WEIGHTS[code])


def _code(sentence: str) -> str:
    if OVERRIDES.search(sentence) or not balanced(sentence):
        return "overrides"
    joined = _ARABIC_JOINED.sub("", sentence)
    return "hidden" if _HIDDEN.search(joined) else ""


def _around(sentence: str) -> str:
    """The words beside the first such character."""
    found = next(p.search(sentence) for p in (OVERRIDES, _HIDDEN, _ISOLATES) if p.search(sentence))
    if found is None:
        return ""
    start = sentence.rfind(" ", 0, max(found.start() - 1, 0)) + 1
    end = sentence.find(" ", found.end() + 1)
    return sentence[start : end if end >= 0 else None][:80].strip()
