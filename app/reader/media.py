"""Serves pictures, videos, captions and files from the instance folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from flask import Response, abort, request, send_file

from app.content.store import media as store
from app.content.store.files import FOLDER as FILES
from app.content.store.files import OLDER

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
SAVED = {"application/pdf"}  # a browser's viewer would show it under the site's name
# What was sent by somebody never runs, whatever a browser takes it for.
CLOSED = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# A video opened by itself is asked for once more by its page, which must be ours then.
PLAYED = (
    "sandbox allow-same-origin; default-src 'none'; img-src 'self'; media-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
YEAR = 365 * 24 * 3600  # a stored file never changes: what replaces it has another name


def media(name: str) -> Response:
    """The stored file `name`, whole or the range asked for; 404 where there is none.

    With `Save-Data: on` a photograph is an empty 204, so that pages are the same bytes for all.
    Older versions of files are for editors alone.
    """
    if name.startswith(f"{OLDER}/"):
        abort(404)
    path, type = _path(name), TYPES.get(PurePosixPath(name).suffix.lower())
    photograph = type is not None and type.startswith("image/")
    if photograph and request.headers.get("Save-Data", "").strip().lower() == "on":
        return _kept(Response(status=204), name, photograph)
    sent = send_file(
        path,
        mimetype=type or "application/octet-stream",
        as_attachment=type is None or type in SAVED,
        conditional=True,
    )
    return _kept(sent, name, photograph)


def _path(name: str) -> Path:
    try:
        path = store.path(name)
    except ValueError:
        abort(404)
    if not path.is_file():
        abort(404)
    return path


def _kept(response: Response, name: str, photograph: bool) -> Response:
    """The headers of what may be kept as it is; a file may be renewed under its name."""
    renewed = name.startswith(f"{FILES}/")
    kept = "public, no-cache" if renewed else f"public, max-age={YEAR}, immutable"
    response.headers["Cache-Control"] = kept
    response.headers["X-Content-Type-Options"] = "nosniff"
    played = photograph or (response.mimetype or "").startswith("video/")
    response.headers["Content-Security-Policy"] = PLAYED if played else CLOSED
    if photograph:
        response.vary.add("Save-Data")
    return response
