"""The layers outside of Flask: proxies that are believed, static files, and Save-Data."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from typing import Any, cast
from wsgiref.headers import Headers

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

from app import assets
from app.config import Settings
from app.logs import once
from app.security import DATA_POLICY, TWO_YEARS

log = logging.getLogger(__name__)

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

HASHED = r"\.[0-9a-f]{12}\.[a-z0-9]+$"
FONT = re.compile(r"/static/.+\.woff2")


def init_app(app: Flask) -> None:
    """Put the layers around `app`; the last one stands outermost."""
    settings: Settings = app.config["SETTINGS"]
    inner = cast(Application, app.wsgi_app)
    inner = static_files(inner, tls=settings.tls)
    inner = save_data(inner)
    if settings.behind_proxy:
        n = settings.behind_proxy
        inner = cast(Application, ProxyFix(inner, x_for=n, x_proto=n, x_host=n))
    else:
        inner = unbelieved(inner)
    app.wsgi_app = inner  # type: ignore[assignment,method-assign]  # as Flask's documentation wraps it


def static_files(inner: Application, *, tls: bool) -> Application:
    """Answer /static/… with the files built before; what has a hash in its name stays for ever."""

    def add_headers(headers: Headers, _path: str, _url: str) -> None:
        headers["X-Content-Type-Options"] = "nosniff"
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        headers["Content-Security-Policy"] = DATA_POLICY
        if tls:
            headers["Strict-Transport-Security"] = TWO_YEARS

    layer = WhiteNoise(
        inner,
        max_age=60,
        allow_all_origins=False,
        add_headers_function=add_headers,
        immutable_file_test=HASHED,
    )
    if assets.BUILT.is_dir():
        layer.add_files(str(assets.BUILT), prefix=assets.PREFIX)
    return cast(Application, layer)


def unbelieved(inner: Application) -> Application:
    """Tell once in the log of a proxy that the settings do not know of."""

    def layer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if "HTTP_X_FORWARDED_FOR" in environ:
            once(
                log,
                "forwarded",
                "A request came with X-Forwarded-For, and BEHIND_PROXY is 0. If a proxy stands in "
                "front, set it: until then all visitors count as one address.",
            )
        return inner(environ, start_response)

    return layer


def save_data(inner: Application) -> Application:
    """Spare a reader who asks for it our fonts: 204 instead.

    The page is the same bytes for everyone, so only these addresses vary by the header.
    """

    def layer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not FONT.fullmatch(environ.get("PATH_INFO", "")):
            return inner(environ, start_response)
        if environ.get("HTTP_SAVE_DATA", "").strip().lower() == "on":
            start_response("204 NO CONTENT", [("Vary", "Save-Data"), ("Cache-Control", "no-cache")])
            return []

        def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> Any:
            return start_response(status, varied(headers), error)

        return inner(environ, start)

    return layer


def varied(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """`headers` that say, besides what they said, that the answer varies by Save-Data."""
    named = [value for name, value in headers if name.lower() == "vary"]
    others = [(name, value) for name, value in headers if name.lower() != "vary"]
    return [*others, ("Vary", ", ".join([*named, "Save-Data"]))]
