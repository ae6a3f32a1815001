"""Readable addresses: a slug in the text's own script."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 80
_WORD = re.compile(r"[^\W_]+")
_MARKS = {"Mn", "Cf"}


def slug(title: str) -> str:
    """The title in lower case, its words joined by hyphens; Arabic stays Arabic, without vowels.

    At most LONGEST characters, never cut inside a word; empty for a title without letters.
    """
    folded = "".join(
        c for c in unicodedata.normalize("NFKC", title) if unicodedata.category(c) not in _MARKS
    )
    folded = folded.replace("ـ", "").replace("’", "").replace("'", "")
    words = _WORD.findall(folded.lower())
    made = ""
    for word in words:
        if len(made) + len(word) + 1 > LONGEST:
            break
        made = f"{made}-{word}" if made else word
    return made or (words[0][:LONGEST] if words else "")
