"""Texts of the interface in the language now spoken; a bad translation never breaks a page."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from functools import cached_property, wraps
from typing import Any, cast

from babel.support import NullTranslations, Translations
from flask import Flask, current_app
from flask_babel import Babel, Domain
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from app.config import settings
from app.i18n.current import current_language
from app.i18n.languages import TRANSLATIONS

log = logging.getLogger(__name__)

# What %-formatting raises on a placeholder that the code does not fill, or not with such a value.
BAD_TRANSLATION = (KeyError, ValueError, TypeError)
_CITATION = re.compile(r"\[\[[^\[\]]*\]\]")
_reported: set[str] = set()

Cite = Callable[[str, str, None], str]  # (a citation, language, None for today): what it says


class Citing(NullTranslations):
    """A catalog as templates ask it: what its texts cite is filled in, fit for HTML."""

    def __init__(self, catalog: NullTranslations) -> None:
        super().__init__()
        self.catalog = catalog

    def ugettext(self, message: str) -> str:
        """`message` translated."""
        return _cited(self.catalog.ugettext(message), _in_html)

    def ungettext(self, singular: str, plural: str, num: int) -> str:
        """The form for `num`."""
        return _cited(self.catalog.ungettext(singular, plural, num), _in_html)

    def upgettext(self, context: str, message: str) -> str:
        """`message` as it is translated in `context`."""
        return _cited(str(self.catalog.upgettext(context, message)), _in_html)

    def unpgettext(self, context: str, singular: str, plural: str, num: int) -> str:
        """The form for `num` in `context`."""
        return _cited(str(self.catalog.unpgettext(context, singular, plural, num)), _in_html)


class CatalogDomain(Domain):
    """The catalogs, asked in `current_language()` each time.

    Flask-Babel keeps the locale on the request or application context, so a second language within
    one context would get the texts of the first.
    """

    def get_translations(self) -> Citing:
        """The catalog of the language now spoken; one without entries for the source language."""
        code = current_language().code
        if code not in self.cache:
            self.cache[code] = Citing(Translations.load(TRANSLATIONS, [code], self.domain[0]))
        found: Citing = self.cache[code]
        return found

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
            source = _cited(source, _in_html)
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
        return _cited(text, str)
    try:
        return _cited(text, _in_format) % variables
    except BAD_TRANSLATION as error:
        _report(source, error)
        return _cited(source, _in_format) % variables


def _cited(text: str, fit: Callable[[str], str]) -> str:
    """`text` with what it cites as of today, each citation made `fit` for where the text goes."""
    cite: Cite | None = current_app.extensions.get("cite") if "[[" in text else None
    if cite is None:
        return text
    code = current_language().code
    return _CITATION.sub(lambda match: fit(cite(match[0], code, None)), text)


def _in_format(said: str) -> str:
    return said.replace("%", "%%")


def _in_html(said: str) -> str:
    # Templates take texts for HTML, and fill them in whether they hold a placeholder or not.
    return _in_format(str(escape(said)))


def _report(source: str, error: Exception) -> None:
    """Log a translation that cannot be filled in, once for each text."""
    if source not in _reported:
        _reported.add(source)
        log.error("Bad translation of %r (%r): showing the source text instead.", source, error)
