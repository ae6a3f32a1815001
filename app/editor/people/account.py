"""One's own account: name, language, password, and where one is signed in."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString
from wtforms import PasswordField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from app import audit
from app.accounts import links, passwords, sessions, users
from app.content import site
from app.editor.door import current_session, current_user
from app.editor.forms import AtMost, DeskForm, Required, choice_in, line
from app.editor.pages import Answer
from app.editor.people import names
from app.editor.people.confirming import Confirm
from app.editor.rendering import render
from app.extensions import db
from app.i18n.languages import public_languages
from app.models import DeskSession, User
from app.models.people import Credited

CREDITED: dict[Credited, LazyString] = {
    # Translators: an answer to "Name me to readers under what I translated or reviewed".
    "": lazy_gettext("Not at all"),
    "name": lazy_gettext("By my name"),
    "pen": lazy_gettext("By a pen name"),
}


class Account(DeskForm):
    """Name, language of the desk, and how readers are told who translated."""

    name = StringField(
        # Translators: noun: of a person, or of a member of the Coalition.
        lazy_gettext("Name"),
        description=lazy_gettext("As colleagues see it. Readers do only if you choose so below."),
        filters=[line],
        validators=[Required(), AtMost(users.LONGEST)],
    )
    language = SelectField(lazy_gettext("Language of the desk"), validate_choice=False)
    credited = RadioField(
        lazy_gettext("Name me to readers under what I translated or reviewed"),
        choices=[SelectChoice(value, label) for value, label in CREDITED.items()],
        default="",
        validate_choice=False,
    )
    pen_name = StringField(
        lazy_gettext("Pen name"), filters=[line], validators=[AtMost(users.LONGEST)]
    )

    def complete(self) -> bool:
        """Whether there is a name by which to be named; a sentence at the field where not."""
        if self.credited.data == "pen" and not self.pen_name.data:
            self.refuse({"pen_name": [_("Write the pen name, or choose another way.")]})
        return not self.refused()


class Password(Confirm):
    """A new password, and the one before."""

    new = PasswordField(lazy_gettext("New password"))
    again = PasswordField(lazy_gettext("New password again"))


def account() -> Answer:
    """Show and change one's own account."""
    user = current_user()
    form = Account(obj=user)
    spoken = {language.code: language.name for language in public_languages()}
    own = [choice_in(code, code, name) for code, name in spoken.items()]
    form.language.choices = [SelectChoice("", _("That of the browser")), *own]
    if form.validate_on_submit() and form.complete():
        user.language = form.language.data if form.language.data in spoken else ""
        _name(user, form)
        audit.record("user.account", "user", user.id)
        db.session.commit()
        # Translators: said after a form was saved: it is saved.
        flash(_("Saved."))
        return redirect(url_for("editor.account"), 303)
    return render(
        "editor/account.html",
        title=_("Your account"),
        form=form,
        sessions=sessions.of_user(user),
        this=current_session(),
        browser=names.browser,
    )


def _name(user: User, form: Account) -> None:
    """Keep by which name colleagues and readers know a user; who withdraws it is named no more."""
    chosen: Credited = next((one for one in CREDITED if one == form.credited.data), "")
    now = (form.name.data, chosen, form.pen_name.data or "")
    if now != (user.name, user.credited, user.pen_name):
        site.changed()
        user.name, user.credited, user.pen_name = now


def password() -> Answer:
    """Change one's own password, which ends all other sessions."""
    user, form = current_user(), Password()
    if form.validate_on_submit() and _new_is_good(form) and form.confirmed():
        passwords.keep(user, form.new.data)
        sessions.end_all(user, but=current_session())
        links.revoke(user)
        audit.record("password.change", "user", user.id)
        db.session.commit()
        flash(_("Your password is changed. You are signed out everywhere else."))
        return redirect(url_for("editor.account"), 303)
    return render("editor/password.html", title=_("Change your password"), form=form)


def _new_is_good(form: Password) -> bool:
    problem = passwords.problem(form.new.data or "", current_user())
    if problem:
        form.refuse({"new": [problem]})
    elif form.new.data != form.again.data:
        form.refuse({"again": [_("This is not the same as above.")]})
    return not form.refused()


def end_session(id: int) -> Answer:
    """End one of one's own sessions."""
    session = db.session.get(DeskSession, id)
    if session is None or session.user_id != current_user().id:
        abort(404)
    sessions.end(session)
    audit.record("session.end", "user", current_user().id)
    db.session.commit()
    flash(_("That browser is signed out."))
    return redirect(url_for("editor.account"), 303)


def end_others() -> Answer:
    """End all of one's own sessions but this one."""
    sessions.end_all(current_user(), but=current_session())
    audit.record("session.end", "user", current_user().id, {"all": True})
    db.session.commit()
    flash(_("You are signed out everywhere else."))
    return redirect(url_for("editor.account"), 303)
