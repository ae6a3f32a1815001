"""What the desk still says of a thing that was taken down: that it was, by whom, when and why."""

from __future__ import annotations

from flask import current_app, g, request
from flask_babel import gettext as _
from werkzeug.exceptions import Gone
from werkzeug.wrappers import Response

from app.content.safety import taken
from app.editor import door
from app.editor.rendering import render
from app.extensions import db
from app.models import Item, TakeDown, User

KEPT = ("media", "file", "video")  # as their addresses begin


def page(gone: TakeDown) -> str:
    """The page in place of that of the thing."""
    by = db.session.get(User, gone.user_id) if gone.user_id else None
    return render("editor/taken.html", title=_("Taken down"), gone=gone, by=by)


def gone(_error: Exception) -> Response:
    """The answer to whoever works on what is taken down; strangers get what readers get."""
    db.session.rollback()
    row = _asked_for() if g.get("user") and not door.wants_json() else None
    if row is not None:
        return current_app.make_response((page(row), 410))
    return current_app.make_response(current_app.handle_user_exception(Gone()))


def _asked_for() -> TakeDown | None:
    """How what this address is about was taken down; None for an address of another."""
    id = (request.view_args or {}).get("id", 0)
    about = (request.endpoint or "").removeprefix("editor.").partition("_")[0]
    if about in ("story", "page"):
        item = db.session.get(Item, id)
        return taken.of(item.type, item.id) if item else None
    return taken.of(about, id) if about in KEPT else None
