"""What was typed into a form whose session had ended, carried through the sign-in and back."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext as _

from app.editor import local
from app.editor.rendering import render
from app.editor.writing import writer
from app.models import User

FIELD = "carried"
OWN = {"csrf_token", writer.FIELD, FIELD, "resumed"}  # what the page that carries makes anew
# Typed once more: whoever sits down next at a page left open could read them in it.
SECRET = {"password", "new", "again"}
MOST = 6 * 1024 * 1024  # bytes; above it somebody sends a file, which cannot be carried
LONGEST = 4 * 1024 * 1024  # characters of what comes back


class Carried(NamedTuple):
    """Where a form was going, whose it was, and what stood in its fields."""

    to: str
    writer: int
    fields: list[tuple[str, str]]
    files: bool


def pack() -> str:
    """This request's form as one text; "" where nothing of it can be carried."""
    if (request.content_length or 0) > MOST:
        return ""
    request.max_content_length = MOST
    mark = request.form.get(writer.FIELD, "")
    if writer.of(mark) is None:
        return ""
    left = OWN | SECRET
    fields = [[name, value] for name, value in request.form.items(multi=True) if name not in left]
    files = any(file.filename for file in request.files.values())
    what = {"to": _path(), "writer": mark, "fields": fields, "files": files}
    return json.dumps(what, ensure_ascii=False)


def _path() -> str:
    return request.full_path.rstrip("?")


def given() -> str:
    """What the form of this request carries."""
    return request.form.get(FIELD, "")


def unpack(text: str) -> Carried | None:
    """What `text` carries; None where we did not pack it, or it leads out of the desk."""
    try:
        what: Any = json.loads(text[:LONGEST])
        fields = [(str(name), str(value)) for name, value in what["fields"]]
        to, marked, files = str(what["to"]), str(what["writer"]), bool(what["files"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    user_id = writer.of(marked)
    if user_id is None or not local.answers(to, "POST"):
        return None
    return Carried(to, user_id, fields, files)


def resumed(user: User, text: str) -> str | None:
    """The page that leads `user` back to what they wrote; None where it was not they."""
    carried = unpack(text)
    if carried is None or carried.writer != user.id:
        return None
    return render("editor/resumed.html", title=_("You are signed in again"), carried=carried)
