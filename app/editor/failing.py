"""What the desk answers where it has no page: in its own frame and language, or to a script."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, g, jsonify, make_response, request
from sqlalchemy.exc import SQLAlchemyError

from app.editor import cookies, door
from app.editor.rendering import render
from app.extensions import db
from app.i18n.current import negotiate, use

Said = Callable[[], tuple[str, str]]  # heading and message, in the language spoken when it asks


def answer(code: int, said: Said) -> Response | None:
    """The answer to an error of that code; None where readers' page is to be shown.

    That is to strangers too: nothing here tells them which addresses there are. A script gets
    {"error": a sentence}, whoever asks.
    """
    if not cookies.in_room(request.path):
        return None
    _look_who_comes()
    heading, message = said()
    if door.wants_json():
        return door.close(make_response(jsonify(error=heading), code))
    if g.user is None:
        return None
    return door.close(
        make_response(render("editor/failed.html", title=heading, message=message), code)
    )


def _look_who_comes() -> None:
    """As the door does, where the address led to no page and nobody has stood at the door yet."""
    try:
        db.session.rollback()
        if g.get("user") is None:
            door.recognise()
        door.speak()
    except SQLAlchemyError:
        db.session.rollback()
        g.user = None
        use(negotiate(request.headers.get("Accept-Language")))
