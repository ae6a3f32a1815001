"""Short messages about a review, to those whose turn it is, in their own language."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from app import mail
from app.accounts.roles import EDITORS
from app.config import settings
from app.content.lifecycle import review
from app.editor.door import current_user
from app.extensions import db
from app.i18n.current import current_language, speaking
from app.i18n.formats import language_name
from app.i18n.languages import public_languages
from app.models import Text, User


def waiting(text: Text) -> None:
    """Tell the editors that a text waits for their review; call after the commit."""
    rows = select(User).where(User.role.in_(EDITORS), User.disabled_at.is_(None))
    _tell(db.session.execute(rows).scalars(), text, lambda: _("Waiting for your review"))


def answered(text: Text, approved: bool) -> None:
    """Tell whoever asked last what became of it; call after the commit."""
    asked = [row.user_id for row in review.thread(text) if row.kind == "asked"]
    found = db.session.get(User, asked[-1]) if asked and asked[-1] else None
    subject = (
        (lambda: _("Your text is approved")) if approved else (lambda: _("Your text was returned"))
    )
    _tell([found] if found and found.disabled_at is None else [], text, subject)


def _tell(users: Iterable[User], text: Text, subject: Callable[[], str]) -> None:
    """Nothing of the text itself travels by mail: only where it is found."""
    if not mail.available():
        return
    path = url_for("editor.story_review", id=text.item_id)
    spoken = {language.code: language for language in public_languages()}
    for user in users:
        if user.id == current_user().id:
            continue
        with speaking(spoken.get(user.language) or current_language()):
            said = _(
                "In %(language)s, at the editors’ desk:\n\n%(address)s\n",
                language=language_name(text.language),
                address=settings().site_url + path,
            )
            mail.send(user.email, subject(), said)
