"""One-time links: choosing a password by one, and asking for one."""

from __future__ import annotations

from flask import abort, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import EmailField, PasswordField, StringField

from app import audit, mail
from app.accounts import links, messages, passwords, throttle, users
from app.accounts.roles import ADMINISTRATOR
from app.editor.forms import AtMost, DeskForm, Required, line
from app.editor.pages import Answer
from app.editor.people import guessing
from app.editor.rendering import render
from app.extensions import db
from app.models import OneTimeLink, User


class Choose(DeskForm):
    """A password, twice."""

    password = PasswordField(lazy_gettext("New password"))
    again = PasswordField(lazy_gettext("New password again"))


class Begin(Choose):
    """The first administrator, or somebody invited without a name."""

    name = StringField(
        lazy_gettext("Your name"),
        filters=[line],
        validators=[Required(), AtMost(users.LONGEST)],
    )


class Setup(Begin):
    """The first administrator."""

    # Translators: noun: an address for mail.
    email = EmailField(lazy_gettext("Email"), filters=[line], validators=[Required()])


class Forgotten(DeskForm):
    """Whose password is forgotten."""

    email = EmailField(lazy_gettext("Email"), filters=[line], validators=[Required()])


def link(key: str) -> Answer:
    """Choose a password by a link; looking at it does not use it up."""
    guess = throttle.guess("", request.remote_addr)
    if seconds := throttle.wait(guess):
        return _gone(guessing.sentence(seconds), 429, {"Retry-After": str(seconds)})
    found = links.find(key)
    if found is None or _is_late(found):
        throttle.note(guess)
        db.session.commit()
        return _gone(_("This link has been used, or is too old. Ask for a new one."), 404, {})
    user = links.whose(found)
    form = _form(user)
    if form.validate_on_submit() and _chosen(found, user or User(email="", name=""), form):
        session["email"] = user.email if user else form.email.data
        flash(_("Your password is set. Now sign in with it."))
        return redirect(url_for("editor.sign_in"), 303)
    return render("editor/link.html", title=_("Choose a password"), form=form, whose=user)


def _form(user: User | None) -> Choose:
    if user is None:
        return Setup()
    return Choose() if user.name else Begin()


def _is_late(found: OneTimeLink) -> bool:
    """Whether the first administrator has come another way since."""
    return found.purpose == links.SETUP and users.administrator_exists()


def _chosen(found: OneTimeLink, user: User, form: Choose) -> bool:
    """Give `user` the password of the form; False, with sentences at it, where that cannot be."""
    email = form["email"].data if "email" in form else user.email
    name = form["name"].data if "name" in form else user.name
    if problem := passwords.problem(form.password.data or "", User(email=email, name=name)):
        form.refuse({"password": [problem]})
    elif form.password.data != form.again.data:
        form.refuse({"again": [_("This is not the same as above.")]})
    else:
        _take(found, user, form, email, name)
    return not form.refused()


def _take(found: OneTimeLink, user: User, form: Choose, email: str, name: str) -> None:
    if not links.use(found):
        abort(409)  # a second click, or somebody else was first
    try:
        user = user if found.user_id else _first_administrator(email, name)
    except users.UserError as error:
        db.session.rollback()
        form.refuse(error.problems)
        return
    user.name = name
    users.change_password(user, form.password.data)
    audit.record(f"link.{found.purpose}", "user", user.id, user=user)
    db.session.commit()


def _first_administrator(email: str, name: str) -> User:
    """Whoever comes by the link of the first start; also somebody who had been invited before."""
    known = users.by_email(email)
    if known is None:
        return users.add(email, name, ADMINISTRATOR)
    users.set_role(known, ADMINISTRATOR)
    users.enable(known)
    return known


def _gone(sentence: str, status: int, headers: dict[str, str]) -> Answer:
    page = render("editor/link_gone.html", title=_("This link does not work"), sentence=sentence)
    return page, status, headers


def forgotten() -> Answer:
    """Send a link to whoever asks for one; the same answer to a stranger and to an editor."""
    form = Forgotten()
    if not mail.available():
        return render("editor/forgotten_ask.html", title=_("Password forgotten"))
    if not form.validate_on_submit():
        return render("editor/forgotten.html", title=_("Password forgotten"), form=form)
    email = users.normal(form.email.data)
    if seconds := guessing.refused(throttle.guess(f"forgotten {email}", request.remote_addr)):
        form.refuse({"email": [guessing.sentence(seconds)]})
        page = render("editor/forgotten.html", title=_("Password forgotten"), form=form)
        return page, 429, {"Retry-After": str(seconds)}
    _send(users.by_email(email))
    return render("editor/forgotten_sent.html", title=_("Look into your mail"))


def _send(user: User | None) -> None:
    able = user if user and user.disabled_at is None and user.password_hash else None
    address = links.make(links.RESET, able) if able else ""
    audit.record("password.forgotten", "user", able.id if able else "")
    db.session.commit()
    if able:
        messages.reset(able, address)
