"""The cookies of the desk, and Flask's session kept to its addresses: readers get neither.

Who is signed in says a row in the database, found by the key in one cookie. What belongs to a page
(the token against forged forms, a message to show once) travels signed in the other.
"""

from __future__ import annotations

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from werkzeug.wrappers import Response

from app.config import settings

ROOM = "/editor"
KEY, PAGE, DEVICE = "desk", "desk-page", "desk-device"
A_YEAR = 365 * 24 * 3600


def in_room(path: str) -> bool:
    """Whether an address belongs to the desk."""
    return path == ROOM or path.startswith(ROOM + "/")


def name_of(cookie: str) -> str:
    """The cookie's name; with TLS, browsers take __Host- from this very host alone."""
    return f"__Host-{cookie}" if settings().tls else cookie


def path_of() -> str:
    """The path of the cookies; __Host- allows the whole host only, and readers' pages ignore it."""
    return "/" if settings().tls else ROOM


def put(response: Response, cookie: str, value: str, max_age: int | None = None) -> None:
    """Set one of the cookies; without `max_age` it goes when the browser is closed."""
    response.set_cookie(
        name_of(cookie),
        value,
        max_age=max_age,
        path=path_of(),
        secure=settings().tls,
        httponly=True,
        samesite="Lax",
    )


def take(response: Response, cookie: str) -> None:
    """Remove one of the cookies."""
    response.delete_cookie(
        name_of(cookie), path=path_of(), secure=settings().tls, httponly=True, samesite="Lax"
    )


class PageSession(SecureCookieSessionInterface):
    """Flask's signed session, at the addresses of the desk alone."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """The session of a page of the desk; none for readers."""
        return super().open_session(app, request) if in_room(request.path) else None


def init_app(app: Flask) -> None:
    """Keep Flask's session to the desk."""
    tls = app.config["SETTINGS"].tls
    app.config.update(
        SESSION_COOKIE_NAME=f"__Host-{PAGE}" if tls else PAGE,
        SESSION_COOKIE_PATH="/" if tls else ROOM,
        SESSION_COOKIE_SECURE=tls,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        WTF_CSRF_TIME_LIMIT=None,  # a form may stay open for as long as its session lasts
        WTF_CSRF_CHECK_DEFAULT=False,  # the door asks, after it has looked who comes
    )
    app.session_interface = PageSession()
