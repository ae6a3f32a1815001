"""What tells one readers' page from another: host, path and the parameters that the site knows."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode

from app.i18n.languages import public_languages

# Every parameter that a readers' page reads. All others change nothing, and no view sees them.
PARAMETERS = frozenset(
    {"q", "page", "after", "topic", "kind", "campaign", "year", "region", "account", "hashtag"}
)
OTHER_ROOMS = ("sitemap", "share")  # readers' addresses that do not begin with a language
LONGEST_QUERY = 4096
CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")


class Key(NamedTuple):
    """The address of one page, whatever else the request says."""

    scheme: str
    host: str
    path: str  # as WSGI has it: bytes read as Latin-1
    query: str


def key_of(environ: dict[str, Any]) -> Key | None:
    """The key of the page that a request asks for; None where it asks for something else."""
    path = environ.get("PATH_INFO", "")
    if not _plain(environ) or not _readers(path):
        return None
    host = environ.get("HTTP_HOST", "")
    return Key(environ["wsgi.url_scheme"], host, path, canonical(environ.get("QUERY_STRING", "")))


def canonical(query: str) -> str:
    """`query` with the known parameters only, sorted, each once, without control characters.

    Controls are no part of any word, and PostgreSQL refuses a text that holds a NUL.
    """
    if not query:
        return ""
    first: dict[str, str] = {}
    for name, value in parse_qsl(query, errors="replace"):
        if name in PARAMETERS:
            first.setdefault(name, value.translate(CONTROLS).strip())
    return urlencode(sorted((name, value) for name, value in first.items() if value))


def _plain(environ: dict[str, Any]) -> bool:
    """Whether this is a GET or HEAD without anything that the views should rather refuse."""
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and environ.get("CONTENT_LENGTH") in (None, "", "0")
        and "HTTP_TRANSFER_ENCODING" not in environ
        and not environ.get("SCRIPT_NAME")
        and len(environ.get("QUERY_STRING", "")) <= LONGEST_QUERY
    )


def _readers(path: str) -> bool:
    first = path.split("/", 2)[1:2]
    segment = first[0] if first else ""
    codes = [language.code for language in public_languages()]
    return segment in codes or segment.startswith(OTHER_ROOMS)
