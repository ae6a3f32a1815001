"""Asking whoever is signed in for their password once more, before what matters."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import PasswordField

from app import audit
from app.accounts import passwords
from app.editor.door import current_user
from app.editor.forms import DeskForm
from app.editor.people import guessing
from app.extensions import db


class Confirm(DeskForm):
    """The password, once more."""

    password = PasswordField(lazy_gettext("Your password"))

    def confirmed(self) -> bool:
        """Whether it is right; else a sentence stands at the field. Counts like a sign-in."""
        problem = _problem(self.password.data or "") if self.validate() else ""
        if problem:
            self.refuse({"password": [problem]})
        return not problem


def _problem(password: str) -> str:
    user = current_user()
    guess = guessing.at(user.email, user)
    if seconds := guessing.refused(guess):
        return guessing.sentence(seconds)
    if not passwords.fits(user, password):
        audit.record("password.fail", "user", user.id)
        db.session.commit()
        return str(_("This is not your password."))
    guessing.right(guess)
    return ""
