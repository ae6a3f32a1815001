"""The door of the desk: who comes in, in which language, and that the form is our own."""

from __future__ import annotations

from collections.abc import Callable, Collection

from flask import Response, abort, g, jsonify, redirect, request, session, url_for
from flask_wtf.csrf import CSRFError

from app.accounts import sessions
from app.config import settings
from app.editor import cookies
from app.editor.pages import Answer
from app.extensions import csrf, db
from app.i18n.current import negotiate, use
from app.i18n.languages import public_languages
from app.models import DeskSession, User

# What an open form asks for by itself: that nobody is there must end the session nevertheless.
BY_ITSELF = ("editor.story_presence",)
# What a page without a second factor may still be asked for, where everyone must have one.
BEFORE_SECOND_FACTOR = ("account_", "sign_out", "language")


def current_user() -> User:
    """Whoever is signed in; behind the door there always is somebody."""
    user: User | None = g.get("user")
    if user is None:
        abort(403)
    return user


def current_session() -> DeskSession:
    """The session of this browser."""
    found: DeskSession | None = g.get("desk_session")
    if found is None:
        abort(403)
    return found


def wants_json() -> bool:
    """Whether a script asks, which cannot read a page."""
    return request.accept_mimetypes.best == "application/json"


def watch(
    who: dict[str, Collection[str] | None], interrupted: Callable[[], Answer]
) -> Callable[[], Answer | None]:
    """What runs before each request of the desk.

    `who` says for each endpoint which roles may use it (None: anybody), and `interrupted` answers
    a form that was sent after its session had ended, and keeps what was typed.
    """

    def enter() -> Answer | None:
        recognise()
        speak()
        roles = who[request.endpoint or ""]
        if roles is not None and g.user is None:
            return _stopped(interrupted)
        # Before the form is looked at, which reads all that is sent: a whole video, perhaps.
        if roles is not None and g.user.role not in roles:
            abort(403)
        try:
            csrf.protect()
        except CSRFError:
            return _stale(interrupted)
        return _second_factor_first() if roles is not None else None

    return enter


def recognise() -> None:
    """Find who is signed in, and note that their browser is still there."""
    g.user = g.desk_session = None
    key = request.cookies.get(cookies.name_of(cookies.KEY), "")
    found = sessions.find(key) if key else None
    if found is None:
        return
    g.user, g.desk_session = found.user, found
    if request.endpoint not in BY_ITSELF and sessions.seen(found):
        db.session.commit()


def speak() -> None:
    """Speak the user's language; at the door the one asked for, else the browser's."""
    spoken = {language.code: language for language in public_languages()}
    asked = request.args.get("language", "")
    if g.user is None and asked in spoken:
        session["language"] = asked
    chosen = (g.user.language if g.user else "") or session.get("language", "")
    use(spoken.get(chosen) or negotiate(request.headers.get("Accept-Language")))


def _stopped(interrupted: Callable[[], Answer]) -> Answer | None:
    if wants_json():
        return jsonify(error="signed-out"), 401
    if request.method == "POST":
        return interrupted()
    path = request.full_path.rstrip("?")
    return redirect(url_for("editor.sign_in", next=path), 303)


def _stale(interrupted: Callable[[], Answer]) -> Answer | None:
    """The answer to a form whose token is missing, or belongs to a session that has ended."""
    if wants_json():
        return jsonify(error="stale"), 400
    return interrupted()


def _second_factor_first() -> Answer | None:
    endpoint = (request.endpoint or "").removeprefix("editor.")
    needed = settings().require_second_factor and not current_user().totp_secret
    if needed and not endpoint.startswith(BEFORE_SECOND_FACTOR):
        return redirect(url_for("editor.account_second_factor"), 303)
    return None


def close(response: Response) -> Response:
    """The headers of the desk's pages: kept by nobody, found by nobody."""
    chosen = {
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex, nofollow",
        # Not none: over https the check of forms compares where they come from.
        "Referrer-Policy": "same-origin",
    }
    for name, value in chosen.items():
        response.headers.setdefault(name, value)
    return response
