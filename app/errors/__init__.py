"""What a reader gets when there is no page: a kind sentence in the language of the address."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from flask import (
    Flask,
    Response,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import (
    Gone,
    HTTPException,
    NotFound,
    SecurityError,
    ServiceUnavailable,
)
from werkzeug.routing import RoutingException
from werkzeug.wrappers import Response as AnyResponse

from app.content import missed, redirects
from app.errors.texts import LAST_RESORT, TEXTS, Text, bare, text_in, texts_shown
from app.i18n.current import current_language
from app.i18n.languages import Language

__all__ = ["TEXTS", "configure", "init_app", "page"]

Desk = Callable[[int, Callable[[], Text]], Response | None]

log = logging.getLogger(__name__)

RETRY_AFTER = 30  # seconds; a database that restarts is back by then


def init_app(app: Flask) -> None:
    """Answer every error of `app` with a page; what broke is logged, never shown."""
    app.register_error_handler(HTTPException, answer)
    for failure in (OperationalError, PoolTimeout):
        app.register_error_handler(failure, unavailable)
    app.register_error_handler(DBAPIError, disconnected)


def configure(app: Flask, desk: Desk) -> None:
    """Hand over what the editors' desk answers to an error, by its code and words."""
    app.extensions["desk_errors"] = desk


def answer(error: HTTPException) -> AnyResponse:
    """The answer to an HTTP error; an old address leads on to the new one."""
    if isinstance(error, NotFound):
        try:
            return moved() or noted(page(error))
        except SQLAlchemyError as failure:
            return unavailable(failure)
    return page(error)


def noted(response: Response) -> Response:
    """`response`, after which editors find the address among those asked for in vain."""
    path, readers = request.path, missed.QUIET not in request.environ
    if readers and request.method in ("GET", "HEAD") and missed.wanted(path):
        app = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  # as Flask's documentation hands it on
        response.call_on_close(partial(note, app, path))
    return response


def note(app: Flask, path: str) -> None:
    """Note an address that was asked for in vain; a failure costs a line in the log."""
    try:
        with app.app_context():
            missed.note(path)
    except SQLAlchemyError as failure:
        log.info("An address that is missing was not noted: %s", type(failure).__name__)


def moved() -> AnyResponse | None:
    """Where an old address leads now, or that its page is gone; None for one never used."""
    known, target = redirects.find(request.path)
    if not known:
        return without_slash()
    return redirect(target, 301) if target else page(Gone())


def without_slash() -> AnyResponse | None:
    """The page whose address was written with a slash behind it; None where there is none."""
    path = request.path.rstrip("/")
    if path == request.path or not path:
        return None
    try:
        endpoint, values = current_app.url_map.bind("").match(path, method="GET")
    except (HTTPException, RoutingException):
        return None
    return redirect(url_for(endpoint, **values), 301) if "language" in values else None


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
    response = _desk(code, error) or make_response(_html(code, error), code)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store" if code >= 500 else "no-cache")
    return response


def _desk(code: int, error: HTTPException) -> Response | None:
    """What the desk answers to whoever works there; None where readers' page is to be shown."""
    desk: Desk | None = current_app.extensions.get("desk_errors")
    if desk is None or isinstance(error, SecurityError):
        return None
    try:
        return desk(code, lambda: text_in(current_language(), code))
    except Exception:
        log.exception("The desk's page of an error could not be made.")
        return None


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


def framed(code: int, shown: dict[Language, Text]) -> str:
    """The error within the frame of all pages."""
    heading, message = shown.get(current_language()) or text_in(current_language(), code)
    return render_template(
        "errors/error.html",
        code=code,
        heading=heading,
        message=message,
        languages_shown=list(shown),
        texts=shown,
    )
