"""What an administrator does to a user at a press of a button."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _

from app import audit
from app.accounts import links, messages, users
from app.editor.door import current_user
from app.editor.pages import Answer
from app.editor.people.handing_over import hand_over
from app.editor.people.users import found
from app.extensions import db
from app.models import User


def user_disable(id: int) -> Answer:
    """Let a user in no more."""
    user = _other(id)
    try:
        users.disable(user)
    except users.UserError as error:
        db.session.rollback()
        flash(str(error))
        return _back(id)
    return _done(user, "user.disable", _("That user cannot sign in any more."))


def user_enable(id: int) -> Answer:
    """Let a user in again."""
    user = _other(id)
    users.enable(user)
    return _done(user, "user.enable", _("That user can sign in again."))


def user_reset_second_factor(id: int) -> Answer:
    """Let a user in without the second factor that they lost."""
    user = _other(id)
    users.reset_second_factor(user)
    said = _("That user signs in with the password alone, and can set up a second factor again.")
    return _done(user, "second-factor.reset", said)


def user_link(id: int) -> Answer:
    """A new link, for somebody who lost the password or the invitation."""
    user = _other(id)
    if user.disabled_at is not None:
        flash(_("Let that user in again first."))
        return _back(id)
    invited = not user.password_hash
    purpose = links.INVITE if invited else links.RESET
    users.shut_out(user)
    address = links.make(purpose, user, by=current_user())
    audit.record("user.link", "user", user.id, {"purpose": purpose})
    db.session.commit()
    tell = messages.invite if invited else messages.reset
    tell(user, address)
    return hand_over(user, address, _("A new link"))


def _other(id: int) -> User:
    """The user with this id. Not whoever asks: they could lock themselves out."""
    user = found(id)
    if user.id == current_user().id:
        abort(403)
    return user


def _done(user: User, action: str, sentence: str) -> Answer:
    audit.record(action, "user", user.id)
    db.session.commit()
    flash(sentence)
    return _back(user.id)


def _back(id: int) -> Answer:
    return redirect(url_for("editor.user_edit", id=id), 303)
