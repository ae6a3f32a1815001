"""The messages that bring one-time links, in the language of whoever gets them."""

from __future__ import annotations

from flask_babel import gettext as _

from app import mail
from app.i18n.current import current_language, speaking
from app.i18n.languages import Language, public_languages
from app.models import User


def invite(user: User, address: str) -> None:
    """Send the link by which somebody takes a password for the first time."""
    with speaking(_language(user)):
        mail.send(
            user.email,
            _("You are invited to the editors’ desk"),
            _(
                "You can write for the site of the Global Coalition against Daesh.\n\n"
                "Choose a password here, within seven days:\n\n%(address)s\n",
                address=address,
            ),
        )


def reset(user: User, address: str) -> None:
    """Send the link by which somebody takes a new password."""
    with speaking(_language(user)):
        mail.send(
            user.email,
            _("A new password for the editors’ desk"),
            _(
                "Somebody, probably you, asked for a new password for the editors’ desk.\n\n"
                "Choose it here, within an hour:\n\n%(address)s\n\n"
                "If it was not you, do nothing: your password stays as it is.\n",
                address=address,
            ),
        )


def _language(user: User) -> Language:
    spoken = {language.code: language for language in public_languages()}
    return spoken.get(user.language) or current_language()
