"""The links and handles of a text, as far as they must be the same in every language."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import unquote, urlsplit

from babel import Locale

from app.i18n import languages

_HREF = re.compile(r'<a\b[^>]*?\shref="([^"]*)"', re.IGNORECASE)
_TYPED = re.compile(r"(?:https?://|www\.)[^\s<>\"”»،؛]+[^\s<>\"”»،؛.,;:!?)]")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w")
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z0-9_]{2,30}(?:@[\w-]+\.[\w.-]*\w)?")
_OURS = re.compile(r"^/([^/]+)/(\d+)(?:/.*)?$")
# How accounts and addresses name languages, besides the codes and English names of ours.
_ALSO = ("arab", "araby", "eng", "fr", "french", "ku", "kurdish")
NOT_WORDS = re.compile(
    rf"{_TYPED.pattern}|{_MAIL.pattern}|[@#][\w@.]*\w"
)  # what holds digits that are no numbers


def hrefs(html: str) -> list[str]:
    """The addresses that `html` links to, in order."""
    return [unescape(address).strip() for address in _HREF.findall(html)]


def inside(address: str, site_url: str) -> str:
    """The path and query of an address inside the site; "" for any other."""
    if site_url and address.startswith(site_url):
        address = address[len(site_url.rstrip("/")) :] or "/"
    if not address.startswith("/") or address.startswith("//"):
        return ""
    return address.partition("#")[0]


def links(html: str, text: str, site_url: str) -> dict[str, str]:
    """What `html` and its plain `text` link to, by what is the same in every language."""
    typed = [*_TYPED.findall(text), *_MAIL.findall(text)]
    found = {_same(address, site_url): address for address in [*hrefs(html), *typed]}
    return {key: address for key, address in found.items() if key}


def _same(address: str, site_url: str) -> str:
    """An address without what names a language, or a story in it."""
    path = inside(address, site_url)
    if path:
        return _ours(path)
    if address.startswith(("#", "tel:")):
        return ""
    if "@" in address and "/" not in address:
        return address.removeprefix("mailto:").partition("?")[0].lower()
    return _elsewhere(address if "//" in address else f"//{address}")


def _ours(path: str) -> str:
    path = _without_language(unquote(path))
    story = _OURS.match(path.partition("?")[0])
    return f"/{story[1]}/{story[2]}" if story else path.rstrip("/")


def _elsewhere(address: str) -> str:
    """Only the host where the address says which language it is in: that page has another name."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    host = parts.netloc.lower().removeprefix("www.")
    named, _dot, rest = host.partition(".")
    query = re.sub(r"(?:^|&)(?:lang|hl|locale|language)=[\w-]+", "", parts.query)
    marked = query != parts.query or _without_language(parts.path) != parts.path
    if named in languages.all_languages():
        return f"//{rest}/…"
    if marked:
        return f"//{host}/…"
    return f"//{host}{unquote(parts.path).rstrip('/')}{'?' + query if query else ''}"


def _without_language(path: str) -> str:
    return re.sub(
        rf"^/(?:{_language_names()})(?:-[a-z]{{2}})?(?=/|$)", "", path, flags=re.IGNORECASE
    )


def _language_names() -> str:
    """Alternatives of a pattern for what a language may be called in an address."""
    codes, english = list(languages.all_languages()), Locale("en").languages
    names = (english.get(code, code).lower() for code in codes)
    return "|".join(map(re.escape, dict.fromkeys((*codes, *names, *_ALSO))))


def handles(text: str) -> dict[str, str]:
    """The accounts that `text` names, by what is the same in every language."""
    plain = _TYPED.sub(" ", _MAIL.sub(" ", text))
    # An organisation may keep an account in each language.
    own = re.compile(rf"_?(?:in)?_?(?:{_language_names()})$", re.IGNORECASE)
    return {own.sub("", one).lower(): one for one in _HANDLE.findall(plain)}
