"""Plain paragraphs as HTML: what is typed into a textarea without knowing any tags."""

from __future__ import annotations

import re

_NAMES = ("p", "h2", "h3", "h4", "ul", "ol", "dl", "blockquote", "table", "figure", "hr")
_BLOCKS = "|".join(_NAMES)
_OPENS = re.compile(rf"\s*</?(?:{_BLOCKS})\b", re.IGNORECASE)
_TAG = re.compile(rf"<(/?)({_BLOCKS})\b[^<>]*+>", re.IGNORECASE)
# Where one part ends and another begins: an empty line, or the edge of a block.
_AFTER = "|".join(rf"(?<=</{name}>)\n+" for name in _NAMES)
_EDGE = re.compile(rf"(\n[ \t]*\n\s*|\n(?=[ \t]*<(?:{_BLOCKS})\b)|{_AFTER})", re.IGNORECASE)


def as_html(text: str) -> str:
    """`text` with its plain paragraphs as <p>, single line ends as <br>, and its HTML as it is.

    Paragraphs are parted by an empty line. A text that is all HTML comes back unchanged.
    """
    done, depth = [], 0
    for part in _EDGE.split(text):
        inside = depth > 0
        depth = max(0, depth + _opened(part))
        plain = part.strip() and not inside and not _OPENS.match(part)
        done.append(_paragraph(part) if plain else part)
    return "".join(done)


def _opened(part: str) -> int:
    """How many more blocks `part` opens than it closes."""
    tags = [match for match in _TAG.finditer(part) if match[2].lower() != "hr"]
    return sum(-1 if match[1] else 1 for match in tags)


def _paragraph(part: str) -> str:
    before, after = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    lines = "<br>".join(line.strip() for line in part.strip().split("\n"))
    return f"{before}<p>{lines}</p>{after}"
