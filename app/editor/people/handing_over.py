"""The page that shows a one-time link to the administrator who asked for it, once."""

from __future__ import annotations

from app import mail
from app.editor.pages import Answer
from app.editor.rendering import render
from app.models import User


def hand_over(user: User, address: str, title: str) -> Answer:
    """The page with the link for `user`; it is kept nowhere, and mailed where there is mail."""
    return render(
        "editor/hand_over.html",
        title=title,
        person=user,
        address=address,
        mailed=mail.available(),
    )
