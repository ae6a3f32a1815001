"""What becomes of a form that was sent after its session had ended: nothing typed is lost."""

from __future__ import annotations

from flask import abort, flash, g, redirect, request
from flask_babel import gettext as _

from app.editor.pages import Answer
from app.editor.people import carrying
from app.editor.writing import steps

# Addresses that are open to strangers, where only the token can have been wrong.
OPEN = ("editor.link", "editor.forgotten", "editor.language")


def interrupted() -> Answer:
    """The answer to a form whose session or token is of no use any more.

    The sign-in page, with what was typed kept in it; for whoever is signed in already, the page
    that leads back. What was not written in a form of ours is not kept: somebody else's page
    must not put words into an editor's mouth.
    """
    if g.user is not None:
        return _once_more()
    if request.endpoint in steps.STEPS:
        return steps.sign_in_again(_too_old(), carrying.given(), 400)
    if request.endpoint in OPEN:
        flash(_too_old())
        return redirect(request.path, 303)
    return steps.sign_in_again(_ended(), carrying.pack(), 401)


def _once_more() -> Answer:
    page = carrying.resumed(g.user, carrying.pack())
    if page is None:
        abort(400)
    return page, 400


def _too_old() -> str:
    return str(
        _(
            "That page had been open for too long, or your browser does not keep cookies. "
            "Please try once more."
        )
    )


def _ended() -> str:
    return str(_("You had been signed out. Sign in, and you go on where you were."))
