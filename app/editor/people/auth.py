"""Signing in, with a password and with a code, and signing out."""

from __future__ import annotations

from flask import flash, g, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app import audit
from app.accounts import passwords, second_factor, sessions, users
from app.clock import utcnow
from app.editor import cookies, local
from app.editor.pages import Answer
from app.editor.people import carrying, entrance, guessing
from app.editor.writing import steps
from app.extensions import db
from app.i18n.languages import public_languages
from app.models import User

PENDING = "pending"  # who has given the password, and not yet the code
PATIENCE = 600  # seconds between password and code


def sign_in() -> Answer:
    """Ask for address and password."""
    form = steps.SignIn()
    if request.method == "GET":
        form.email.data = session.pop("email", "")  # of whoever has just set a password
        return steps.page(form) if g.user is None else redirect(local.page(steps.onward()), 303)
    email, password = users.normal(form.email.data), form.password.data or ""
    user = users.by_email(email)
    guess = guessing.at(email, user)
    if seconds := guessing.refused(guess):
        return steps.page(form, guessing.sentence(seconds), 429, {"Retry-After": str(seconds)})
    if not passwords.fits(user, password) or user is None:
        steps.failed("sign-in.fail", user, guess.address)
        return steps.page(form, _("This address and this password do not belong together."))
    if user.totp_secret:
        return _ask_for_code(user)
    return entrance.let_in(user, guess, steps.onward(), carrying.given())


def _ask_for_code(user: User) -> Answer:
    db.session.commit()
    session[PENDING] = [user.id, passwords.fingerprint(user), int(utcnow().timestamp())]
    if carrying.given():  # which a redirect would lose
        return steps.code_page(steps.Code(formdata=None))
    return redirect(url_for("editor.sign_in_code", next=steps.onward() or None), 303)


def sign_in_code() -> Answer:
    """Ask for the code, of whoever has just given the password."""
    user, form = _pending(), steps.Code()
    if user is None:
        flash(_("That took too long. Please begin again."))
        return steps.sign_in_again("", carrying.given(), 200)
    if request.method == "GET":
        return steps.code_page(form)
    guess = guessing.at(user.email, user)
    if seconds := guessing.refused(guess):
        return steps.code_page(form, guessing.sentence(seconds), 429, {"Retry-After": str(seconds)})
    if not second_factor.passes(user, form.code.data):
        steps.failed("second-factor.fail", user, guess.address)
        return steps.code_page(form, _("This code is not right, or was used already."))
    return entrance.let_in(user, guess, steps.onward(), carrying.given())


def _pending() -> User | None:
    """Who has given the password lately, and has still the same."""
    user_id, mark, since = session.get(PENDING) or (0, "", 0)
    if not 0 <= utcnow().timestamp() - since < PATIENCE + 1:
        return None
    user = db.session.get(User, user_id)
    if user is None or user.disabled_at is not None or passwords.fingerprint(user) != mark:
        return None
    return user


def sign_out() -> Response:
    """End this browser's session, and empty what the desk has kept in it."""
    sessions.end(g.desk_session)
    audit.record("sign-out", "user", g.user.id)
    db.session.commit()
    session.clear()
    flash(_("You are signed out."))
    answer = redirect(url_for("editor.sign_in"), 303)
    cookies.take(answer, cookies.KEY)
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer


def language() -> Response:
    """Speak another language from now on."""
    chosen = request.form.get("language", "")
    if chosen in {language.code for language in public_languages()}:
        session["language"] = chosen
        if g.user is not None:
            g.user.language = chosen
            db.session.commit()
    return redirect(local.page(request.form.get("next")), 303)
