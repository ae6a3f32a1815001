"""What a reader gets when there is no page: a kind sentence in the language of the address."""

from __future__ import annotations

import logging
from collections.abc import Callable

from flask import Flask, Response, make_response, redirect, render_template, request
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import (
    Gone,
    HTTPException,
    NotFound,
    SecurityError,
    ServiceUnavailable,
)
from werkzeug.wrappers import Response as AnyResponse

from app.content import redirects
from app.i18n.languages import Language, public_languages
from app.i18n.routing import current_language, speaking

log = logging.getLogger(__name__)

RETRY_AFTER = 30  # seconds; a database that restarts is back by then
Text = tuple[str, str]  # heading, message

# For when even the catalogs fail.
LAST_RESORT = Markup(
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Error</title>'
    "<h1>Something went wrong</h1><p>Please try again in a little while.</p>"
    '<p lang="ar" dir="rtl">حدث خطأ ما. يُرجى المحاولة بعد قليل.</p></html>'
)


def init_app(app: Flask) -> None:
    """Answer every error of `app` with a page; what broke is logged, never shown."""
    app.register_error_handler(HTTPException, answer)
    for failure in (OperationalError, PoolTimeout):
        app.register_error_handler(failure, unavailable)
    app.register_error_handler(DBAPIError, disconnected)


def answer(error: HTTPException) -> AnyResponse:
    """The answer to an HTTP error; an old address leads on to the new one."""
    if isinstance(error, NotFound):
        try:
            return moved() or page(error)
        except SQLAlchemyError as failure:
            return unavailable(failure)
    return page(error)


def moved() -> AnyResponse | None:
    """Where an old address leads now, or that its page is gone; None for one never used."""
    known, target = redirects.find(request.path)
    if not known:
        return None
    return redirect(target, 301) if target else page(Gone())


def unavailable(failure: Exception) -> Response:
    """The answer while the database cannot be reached: try again soon."""
    # Without values, which may be what a reader searched for, and in one line: there may be many.
    statement = getattr(failure, "statement", None)
    log.error("The database fails: %s; %s", getattr(failure, "orig", failure), statement)
    return page(ServiceUnavailable(retry_after=RETRY_AFTER))


def disconnected(failure: DBAPIError) -> Response:
    """The same for a connection that broke; any other error of the database is our mistake."""
    if failure.connection_invalidated:
        return unavailable(failure)
    raise failure


def page(error: HTTPException) -> Response:
    """The page of an error. Never raises: what fails on the way is left out."""
    code = error.code or 500
    response = make_response(_html(code, error), code)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    response.headers["Cache-Control"] = "no-store" if code >= 500 else "no-cache"
    return response


def _html(code: int, error: HTTPException) -> str:
    try:
        shown = texts_shown(code)
    except Exception:
        log.exception("The texts of an error page could not be found.")
        return LAST_RESORT
    # The frame of the pages makes addresses, which must not carry a host that is not ours.
    if isinstance(error, SecurityError):
        return bare(shown)
    try:
        return framed(code, shown)
    except Exception:
        log.exception("The page of an error could not be made.")
        return bare(shown)


def texts_shown(code: int) -> dict[Language, Text]:
    """The heading and message in the language of the path; in all where it names none."""
    named = request.path.split("/", 2)[1:2] == [current_language().code]
    languages = [current_language()] if named else public_languages()
    return {language: _in(language, code) for language in languages}


def framed(code: int, shown: dict[Language, Text]) -> str:
    """The error within the frame of all pages."""
    heading, message = shown.get(current_language()) or _in(current_language(), code)
    return render_template(
        "errors/error.html",
        code=code,
        heading=heading,
        message=message,
        languages_shown=list(shown),
        texts=shown,
    )


def bare(shown: dict[Language, Text]) -> str:
    """The error as a page that needs neither template nor database."""
    first, (title, _message) = next(iter(shown.items()))
    head = Markup(
        '<!doctype html><html lang="{}" dir="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        "<title>{}</title></head><body>"
    ).format(first.tag, first.direction, title)
    parts = [
        Markup('<{} lang="{}" dir="{}">{}</{}><p lang="{}" dir="{}">{}</p>').format(
            name,
            language.tag,
            language.direction,
            heading,
            name,
            language.tag,
            language.direction,
            message,
        )
        for name, (language, (heading, message)) in zip(
            ["h1"] + ["h2"] * len(shown), shown.items(), strict=False
        )
    ]
    return head + Markup("").join(parts) + Markup("</body></html>")


def _in(language: Language, code: int) -> Text:
    with speaking(language):
        return TEXTS.get(code, TEXTS[500] if code >= 500 else TEXTS[400])()


TEXTS: dict[int, Callable[[], Text]] = {
    400: lambda: (
        _("We did not understand this request"),
        _("Something in the address or in what was sent is not as it should be."),
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
