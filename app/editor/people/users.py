"""The users: who they are, whom to invite, and what somebody may do."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import EmailField, RadioField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from app import audit
from app.accounts import links, messages, users
from app.accounts.roles import CONTRIBUTOR
from app.content import site
from app.editor.door import current_user
from app.editor.forms import AtMost, DeskForm, Required, line
from app.editor.pages import Answer
from app.editor.people import names
from app.editor.people.handing_over import hand_over
from app.editor.rendering import render
from app.extensions import db
from app.i18n.formats import language_name
from app.i18n.languages import translatable
from app.models import User


class Member(DeskForm):
    """Name, role, and a translator's languages."""

    name = StringField(
        lazy_gettext("Name"), filters=[line], validators=[Required(), AtMost(users.LONGEST)]
    )
    role = RadioField(
        lazy_gettext("Role"),
        choices=[SelectChoice(role, duty) for role, duty in names.DUTIES.items()],
        default=CONTRIBUTOR,
        validate_choice=False,
    )
    languages = SelectMultipleField(
        lazy_gettext("Languages of a translator"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )


class Invitation(Member):
    """Somebody new."""

    email = EmailField(lazy_gettext("Email"), filters=[line], validators=[Required()])


def user_list() -> Answer:
    """All users."""
    return render("editor/users.html", title=_("Users"), users=users.every(), roles=names.ROLES)


def user_invite() -> Answer:
    """Invite somebody."""
    form = _with_languages(Invitation())
    if form.validate_on_submit():
        try:
            user = users.add(form.email.data, form.name.data, form.role.data, form.languages.data)
        except users.UserError as error:
            form.refuse(error.problems)
        else:
            return _invited(user)
    return render("editor/user_invite.html", title=_("Invite somebody"), form=form)


def _invited(user: User) -> Answer:
    address = links.make(links.INVITE, user, by=current_user())
    audit.record("user.invite", "user", user.id, {"role": user.role, "languages": user.languages})
    db.session.commit()
    messages.invite(user, address)
    return hand_over(user, address, _("An invitation"))


def user_edit(id: int) -> Answer:
    """Show and change one user. Nobody changes their own role."""
    user = found(id)
    form = _with_languages(Member(obj=user))
    own = user.id == current_user().id
    if form.validate_on_submit():
        try:
            _change(user, form, own=own)
        except users.UserError as error:
            db.session.rollback()
            form.refuse(error.problems)
        else:
            flash(_("Saved."))
            return redirect(url_for("editor.user_list"), 303)
    return render(
        "editor/user.html",
        title=_("Change a user"),
        form=form,
        person=user,
        own=own,
        roles=names.ROLES,
    )


def _change(user: User, form: Member, *, own: bool) -> None:
    before = (user.role, list(user.languages))
    if user.name != form.name.data:
        site.changed()  # readers may know them by it
    user.name = form.name.data
    if not own:
        users.set_role(user, form.role.data, form.languages.data or [])
    if (user.role, list(user.languages)) != before:
        was = {"from": before[0], "to": user.role, "languages": user.languages}
        audit.record("user.role", "user", user.id, was)
    else:
        audit.record("user.name", "user", user.id)
    db.session.commit()


def found(id: int) -> User:
    """The user with this id; 404 where there is none."""
    user = db.session.get(User, id)
    if user is None:
        abort(404)
    return user


def _with_languages(form: Member) -> Member:
    form.languages.choices = [
        SelectChoice(one.code, language_name(one.code)) for one in translatable()
    ]
    return form
