"""What becomes of a form that was sent after its session had ended: nothing typed is lost."""

from __future__ import annotations

from flask import abort
from werkzeug.wrappers import Response


def interrupted() -> Response | str:
    """The sign-in page, with what was typed kept in it."""
    abort(401)
