"""Texts as the checks read them: plain paragraphs, and one spelling where there are several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from app.content.checks.findings import Words
from app.content.citations import CITATION
from app.content.plaintext import words_of
from app.content.store.embeds import EMBED

FIELDS = ("title", "standfirst", "body", "alt", "caption")
LONGEST = 4_000  # characters of a paragraph: what is asked of each stays quick
CITED = "¤"  # stands where a citation stood: its digits are a date, and no figure

_END = re.compile(r"</(?:p|h\d|li|td|th|caption|blockquote|dt|dd|figcaption)\s*>", re.IGNORECASE)
_LINE_END = re.compile(rf"{_END.pattern}|<br\b[^>]*>", re.IGNORECASE)
_QUOTATION = re.compile(r"<blockquote\b.*?(?:</blockquote\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_QUOTED = re.compile('“[^”]{0,2000}”|«[^»]{0,2000}»|"[^"]{0,2000}"')
_Q = re.compile(r"<(/?)q\b[^>]*>", re.IGNORECASE)
# Marks above and below letters, tatweel, and what cannot be seen.
_MARKS = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640\u00ad"
    "\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_ALIKE = str.maketrans(
    "أإآٱىیةکئؤ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹ABCDEFGHIJKLMNOPQRSTUVWXYZ’‑",
    "ااااييهكيو01234567890123456789abcdefghijklmnopqrstuvwxyz'-",
)
_SENTENCE_END = re.compile(r"(?<=[.!?؟…])[\"”»’)]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a field as plain text; `own` without what it quotes."""

    field: str
    text: str
    own: str
    cites: tuple[tuple[str, str], ...]  # key and date of each citation


def bare(text: str) -> str:
    """`text` without marks on letters and without what cannot be seen."""
    return _MARKS.sub("", text)


def folded(text: str) -> str:
    """bare() text in one spelling, as long as bare() leaves it: small letters, Latin digits."""
    return bare(text).translate(_ALIKE)


def passages(words: Words) -> list[Passage]:
    """The paragraphs of each field, in the order in which they are read."""
    found = [_passage(name, getattr(words, name)) for name in FIELDS if name != "body"]
    return [one for one in found if one.text] + body(words.body)


def body(html: str) -> list[Passage]:
    """The paragraphs of a text; headings, cells and items of lists are such too."""
    whole = _Q.sub(lambda match: "”" if match[1] else "“", EMBED.sub("", html))
    quotations = [(match.start(), match.end()) for match in _QUOTATION.finditer(whole)]
    found: list[Passage] = []
    start, at = 0, 0
    for end in (*(match.end() for match in _END.finditer(whole)), len(whole)):
        while at < len(quotations) and quotations[at][1] <= start:
            at += 1
        quoted = at < len(quotations) and quotations[at][0] <= start < quotations[at][1]
        text = words_of(whole[start:end])
        found += [_passage("body", piece, quoted) for piece in _pieces(text)]
        start = end
    return [one for one in found if one.text]


def _pieces(text: str) -> Iterator[str]:
    """`text`, in pieces where it is so long that no paragraph can be meant."""
    while len(text) > LONGEST:
        cut = text.rfind(" ", 0, LONGEST)
        cut = cut if cut > 0 else LONGEST
        yield text[:cut]
        text = text[cut:]
    yield text


def _passage(field: str, text: str, quoted: bool = False) -> Passage:
    text = EMBED.sub("", text)
    cites = tuple(((m[1].strip(), (m[2] or "").strip())) for m in CITATION.finditer(text))
    own = "" if quoted else _QUOTED.sub(" ", text)
    return Passage(field, text.strip(), own, cites)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a paragraph; a full stop inside a word or a number ends none."""
    yield from (part.strip() for part in _SENTENCE_END.split(text) if part.strip())


def sentence_with(text: str, piece: str) -> str:
    """The first sentence of `text` in which `piece` stands, both as folded; all where none."""
    wanted = folded(piece)
    return next((one for one in sentences(text) if wanted in folded(one)), text)


def seen(html: str) -> str:
    """The words of HTML with their entities, tags taken out, each paragraph and line by itself."""
    return unescape(re.sub(r"<[^>]*>", "", _LINE_END.sub("\n", html)))
