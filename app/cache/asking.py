"""Asks the application behind the cache for a page, and takes its answer whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from app.cache.answers import Answer, Environ, Headers, StartResponse, header, is_text
from app.cache.keys import Key

Application = Callable[[Environ, StartResponse], Iterable[bytes]]

KEEP = "site.keep"  # in the environ: the application's word that the answer may be kept
CONDITIONS = frozenset(
    {"HTTP_RANGE", "HTTP_IF_RANGE", "HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH"}
    | {"HTTP_IF_MODIFIED_SINCE", "HTTP_IF_UNMODIFIED_SINCE"}
)


class Stream(NamedTuple):
    """An answer that goes out as it comes: files, pictures, parts of them."""

    status: str
    headers: Headers
    body: Iterable[bytes]

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Send it; a HEAD request gets its headers."""
        start_response(self.status, self.headers)
        if environ["REQUEST_METHOD"] != "HEAD":
            return self.body
        _close(self.body)
        return []


def ask(application: Application, environ: Environ) -> Answer | Stream:
    """What `application` answers; text, and what may be kept, as a whole Answer.

    `environ` is changed by the application: afterwards it says whether the answer may be kept.
    """
    started: list[Any] = []

    def start(status: str, headers: Headers, _error: object = None) -> None:
        started[:] = status, headers

    body = application(environ, start)
    status, headers = started
    if not (environ.get(KEEP) or _finishable(status, headers)):
        return Stream(status, headers, body)
    try:
        return Answer(status, headers, b"".join(body))
    finally:
        _close(body)


def for_page(environ: Environ, key: Key) -> Environ:
    """The request that makes the page of `key`, as every reader of it may see it.

    Without what this one reader's request adds: unknown parameters must not reach a page that
    others get, and a range or a condition must not leave half a page in the cache.
    """
    kept = {name: value for name, value in environ.items() if name not in CONDITIONS}
    return kept | {"QUERY_STRING": key.query, "REQUEST_METHOD": "GET"}


def whole(environ: Environ) -> Environ:
    """The same request with GET for HEAD, so that the length of its answer is known."""
    method = environ["REQUEST_METHOD"]
    return dict(environ, REQUEST_METHOD="GET" if method == "HEAD" else method)


def _finishable(status: str, headers: Headers) -> bool:
    """Whether the body is a text that nobody compressed yet, and no part of one."""
    whole_text = is_text(headers) and not header(headers, "content-encoding")
    return whole_text and status[:3] not in ("206", "304")


def _close(body: Iterable[bytes]) -> None:
    close = getattr(body, "close", None)
    if close is not None:
        close()
