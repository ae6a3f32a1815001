"""Plain paragraphs as HTML and back: what is typed into a textarea without knowing any tags.

What is typed may hold inline tags and entities, and they mean what they mean in HTML; "&" and "<"
that begin none stand for themselves. So a text can be shown plainly where typing just that would
store the very same bytes: with "&" for "&amp;", but with "&lt;b&gt;" as it is, since a "<b>" would
be taken for a tag. Anything else, a heading or a list, is shown as its HTML.
"""

from __future__ import annotations

import re
from html import unescape

from app.content.sanitise import TooLongError, sanitise

_NAMES = ("p", "h2", "h3", "h4", "ul", "ol", "dl", "blockquote", "table", "figure", "hr")
_BLOCKS = "|".join(_NAMES)
_OPENS = re.compile(rf"\s*</?(?:{_BLOCKS})\b", re.IGNORECASE)
_TAG = re.compile(rf"<(/?)({_BLOCKS})\b[^<>]*+>", re.IGNORECASE)
# Where one part ends and another begins: an empty line, or the edge of a block.
_AFTER = "|".join(rf"(?<=</{name}>)\n+" for name in _NAMES)
_EDGE = re.compile(rf"(\n[ \t]*\n\s*|\n(?=[ \t]*<(?:{_BLOCKS})\b)|{_AFTER})", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"<p>.*</p>(?:\n<p>.*</p>)*")


def stored(text: str) -> str:
    """What is kept of a text that was typed: its HTML, made safe; TooLongError."""
    return sanitise(as_html(text)).strip()


def as_typed(html: str) -> str:
    """`html` as it is shown to be typed on: its paragraphs parted by empty lines, without tags.

    Only where stored() makes the same of it to the byte; else `html` itself.
    """
    if not _PARAGRAPHS.fullmatch(html):
        return html
    inside = html[3:-4].replace("</p>\n<p>", "\n\n").replace("<br>", "\n")
    if _TAG.search(inside):
        return html
    candidates = (unescape(inside), inside)
    return next((text for text in candidates if _comes_back(text, html)), html)


def _comes_back(text: str, html: str) -> bool:
    try:
        return stored(text) == html
    except TooLongError:
        return False


def as_html(text: str) -> str:
    """`text` with its plain paragraphs as <p>, single line ends as <br>, and its HTML as it is.

    Paragraphs are parted by an empty line, and stand below one another in the HTML, as the rich
    text writes them. A text that is all HTML comes back unchanged. The browser does the same
    (static/js/desk/html.js).
    """
    pieces = _EDGE.split(text)  # parts, and at odd places what lies between them
    made, depth = set(), 0
    for at in range(0, len(pieces), 2):
        part, inside = pieces[at], depth > 0
        depth = max(0, depth + _opened(part))
        if part.strip() and not inside and not _OPENS.match(part):
            pieces[at] = _paragraph(part)
            made |= {at - 1, at + 1}
    return "".join("\n" if at % 2 and at in made else piece for at, piece in enumerate(pieces))


def _opened(part: str) -> int:
    """How many more blocks `part` opens than it closes."""
    tags = [match for match in _TAG.finditer(part) if match[2].lower() != "hr"]
    return sum(-1 if match[1] else 1 for match in tags)


def _paragraph(part: str) -> str:
    lines = "<br>".join(line.strip() for line in part.strip().split("\n"))
    return f"<p>{lines}</p>"
