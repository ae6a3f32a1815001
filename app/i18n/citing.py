"""What the texts of the interface cite, filled in as of today, fit for where the text goes."""

from __future__ import annotations

import re
from collections.abc import Callable

from babel.support import NullTranslations
from flask import current_app
from markupsafe import escape

from app.i18n.current import current_language

_CITATION = re.compile(r"\[\[[^\[\]]*\]\]")

Cite = Callable[[str, str, None], str]  # (a citation, language, None for today): what it says


class Citing(NullTranslations):
    """A catalog as templates ask it: what its texts cite is filled in, fit for HTML."""

    def __init__(self, catalog: NullTranslations) -> None:
        super().__init__()
        self.catalog = catalog

    def ugettext(self, message: str) -> str:
        """`message` translated."""
        return cited(self.catalog.ugettext(message), in_html)

    def ungettext(self, singular: str, plural: str, num: int) -> str:
        """The form for `num`."""
        return cited(self.catalog.ungettext(singular, plural, num), in_html)

    def upgettext(self, context: str, message: str) -> str:
        """`message` as it is translated in `context`."""
        return cited(str(self.catalog.upgettext(context, message)), in_html)

    def unpgettext(self, context: str, singular: str, plural: str, num: int) -> str:
        """The form for `num` in `context`."""
        return cited(str(self.catalog.unpgettext(context, singular, plural, num)), in_html)


def cited(text: str, fit: Callable[[str], str]) -> str:
    """`text` with what it cites as of today, each citation made `fit` for where the text goes."""
    cite: Cite | None = current_app.extensions.get("cite") if "[[" in text else None
    if cite is None:
        return text
    code = current_language().code
    return _CITATION.sub(lambda match: fit(cite(match[0], code, None)), text)


def in_format(said: str) -> str:
    """What a citation says, to stand in a text that is filled in afterwards."""
    return said.replace("%", "%%")


def in_html(said: str) -> str:
    """The same for templates: they take texts for HTML, and fill in every one of them."""
    return in_format(str(escape(said)))
