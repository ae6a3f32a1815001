"""Addresses that came from outside, and lead nowhere but to pages of the desk."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from app.editor import cookies

FIRST_PAGE = cookies.ROOM + "/"


def page(path: str | None) -> str:
    """`path` where it is a page of the desk, else the desk's first page."""
    return path if path and answers(path, "GET") else FIRST_PAGE


def answers(path: str, method: str) -> bool:
    """Whether `path` is an address of the desk, and of nothing else, that takes `method`."""
    if "\\" in path or any(character <= " " or character == "\x7f" for character in path):
        return False
    try:
        parts = urlsplit(path)
    except ValueError:
        return False
    if parts.scheme or parts.netloc or path.startswith("//") or not cookies.in_room(parts.path):
        return False
    return _is_ours(parts.path, method)


def _is_ours(path: str, method: str) -> bool:
    urls = current_app.url_map.bind(request.host)
    try:
        endpoint, _values = urls.match(path, method=method)
    except RequestRedirect:
        return False
    except HTTPException:
        return False
    return str(endpoint).startswith("editor.")
