"""The two pages of signing in, and what both pass on."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import PasswordField, StringField

from app import audit
from app.editor import local
from app.editor.forms import DeskForm, line
from app.editor.pages import Answer
from app.editor.people import carrying
from app.editor.rendering import render
from app.extensions import db
from app.models import User

STEPS = ("editor.sign_in", "editor.sign_in_code")


class SignIn(DeskForm):
    """The first step."""

    email = StringField(lazy_gettext("Email"), filters=[line])
    password = PasswordField(lazy_gettext("Password"))


class Code(DeskForm):
    """The second step."""

    code = StringField(lazy_gettext("Code"), filters=[line])


def failed(action: str, user: User | None, address: str) -> None:
    """Keep that somebody failed. Not what they typed: it may be a password in the wrong field."""
    audit.record(action, "user", user.id if user else "", {"address": address})
    db.session.commit()


def sign_in_again(sentence: str, carried: str, status: int) -> Answer:
    """The sign-in page in place of another one, with what was typed there."""
    return page(SignIn(formdata=None), status=status, notice=sentence, carried=carried)


def page(
    form: SignIn,
    refusal: str = "",
    status: int = 200,
    headers: dict[str, str] | None = None,
    *,
    notice: str = "",
    carried: str | None = None,
) -> Answer:
    """The first page, with what was refused, and with what another page wants to be said."""
    if refusal:
        form.refuse({"": [refusal]})
    shown = render(
        "editor/sign_in.html",
        title=_("Sign in"),
        form=form,
        notice=notice,
        carried=carrying.given() if carried is None else carried,
        next=onward(),
    )
    return shown, status, headers or {}


def code_page(
    form: Code, refusal: str = "", status: int = 200, headers: dict[str, str] | None = None
) -> Answer:
    """The second page, with what was refused."""
    if refusal:
        form.refuse({"code": [refusal]})
    shown = render(
        "editor/sign_in_code.html",
        title=_("Your second factor"),
        form=form,
        carried=carrying.given(),
        next=onward(),
    )
    return shown, status, headers or {}


def onward() -> str:
    """Where to after signing in; "" for the desk."""
    sent = request.form.get("next") if request.endpoint in STEPS else ""
    wanted = local.page(sent or request.args.get("next"))
    return "" if wanted == local.FIRST_PAGE else wanted
