"""What the desk still says of a thing that was taken down: that it was, by whom, when and why."""

from __future__ import annotations

from flask_babel import gettext as _

from app.editor.rendering import render
from app.extensions import db
from app.models import TakeDown, User


def page(gone: TakeDown) -> str:
    """The page in place of that of the thing."""
    by = db.session.get(User, gone.user_id) if gone.user_id else None
    return render("editor/taken.html", title=_("Taken down"), gone=gone, by=by)
