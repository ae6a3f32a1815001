"""Whether two texts say the same: what a translation must follow, and what it need not.

A word, a number, a citation or the address of a link counts. Commas, quotation marks, dashes,
capitals, vowel signs, spaces and the looks of a word do not: no translation is older for those.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import sha256
from html import unescape
from itertools import accumulate

Key = tuple[str, ...]
MOST_REMEMBERED = 5_000  # characters of a paragraph, so that a worker's memory stays small

_CITATION = re.compile(r"\[\[[^\[\]]*\]\]")
# No tag goes on behind another "<": what anybody sent is read in time that grows with its length.
_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_ADDRESS = re.compile(r"""\shref="([^"]*)\"""", re.IGNORECASE)
_JOINED = re.compile(r"(?<=[^\W\d])['’‘ʼ\-‐‑\u00ad](?=[^\W\d])")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060-\u2069\ufeff\u0640\u00ad]")
_TOKEN = re.compile(
    r"\x00[^\x00]*\x00"  # a citation, or where a link leads
    r"|(?<![\w.])[-−]?\d+(?:[.,٫٬'’/:]\d+)*"  # a number with what stands inside it
    r"|[^\W\d]+\d*|\d+"
    r"|[?؟%٪$€£¥+=@#&]"
)
_END = re.compile(r"""(?<=[.!?؟…])(?=["'”’»)\]]*(?:\s|<|$))|<br\b[^<>]*>""")
_SAME = str.maketrans("−؟٪٫٬’", "-?%.,'")


def key(html: str) -> Key:
    """What counts of a paragraph, in its order."""
    return _remembered(html) if len(html) <= MOST_REMEMBERED else _key(html)


@lru_cache(maxsize=4096)
def _remembered(html: str) -> Key:
    return _key(html)


def _key(html: str) -> Key:
    text = unescape(_TAG.sub(_of_tag, html.replace("\x00", "")))
    text = _CITATION.sub(lambda cited: f" \x00{''.join(cited[0].split())}\x00 ", text)
    return tuple(_folded(token) for token in _TOKEN.findall(_letters(text)))


def fingerprint(html: str) -> str:
    """A short name of what counts of a paragraph, 64 characters."""
    return sha256("\x1f".join(key(html)).encode("utf-8", "surrogatepass")).hexdigest()


def sentence_ends(html: str) -> frozenset[int]:
    """After how many of the words that count a sentence of a paragraph ends."""
    sizes = [len(key(sentence)) for sentence in _END.split(html)]
    return frozenset(accumulate(sizes))


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """How much two keys share: from 0, nothing, to 1, the same words as often."""
    if not one or not other:
        return float(one == other)
    counts: dict[str, int] = {}
    for token in one:
        counts[token] = counts.get(token, 0) + 1
    shared = 0
    for token in other:
        if counts.get(token, 0) > 0:
            counts[token] -= 1
            shared += 1
    return 2 * shared / (len(one) + len(other))


def _of_tag(tag: re.Match[str]) -> str:
    """What counts of a tag: where a link leads, and that a line ends."""
    name = tag[1].lower()
    link = _ADDRESS.search(tag[2]) if name == "a" else None
    if link is not None:
        return f"\x00{link[1]}\x00 "
    return " " if name == "br" else ""


class _Table(dict[int, str]):
    """What stands for each sign, asked once for those in use; few are not in the first plane."""

    def __init__(self, of: Callable[[str], str]) -> None:
        self._of = of

    def __missing__(self, code: int) -> str:
        """What stands for the sign of this number."""
        found = self._of(chr(code))
        return self.setdefault(code, found) if code < 0x10000 else found


def _bare(sign: str) -> str:
    return "" if unicodedata.combining(sign) else sign


def _digit(sign: str) -> str:
    """Digits of all scripts as 0 to 9, and the signs of numbers of one kind."""
    return str(unicodedata.digit(sign)) if sign.isdigit() else sign.translate(_SAME)


_BARE, _DIGITS = _Table(_bare), _Table(_digit)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", _INVISIBLE.sub("", text))
    return _JOINED.sub("", unicodedata.normalize("NFC", plain.translate(_BARE)))


def _folded(token: str) -> str:
    return token if token.startswith("\x00") else token.translate(_DIGITS).casefold()
