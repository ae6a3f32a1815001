"""Texts of the interface in the language now spoken; a bad translation never breaks a page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, cast

from babel.support import NullTranslations
from flask import Flask
from flask_babel import Babel, Domain
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from app.config import settings
from app.i18n import editions
from app.i18n.citing import Cite, Citing, cited, in_format, in_html
from app.i18n.current import current_language
from app.i18n.languages import TRANSLATIONS

log = logging.getLogger(__name__)

# What %-formatting raises on a placeholder that the code does not fill, or not with such a value.
BAD_TRANSLATION = (KeyError, ValueError, TypeError, OverflowError)
_reported: set[str] = set()


class CatalogDomain(Domain):
    """The catalogs, asked in `current_language()` each time.

    Flask-Babel keeps the locale on the request or application context, so a second language within
    one context would get the texts of the first.
    """

    def get_translations(self) -> Citing:
        """The catalog of the language now spoken; one without entries for the source language."""
        return editions.catalog(current_language().code)

    def plain(self) -> NullTranslations:
        """The same catalog as code asks it, whose texts are no HTML."""
        return self.get_translations().catalog

    def gettext(self, string: str, **variables: Any) -> str:
        """`string` translated and filled in."""
        return _filled(self.plain().ugettext(string), string, variables)

    def ngettext(self, singular: str, plural: str, num: int, **variables: Any) -> str:
        """The form for `num`, filled in; `num` itself is `%(num)s` where nothing else is given."""
        text = self.plain().ungettext(singular, plural, num)
        return _filled(text, _source(singular, plural, num), {"num": num, **variables})

    def pgettext(self, context: str, string: str, **variables: Any) -> str:
        """`string` as it is translated in `context`, filled in."""
        text = self.plain().upgettext(context, string)
        return _filled(str(text), string, variables)

    def npgettext(
        self, context: str, singular: str, plural: str, num: int, **variables: Any
    ) -> str:
        """The form for `num` in `context`, filled in."""
        text = self.plain().unpgettext(context, singular, plural, num)
        return _filled(str(text), _source(singular, plural, num), {"num": num, **variables})


class CatalogBabel(Babel):
    """Flask-Babel with the catalogs of CatalogDomain."""

    @cached_property
    def domain_instance(self) -> CatalogDomain:
        """The one domain of messages."""
        return CatalogDomain(domain=self.domain)


def configure(app: Flask, cite: Cite) -> None:
    """Tell the texts of `app` how to say what they cite; called in an application context."""
    app.extensions["cite"] = cite


def init_app(app: Flask) -> None:
    """Let `_()` in code and `{% trans %}` in templates speak the current language."""
    editions.init_app(app, TRANSLATIONS)
    # Created here and not in extensions: two applications in one process must not share it.
    CatalogBabel(
        app,
        default_translation_directories=str(TRANSLATIONS),
        locale_selector=lambda: current_language().locale,
        timezone_selector=lambda: settings().timezone,
    )
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    _guard(app.jinja_env)


def _guard(env: Environment) -> None:
    """Wrap Jinja's callables for texts, which fill in placeholders themselves."""
    for name, takes in {"gettext": 1, "ngettext": 3, "pgettext": 2, "npgettext": 4}.items():
        translate = cast(Callable[..., str], env.globals[name])
        env.globals[name] = _guarded(translate, name, takes)


def _guarded(translate: Callable[..., str], name: str, takes: int) -> Callable[..., str]:
    @pass_context
    @wraps(translate)
    def guarded(context: Context, *args: Any, **variables: Any) -> str:
        try:
            return translate(context, *args, **variables)
        except BAD_TRANSLATION as error:
            source = _source_of(name, args[:takes])
            _report(source, error)
            source = cited(source, in_html)
            text = Markup(source) if context.eval_ctx.autoescape else source  # noqa: S704  # ours
            return text % {"num": args[-1], "context": args[0], **variables}

    return guarded


def _source_of(name: str, args: tuple[Any, ...]) -> str:
    if name.startswith("n"):
        singular, plural, num = args[-3:]
        return _source(singular, plural, num)
    return str(args[-1])


def _source(singular: str, plural: str, num: int) -> str:
    return singular if num == 1 else plural


def _filled(text: str, source: str, variables: dict[str, Any]) -> str:
    """`text` with its placeholders filled in, or `source` where it asks for what is not there."""
    if not variables:
        return cited(text, str)
    try:
        return cited(text, in_format) % variables
    except BAD_TRANSLATION as error:
        _report(source, error)
        return cited(source, in_format) % variables


def _report(source: str, error: Exception) -> None:
    """Log a translation that cannot be filled in, once for each text."""
    if source not in _reported:
        _reported.add(source)
        log.error("Bad translation of %r (%r): showing the source text instead.", source, error)
