"""HTML from outside made safe when it is written: two parsers of two lineages, one policy.

bleach is no longer maintained, so nh3 must agree with it: an attack has to fool both. Nothing else
in the project knows either library.
"""

from __future__ import annotations

import re
import unicodedata

import bleach
import nh3

LONGEST = 200_000  # characters of one text
MOST_MARKS = 30  # on one letter: more is no language, and ordering them takes ever longer
DEEPEST = 20  # tags inside one another; deeper ones are dropped and their text is kept
MOST_TAGS = 10_000  # of one text; those that follow are dropped and their text is kept
MOST_ATTRIBUTES = 50  # of one tag; one with more loses them all
ROUNDS = 4  # in practice the second changes nothing

TAGS = {
    *("p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "cite", "q", "a", "strong", "em"),
    *("br", "hr", "table", "caption", "thead", "tbody", "tr", "th", "td", "abbr", "bdi", "span"),
    *("sup", "sub", "small", "dl", "dt", "dd", "figure", "figcaption", "time", "code"),
}
ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "hreflang"},
    "abbr": {"title"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "ol": {"start"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
DROPPED_WHOLE = {"script", "style", "title", "textarea", "noscript", "iframe", "svg", "math"}

# Emptied before tags are counted: what stands in most of these, or in a comment, is none.
_WHOLE = re.compile(
    r"<(script|style|title|noscript|iframe|svg|math|textarea|xmp|noembed|noframes|template)\b"
    r".*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(?:[!?]|/[^a-zA-Z>])[^>]*+(?:>|\Z)", re.DOTALL)
# A tag as parsers read it: a ">" in quotation marks does not end it. Never looked at twice.
_TAG = re.compile(
    r"<(/?)([a-zA-Z][^\s/>]*+)"
    r"""(?>=\s*"[^"]*"|=\s*'[^']*'|=\s*[^\s"'>][^\s>]*|[^>])*+(?:>|\Z)"""
)
_ATTRIBUTE = re.compile(r"""[^\s/>="']+(?:\s*+=\s*+(?:"[^"]*"|'[^']*'|[^\s>]*+))?""")
_BARE = re.compile(r"<(?![a-zA-Z/!?])|&(?![a-zA-Z#])")  # written out, each takes three more
_ENDED_BY_NEXT = {"p", "li", "dt", "dd", "tr", "th", "td"}
_VOID = {"br", "hr", "img", "wbr", "input", "meta", "link", "area", "base", "col", "embed"}
_HREF = re.compile(r'(<a\b[^>]*?)\shref="([^"]*)"')
_SCHEME = re.compile(r"^[^/?#]*:")
_UNSAFE = re.compile(
    "[\u202a-\u202e\ufeff\ufff9-\ufffc]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]"
    "|[\ufdd0-\ufdef\ufffe\uffff]"  # no characters at all, and errors in HTML
)
_ISOLATES = "\u2066\u2067\u2068"
_POP = "\u2069"


class TooLongError(ValueError):
    """A text above LONGEST characters."""


def sanitise(html: str) -> str:
    """Safe HTML: only TAGS and ATTRIBUTES, links only to SCHEMES or inside the site.

    Idempotent; bounded in time for any input of at most LONGEST characters, TooLongError above,
    be it as given or with its signs written out.
    """
    if len(html) > LONGEST:
        raise TooLongError
    text = _bounded(_COMMENT.sub("<!---->", _WHOLE.sub("", clean_text(html))))
    if len(text) + 3 * len(_BARE.findall(text)) > LONGEST:
        raise TooLongError
    for _round in range(ROUNDS):
        again = _agreed(text)
        if again == text:
            break
        text = again
    if len(text) > LONGEST or text.count("<") - text.count("</") > MOST_TAGS:
        raise TooLongError  # as would be said of it when it is cleaned again
    return text


def clean_text(text: str) -> str:
    """NFC text without control characters, direction overrides, surrogates or stray isolates."""
    text = text.encode("utf-8", "ignore").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return _balanced(_UNSAFE.sub("", unicodedata.normalize("NFC", _without_heaps(text))))


def _without_heaps(text: str) -> str:
    """`text` without the marks beyond MOST_MARKS on one letter."""
    if not any(map(unicodedata.combining, set(text))):
        return text
    run, kept = 0, []
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)


def clean_line(text: str) -> str:
    """clean_text() on one line, with single spaces."""
    return " ".join(clean_text(text).split())


def _balanced(text: str) -> str:
    """`text` without its isolates, unless each that opens also closes."""
    depth = 0
    for character in text:
        depth += (character in _ISOLATES) - (character == _POP)
        if depth < 0:
            break
    if depth == 0:
        return text
    return "".join(c for c in text if c not in _ISOLATES and c != _POP)


def _bounded(html: str) -> str:
    """`html` with its tags closed in order, and without those that lie deeper than DEEPEST.

    Both libraries take ever longer over tags that are open at the same time, and bleach hangs. A
    tag which ends in "/>", or which another's end seems to close, is still open to them.
    """
    within: list[str] = []
    left = MOST_TAGS

    def keep(match: re.Match[str]) -> str:
        nonlocal left
        closing, name = match[1], match[2].lower()
        left -= not closing
        if left < 0 and not closing:
            return ""
        if name in _VOID:
            return _lean(match)
        if closing:
            return _closed(within, name)
        before = _closed(within, name) if name in _ENDED_BY_NEXT and within[-1:] == [name] else ""
        within.append(name)
        return before + (_lean(match) if len(within) <= DEEPEST else "")

    return _TAG.sub(keep, html)


def _lean(tag: re.Match[str]) -> str:
    """An opening tag; without its attributes where they are so many that bleach takes long."""
    many = len(tag[0]) > MOST_ATTRIBUTES and len(_ATTRIBUTE.findall(tag[0])) > MOST_ATTRIBUTES
    return f"<{tag[2]}>" if many else tag[0]


def _closed(within: list[str], name: str) -> str:
    """The end of the innermost `name` and of all that is open in it; nothing where none is."""
    # Looked for near the end only, so that what closes nothing costs nothing.
    if name not in within[-4 * DEEPEST :]:
        return ""
    ends = []
    while True:
        last = within.pop()
        if len(within) < DEEPEST:
            ends.append(f"</{last}>")
        if last == name:
            return "".join(ends)


def _agreed(html: str) -> str:
    """One pass of both libraries under the same policy."""
    first = bleach.clean(
        html,
        tags=TAGS,
        attributes={tag: sorted(names) for tag, names in ATTRIBUTES.items()},
        protocols=SCHEMES,
        strip=True,
        strip_comments=True,
    )
    second = nh3.clean(
        first,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        clean_content_tags=DROPPED_WHOLE,
        link_rel=None,
    )
    return _HREF.sub(_checked_link, second)


def _checked_link(match: re.Match[str]) -> str:
    """The opening of a link, without its address where the scheme is none of ours."""
    address = re.sub(r"[\s\x00-\x20]+", "", match[2].replace("&amp;", "&"))
    scheme = _SCHEME.match(address)
    if scheme and scheme[0][:-1].lower() not in SCHEMES:
        return match[1]
    return match[0]
