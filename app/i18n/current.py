"""Which language is spoken: by the address of the page, or for a while by the code that asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from babel import negotiate_locale
from flask import has_app_context, has_request_context, request

from app.config import Settings, settings
from app.i18n.languages import Language, all_languages, find, get, public_languages

CHOSEN = "site.language"  # in the environ of a request
_spoken: ContextVar[Language | None] = ContextVar("spoken_language", default=None)
_QUALITY = re.compile(r"\s*q\s*=\s*([01]?\.?\d{0,6})\s*", re.IGNORECASE | re.ASCII)


def current_language() -> Language:
    """The language now spoken.

    That of a `speaking` block, else the one that the request was told to use, else of the first
    segment of its path, else the site's default. The path and not a value kept at dispatch: a 404
    under `/ar/` must speak Arabic too, and nothing is dispatched there.
    """
    spoken = _spoken.get()
    if spoken is not None:
        return spoken
    if has_request_context():
        chosen: Language | None = request.environ.get(CHOSEN)
        if chosen is not None:
            return chosen
        return named() or default_language()
    return default_language()


def named() -> Language | None:
    """The language in which the path of the request begins; None where it names none."""
    segment = request.path.split("/", 2)[1:2]
    language = find(segment[0]) if segment else None
    return language if language is not None and _is_addressed(language) else None


def addressed() -> dict[str, Language]:
    """The languages with addresses here, by their codes.

    Those offered to readers, and those that the setting PREVIEW_LANGUAGES shows to translators.
    """
    return {code: one for code, one in all_languages().items() if _is_addressed(one)}


def _is_addressed(language: Language) -> bool:
    shown = settings().preview_languages
    return language.state == "public" or language.code in shown or "all" in shown


def use(language: Language) -> None:
    """Speak `language` until the request ends: the desk's addresses name none, its users do."""
    request.environ[CHOSEN] = language


def default_language() -> Language:
    """The site's default language, by its setting."""
    chosen = settings().default_language if has_app_context() else Settings().default_language
    return get(chosen)


@contextmanager
def speaking(language: Language) -> Iterator[Language]:
    """Speak `language` while the block runs: texts, dates and numbers alike.

    In place of Flask-Babel's force_locale, which changes texts alone and remembers them too long.
    """
    token = _spoken.set(language)
    try:
        yield language
    finally:
        _spoken.reset(token)


def negotiate(accept_language_header: str | None) -> Language:
    """The public language that a browser likes best, else the default; never raises.

    Not Werkzeug's best_match: that answers `en` to `ar-IQ,en;q=0.5`, `ar-IQ` being no exact match.
    """
    wanted = _by_quality(accept_language_header or "")
    code = negotiate_locale(wanted, list(_public()), sep="-")
    return _public()[code] if code else default_language()


def _by_quality(header: str) -> list[str]:
    """The header's tags in lower case, best first; what makes no sense or has q=0 is left out."""
    rated = [(_quality(params), tag.strip().lower()) for tag, params in _parts(header)]
    return [tag for quality, tag in sorted(rated, key=lambda r: -r[0]) if quality > 0 and tag]


def _parts(header: str) -> list[tuple[str, str]]:
    return [(part.partition(";")[0], part.partition(";")[2]) for part in header.split(",")]


def _quality(params: str) -> float:
    if not params.strip():
        return 1.0
    match = _QUALITY.fullmatch(params)
    try:
        return float(match[1]) if match else 0.0
    except ValueError:
        return 0.0


def _public() -> dict[str, Language]:
    return {language.code: language for language in public_languages()}
