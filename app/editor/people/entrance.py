"""Letting somebody in who has proved who they are."""

from __future__ import annotations

from flask import Response, flash, g, make_response, redirect, request, session
from flask_babel import gettext as _

from app import audit
from app.accounts import devices, sessions, throttle
from app.editor import cookies, local
from app.editor.people import carrying, guessing
from app.extensions import db
from app.i18n.current import use
from app.i18n.languages import public_languages
from app.models import User


def let_in(user: User, guess: throttle.Guess, onward: str, carried: str) -> Response:
    """Begin a session of `user`, and lead them to where they were going.

    With `carried` that is the form which they had sent after their last session ended.
    """
    key = _new_session(user, guess)
    device = devices.remember(guessing.device_key(), user)
    audit.record("sign-in", "user", user.id, user=user)
    db.session.commit()
    g.user = user
    answer = _back(user, onward, carried)
    cookies.put(answer, cookies.KEY, key)
    cookies.put(answer, cookies.DEVICE, device, max_age=cookies.A_YEAR)
    return answer


def _new_session(user: User, guess: throttle.Guess) -> str:
    """A session with a key that nobody knew before; nothing stays of what was at the door."""
    throttle.forgive(guess)
    if g.desk_session is not None:
        sessions.end(g.desk_session)
    sessions.clear_ended()
    chosen = session.get("language")
    session.clear()
    if chosen:
        session["language"] = chosen
    return sessions.begin(user, request.user_agent.string, request.remote_addr or "")


def _back(user: User, onward: str, carried: str) -> Response:
    _speak_to(user)
    page = carrying.resumed(user, carried) if carried else None
    if page is not None:
        return make_response(page)
    if carried:
        flash(
            _(
                "Somebody else had been writing in this browser. "
                "What they had typed last was not kept."
            )
        )
    return make_response(redirect(onward or local.FIRST_PAGE, 303))


def _speak_to(user: User) -> None:
    for language in public_languages():
        if language.code == user.language:
            use(language)
