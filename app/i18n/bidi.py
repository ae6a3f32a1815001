"""Direction in plain text, where no markup is possible: isolates, and keeping them whole."""

from __future__ import annotations

import re

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"
OPENERS = LRI + RLI + FSI
# LRE, RLE, PDF, LRO and RLO: they turn what follows them, and nobody needs them.
OVERRIDES = re.compile("[\u202a-\u202e]")
# Words of the other script, with the signs within and between them: "@UNESCO", "Deir ez-Zor".
_LATIN = r"[@#]?[A-Za-z][\w./’'&+-]*(?<!\.)"
_ARABIC = "[@#]?[\u0620-\u064a][\u0610-\u061a\u0620-\u06d3\u06d5-\u06ff_]*"
LATIN_RUN = re.compile(f"{_LATIN}(?: +{_LATIN})*", re.ASCII)
ARABIC_RUN = re.compile(f"{_ARABIC}(?: +{_ARABIC})*")
_ISOLATES = re.compile(f"[{OPENERS}{PDI}]")


def isolate(text: object) -> str:
    """`text` between FSI and PDI: its direction is its own, for titles, alt texts, mail and feeds.

    Markup stays Markup, so that nothing is escaped twice.
    """
    return FSI + _whole(text) + PDI


def ltr(text: object) -> str:
    """`text` between LRI and PDI: left to right, for telephone numbers, ranges and addresses."""
    return LRI + _whole(text) + PDI


def balanced(text: str) -> bool:
    """Whether each isolate in `text` is closed, and nothing is closed that was not opened."""
    depth = 0
    for mark in _ISOLATES.findall(text):
        depth += -1 if mark == PDI else 1
        if depth < 0:
            return False
    return depth == 0


def without_controls(text: str) -> str:
    """`text` without overrides, and without isolates where they are not balanced."""
    text = OVERRIDES.sub("", text)
    return text if balanced(text) else _ISOLATES.sub("", text)


def _whole(text: object) -> str:
    """`text` as a string that cannot close the isolate around it, or leave one open in it."""
    text = text if isinstance(text, str) else str(text)
    if balanced(text):
        return text
    return type(text)(_ISOLATES.sub("", text))
