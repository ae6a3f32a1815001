"""The words of the error pages, and the plain page that shows them when nothing else can."""

from __future__ import annotations

from collections.abc import Callable

from flask import request
from flask_babel import gettext as _
from markupsafe import Markup

from app.i18n.current import current_language, speaking
from app.i18n.languages import Language, public_languages

Text = tuple[str, str]  # heading, message

# For when even the catalogs fail.
LAST_RESORT = Markup(
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Error</title>'
    "<h1>Something went wrong</h1><p>Please try again in a little while.</p>"
    '<p lang="ar" dir="rtl">حدث خطأ ما. يُرجى المحاولة بعد قليل.</p></html>'
)


def texts_shown(code: int) -> dict[Language, Text]:
    """The heading and message in the language of the path; in all where it names none."""
    named = request.path.split("/", 2)[1:2] == [current_language().code]
    languages = [current_language()] if named else public_languages()
    return {language: text_in(language, code) for language in languages}


def text_in(language: Language, code: int) -> Text:
    """The heading and message of an error in `language`; of its kind where it has none."""
    texts = TEXTS | (OF_FORMS if request.method == "POST" else {})
    with speaking(language):
        return texts.get(code, texts[500] if code >= 500 else texts[400])()


def bare(shown: dict[Language, Text]) -> str:
    """The error as a page that needs neither template nor database."""
    first, (title, _message) = next(iter(shown.items()))
    head = Markup(
        '<!doctype html><html lang="{}" dir="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        "<title>{}</title></head><body>"
    ).format(first.tag, first.direction, title)
    part = Markup('<{0} lang="{1}" dir="{2}">{3}</{0}><p lang="{1}" dir="{2}">{4}</p>')
    parts = [
        part.format("h1" if language == first else "h2", language.tag, language.direction, *text)
        for language, text in shown.items()
    ]
    return head + Markup("").join(parts) + Markup("</body></html>")


TEXTS: dict[int, Callable[[], Text]] = {
    400: lambda: (
        _("We did not understand this request"),
        _("Something in the address or in what was sent is not as it should be."),
    ),
    403: lambda: (
        _("This page is not open to you"),
        _("If your work needs it, please ask an administrator."),
    ),
    404: lambda: (
        _("Page not found"),
        _("There is no page at this address. It may have been moved, or mistyped."),
    ),
    405: lambda: (
        _("This is not possible here"),
        _("This page can be read, but nothing can be sent to it."),
    ),
    410: lambda: (
        _("This page is no longer here"),
        _("It has been removed and will not come back."),
    ),
    413: lambda: (
        _("That is too large"),
        _("What was sent is larger than this site accepts. Please send less."),
    ),
    414: lambda: (
        _("This address is too long"),
        _("Please use a shorter one, for example with fewer words to search for."),
    ),
    429: lambda: (
        _("Too many requests"),
        _("Please wait a minute and try again."),
    ),
    500: lambda: (
        _("Something went wrong"),
        _("The mistake is ours, and it has been noted. Please try again in a little while."),
    ),
    503: lambda: (
        _("We will be back shortly"),
        _("The site cannot answer just now. Please try again in a minute."),
    ),
}
# What whoever sent a form is told instead.
OF_FORMS: dict[int, Callable[[], Text]] = {
    503: lambda: (
        _("This could not be saved just now"),
        _(
            "What you typed is still in your browser: go back to the form, and save again in a "
            "minute."
        ),
    ),
}
