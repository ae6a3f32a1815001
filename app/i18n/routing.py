"""The language in addresses and templates: the converter, url_for, and what templates are given."""

from __future__ import annotations

from typing import Any

from flask import Flask, current_app
from werkzeug.routing import BaseConverter, Map

from app.config import StartupError
from app.i18n import formats, messages
from app.i18n.current import current_language, default_language, negotiate, speaking
from app.i18n.languages import Language, public_languages

__all__ = [
    "LanguageConverter",
    "current_language",
    "default_language",
    "init_app",
    "negotiate",
    "speaking",
]


class LanguageConverter(BaseConverter):
    """`<language:…>` in a rule: the code of a public language; any other is a 404."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map)
        self.regex = "(?:" + "|".join(language.code for language in public_languages()) + ")"

    def to_url(self, value: str | Language) -> str:
        """The segment for a code or a Language."""
        return value.code if isinstance(value, Language) else super().to_url(value)


def init_app(app: Flask) -> None:
    """Bind languages to `app`; StartupError where its default language is not a public one."""
    with app.app_context():
        _check_default()
    app.url_map.converters["language"] = LanguageConverter
    app.url_value_preprocessor(_strip)
    app.url_defaults(_fill)
    messages.init_app(app)
    app.jinja_env.filters.update(formats.FILTERS)
    app.jinja_env.globals.update(current_language=current_language, languages=public_languages)


def _check_default() -> None:
    codes = [language.code for language in public_languages()]
    if current_app.config["SETTINGS"].default_language not in codes:
        raise StartupError(f"DEFAULT_LANGUAGE must be one of: {', '.join(codes)}.")


def _strip(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the language out of a view's arguments: views ask current_language()."""
    if values is not None:
        values.pop("language", None)


def _fill(endpoint: str, values: dict[str, Any]) -> None:
    """Give url_for the current language where its rule wants one and the caller names none."""
    if "language" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        values["language"] = current_language().code
