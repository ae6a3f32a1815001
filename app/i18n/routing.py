"""The language in addresses and templates: the converter, url_for, and what templates are given."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import partial
from typing import Any, cast

from flask import Flask, Response, current_app
from werkzeug.routing import BaseConverter, Map

from app.config import StartupError, settings
from app.i18n import formats, messages
from app.i18n.current import (
    addressed,
    current_language,
    default_language,
    named,
    negotiate,
    speaking,
)
from app.i18n.languages import Language, all_languages, public_languages

__all__ = [
    "LanguageConverter",
    "current_language",
    "default_language",
    "init_app",
    "negotiate",
    "speaking",
]

log = logging.getLogger(__name__)


class LanguageConverter(BaseConverter):
    """`<language:…>` in a rule: the code of a language with addresses here; any other is a 404."""

    def __init__(self, url_map: Map, codes: Iterable[str]) -> None:
        super().__init__(url_map)
        self.regex = "(?:" + "|".join(codes) + ")"

    def to_url(self, value: str | Language) -> str:
        """The segment for a code or a Language."""
        return value.code if isinstance(value, Language) else super().to_url(value)


def init_app(app: Flask) -> None:
    """Bind languages to `app`; StartupError where its settings name one that they cannot."""
    with app.app_context():
        _check_settings()
        codes = list(addressed())
    converter = partial(LanguageConverter, codes=codes)
    app.url_map.converters["language"] = cast(type[BaseConverter], converter)
    app.url_value_preprocessor(_strip)
    app.after_request(_keep_previews_here)
    app.url_defaults(_fill)
    messages.init_app(app)
    app.jinja_env.filters.update(formats.FILTERS)
    app.jinja_env.globals.update(current_language=current_language, languages=public_languages)


def _check_settings() -> None:
    codes = [language.code for language in public_languages()]
    if settings().default_language not in codes:
        raise StartupError(f"DEFAULT_LANGUAGE must be one of: {', '.join(codes)}.")
    known = ["all", *all_languages()]
    unknown = [code for code in settings().preview_languages if code not in known]
    if unknown:  # no reason to stop: `flask translations add` is still to come, perhaps
        log.warning(
            "PREVIEW_LANGUAGES names %s, not one of: %s.", ", ".join(unknown), ", ".join(known)
        )


def _keep_previews_here(response: Response) -> Response:
    """Let nobody index or keep a page in a language that is not offered to readers yet."""
    language = named()
    if language is not None and language.state == "preview":
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Cache-Control"] = "no-store"
    return response


def _strip(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the language out of a view's arguments: views ask current_language()."""
    if values is not None:
        values.pop("language", None)


def _fill(endpoint: str, values: dict[str, Any]) -> None:
    """Give url_for the current language where its rule wants one and the caller names none."""
    if "language" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = current_language().code
