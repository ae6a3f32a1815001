"""Serves pictures, videos, captions and files from the instance folder."""

from __future__ import annotations

from pathlib import PurePosixPath

from flask import Response, abort, request, send_file

from app.content import media as store

# What is served as what it is; all else is only ever saved, never shown in the site's name.
TYPES = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
    ".vtt": "text/vtt",
    ".pdf": "application/pdf",
}
YEAR = 365 * 24 * 3600  # a stored file never changes: what replaces it has another name


def media(name: str) -> Response:
    """The stored file `name`, whole or the range asked for; 404 where there is none.

    With `Save-Data: on` a photograph is an empty 204, so that pages are the same bytes for all.
    """
    type = TYPES.get(PurePosixPath(name).suffix.lower())
    photograph = type is not None and type.startswith("image/")
    if photograph and request.headers.get("Save-Data", "").strip().lower() == "on":
        return _kept(Response(status=204), photograph)
    return _kept(_file(name, type), photograph)


def _file(name: str, type: str | None) -> Response:
    try:
        path = store.path(name)
    except ValueError:
        abort(404)
    if not path.is_file():
        abort(404)
    return send_file(
        path,
        mimetype=type or "application/octet-stream",
        as_attachment=type is None,
        conditional=True,
    )


def _kept(response: Response, photograph: bool) -> Response:
    """The headers of what may be kept for good, as it is."""
    response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if photograph:
        response.vary.add("Save-Data")
    return response
