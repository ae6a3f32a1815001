"""An answer as bytes, ready for every browser: compressed, with its length and its ETag."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from app.cache.encodings import COMPRESS, IDENTITY, negotiate

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Headers = list[tuple[str, str]]

SMALL = 200  # bytes; below this, compressing saves less than its header costs
TEXTUAL = ("text/", "application/json", "application/xml", "application/feed+json")
TEXTUAL_ENDS = ("+xml", "+json", "/javascript")
OWN = {"content-length", "content-encoding", "etag", "vary"}  # written here, and only here
IN_NOT_MODIFIED = {"cache-control", "expires", "content-location"}


@dataclass(slots=True)
class Answer:
    """A whole answer; each encoding is made when first asked for, and kept."""

    status: str
    headers: Headers
    body: bytes
    _forms: dict[str, Form] = field(default_factory=dict)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer the request: the body, only its headers, or that nothing has changed."""
        form = self._form(negotiate(environ.get("HTTP_ACCEPT_ENCODING", "")))
        if form.etag and matches(environ.get("HTTP_IF_NONE_MATCH", ""), form.etag):
            start_response("304 NOT MODIFIED", list(form.brief))
            return []
        start_response(self.status, list(form.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]

    def _form(self, encoding: str) -> Form:
        if not self.compressible:
            encoding = IDENTITY
        if encoding not in self._forms:
            self._forms[encoding] = _formed(self, encoding)
        return self._forms[encoding]

    @property
    def compressible(self) -> bool:
        """Whether the body is text, and long enough to be worth it."""
        return len(self.body) >= SMALL and is_text(self.headers)

    @property
    def size(self) -> int:
        """Bytes of memory that this takes, at most, with all its encodings."""
        return 2 * len(self.body) + 4096


@dataclass(frozen=True, slots=True)
class Form:
    """An answer in one encoding; `brief` are the headers of a 304."""

    body: bytes
    headers: Headers
    brief: Headers
    etag: str


def header(headers: Headers, name: str) -> str:
    """The value of the first header of that name, in lower case; "" where there is none."""
    return next((value for key, value in headers if key.lower() == name), "")


def is_text(headers: Headers) -> bool:
    """Whether these headers announce something that compresses well."""
    kind = header(headers, "content-type").partition(";")[0].strip().lower()
    return kind.startswith(TEXTUAL) or kind.endswith(TEXTUAL_ENDS)


def matches(if_none_match: str, etag: str) -> bool:
    """Whether an If-None-Match header, however odd, names `etag`."""
    given = (part.strip().removeprefix("W/") for part in if_none_match.split(","))
    return any(part in (etag, "*") for part in given)


def _formed(answer: Answer, encoding: str) -> Form:
    body = COMPRESS[encoding](answer.body) if encoding != IDENTITY else answer.body
    etag = _etag(answer, encoding)
    shared = [("Vary", _vary(answer.headers))] if _vary(answer.headers) else []
    shared += [("ETag", etag)] if etag else []
    kept = [(key, value) for key, value in answer.headers if key.lower() not in OWN]
    brief = [(key, value) for key, value in kept if key.lower() in IN_NOT_MODIFIED]
    encoded = [("Content-Encoding", encoding)] if encoding != IDENTITY else []
    length = [("Content-Length", str(len(body)))]
    return Form(body, kept + shared + encoded + length, brief + shared, etag)


def _etag(answer: Answer, encoding: str) -> str:
    """A strong ETag: the same bytes have the same in every worker, each encoding its own."""
    if not answer.status.startswith("200"):
        return ""
    return f'"{blake2b(answer.body, digest_size=12).hexdigest()}-{encoding[:2]}"'


def _vary(headers: Headers) -> str:
    named = [value for key, value in headers if key.lower() == "vary"]
    parts = [part.strip() for value in named for part in value.split(",")]
    if is_text(headers):
        parts.append("Accept-Encoding")
    return ", ".join(dict.fromkeys(part for part in parts if part))
