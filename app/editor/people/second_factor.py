"""Setting up one's second factor, and doing without it again."""

from __future__ import annotations

from flask import flash, redirect, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import StringField

from app import audit
from app.accounts import second_factor, sessions
from app.config import settings
from app.editor.door import current_session, current_user
from app.editor.forms import line
from app.editor.pages import Answer
from app.editor.people.confirming import Confirm
from app.editor.rendering import render
from app.extensions import db

SECRET = "second-factor"  # noqa: S105  # the name of a field of the session


class Code(Confirm):
    """A code of the app, which proves that it has taken the secret, and the password.

    Without the password, whoever finds a browser open could lock its owner out for good.
    """

    code = StringField(lazy_gettext("Code that the app shows now"), filters=[line])


def set_up() -> Answer:
    """Show the secret to take into an app, until a code proves that it is there."""
    user, form = current_user(), Code()
    if user.totp_secret:
        return _manage()
    secret = session.setdefault(SECRET, second_factor.new_secret())
    if form.is_submitted() and form.confirmed():
        codes = second_factor.turn_on(user, secret, form.code.data)
        if codes:
            return _turned_on(codes)
        db.session.commit()  # a right password forgave the guesses before it
        form.refuse({"code": [_("This code is not right. Is the clock of your phone?")]})
    address = second_factor.address(user, secret)
    return render(
        "editor/second_factor.html",
        title=_("Set up your second factor"),
        form=form,
        picture=second_factor.picture(address),
        address=address,
        secret=" ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
        required=settings().require_second_factor,
    )


def _turned_on(codes: list[str]) -> Answer:
    user = current_user()
    session.pop(SECRET, None)
    sessions.end_all(user, but=current_session())
    audit.record("second-factor.on", "user", user.id)
    db.session.commit()
    return _codes(codes)


def _codes(codes: list[str]) -> Answer:
    return render("editor/recovery_codes.html", title=_("Your codes on paper"), codes=codes)


def _manage() -> Answer:
    return render(
        "editor/second_factor_on.html",
        title=_("Your second factor"),
        left=len(current_user().recovery_codes),
        required=settings().require_second_factor,
    )


def new_codes() -> Answer:
    """New codes for paper, in place of the old ones."""
    user, form = current_user(), Confirm()
    if not user.totp_secret:
        return redirect(url_for("editor.account_second_factor"), 303)
    if form.is_submitted() and form.confirmed():
        codes = second_factor.new_codes(user)
        audit.record("second-factor.codes", "user", user.id)
        db.session.commit()
        return _codes(codes)
    return _confirm(form, _("New codes on paper"), _("Make new codes"))


def turn_off() -> Answer:
    """Do without a second factor, where that is allowed."""
    user, form = current_user(), Confirm()
    if not user.totp_secret or settings().require_second_factor:
        return redirect(url_for("editor.account_second_factor"), 303)
    if form.is_submitted() and form.confirmed():
        second_factor.turn_off(user)
        audit.record("second-factor.off", "user", user.id)
        db.session.commit()
        flash(_("From now on you sign in with your password alone."))
        return redirect(url_for("editor.account"), 303)
    return _confirm(form, _("Turn off your second factor"), _("Turn off"))


def _confirm(form: Confirm, title: str, button: str) -> Answer:
    return render("editor/confirm.html", title=title, form=form, button=button)
