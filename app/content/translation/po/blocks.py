"""In which blocks the segments of sanitised HTML stand."""

from __future__ import annotations

import re

from app.content.translation import segments

_TAG = re.compile(rf"<(/?)({'|'.join(segments.BLOCKS)})\b[^<>]*>", re.IGNORECASE)


def blocks(html: str) -> list[str]:
    """The name of the innermost block around each segment, "p" where there is none."""
    found: list[str] = []
    within: list[str] = []
    for around in segments.cut(html)[0:-1:2]:
        for closing, name in _TAG.findall(around):
            _step(within, name.lower(), bool(closing))
        found.append(within[-1] if within else "p")
    return found


def _step(within: list[str], name: str, closing: bool) -> None:
    if not closing and name != "hr":
        within.append(name)
    elif closing and name in within:
        while within.pop() != name:
            pass
