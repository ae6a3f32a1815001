"""The users: who they are, what becomes of them, and that one administrator always stays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.exc import IntegrityError

from app.accounts import devices, links, passwords, second_factor, sessions
from app.accounts.roles import ADMINISTRATOR, TRANSLATOR
from app.clock import utcnow
from app.extensions import db
from app.i18n.languages import translatable
from app.models import User
from app.models.people import ROLES

LONGEST = 200  # characters of a name or an address
_EMAIL = re.compile(r"[^@\s<>\"(),:;\\]+@[^@\s<>\"(),:;\\]+\.[^@\s<>\"(),:;\\.]+")


class UserError(Exception):
    """What was wrong, as sentences by the name of the field; "" for the whole."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.problems = {field: [sentence]}


def normal(email: str) -> str:
    """An address as it is kept and compared."""
    whole = email.encode("utf-8", "ignore").decode()
    return unicodedata.normalize("NFC", whole).replace("\0", "").strip().lower()


def by_email(email: str) -> User | None:
    """The user with this address."""
    return db.session.execute(select(User).filter_by(email=normal(email))).scalar()


def every() -> Sequence[User]:
    """All users: those who can sign in first, by name."""
    order = (User.disabled_at.is_not(None), func.lower(User.name), User.email)
    return db.session.execute(select(User).order_by(*order)).scalars().all()


def administrator_exists() -> bool:
    """Whether there is an administrator who can sign in."""
    wanted = select(User.id).where(*_administrators(), User.password_hash != "")
    return db.session.execute(wanted.limit(1)).first() is not None


def add(email: str, name: str, role: str, languages: Iterable[str] = ()) -> User:
    """A new user, who has no password yet; UserError where that cannot be."""
    email = normal(email)
    if len(email) > LONGEST or not _EMAIL.fullmatch(email):
        raise UserError(
            "email", _("This is not an email address. One looks like name@example.org.")
        )
    if by_email(email):
        raise UserError("email", _("Somebody with this address is a user already."))
    user = User(email=email, name=name[:LONGEST])
    _take_role(user, role, languages)
    try:
        with db.session.begin_nested():
            db.session.add(user)
    except IntegrityError:  # somebody else was quicker
        raise UserError("email", _("Somebody with this address is a user already.")) from None
    return user


def set_role(user: User, role: str, languages: Iterable[str] = ()) -> None:
    """Give `user` a role, and a translator languages; UserError where that cannot be."""
    if user.role == ADMINISTRATOR and role != ADMINISTRATOR:
        _keep_one_besides(user)
    _take_role(user, role, languages)


def _take_role(user: User, role: str, languages: Iterable[str]) -> None:
    chosen = [code.code for code in translatable() if code.code in set(languages)]
    if role not in ROLES:
        raise UserError("role", _("Choose one of the roles."))
    if role == TRANSLATOR and not chosen:
        raise UserError("languages", _("Choose the languages into which they translate."))
    user.role, user.languages = role, chosen if role == TRANSLATOR else []


def disable(user: User) -> None:
    """Let `user` in no more, from now on; UserError for the last administrator."""
    if user.role == ADMINISTRATOR:
        _keep_one_besides(user)
    user.disabled_at = user.disabled_at or utcnow()
    shut_out(user)


def enable(user: User) -> None:
    """Let `user` in again."""
    user.disabled_at = None


def reset_second_factor(user: User) -> None:
    """Let `user` in with the password alone, in a new session, for an app that was lost."""
    second_factor.turn_off(user)
    sessions.end_all(user)
    devices.forget_all(user)


def shut_out(user: User) -> None:
    """End whatever lets `user` in without the password: sessions, links, known browsers."""
    sessions.end_all(user)
    devices.forget_all(user)
    links.revoke(user)


def change_password(user: User, password: str) -> None:
    """Give `user` a password, and end all sessions and links of theirs."""
    passwords.keep(user, password)
    sessions.end_all(user)
    links.revoke(user)


def _administrators() -> tuple[ColumnElement[bool], ...]:
    return (User.role == ADMINISTRATOR, User.disabled_at.is_(None))


def _keep_one_besides(user: User) -> None:
    """UserError where `user` is the last administrator.

    The others are held until the transaction ends: two administrators cannot end each other.
    """
    held = update(User).where(*_administrators()).values(totp_step=User.totp_step)
    db.session.connection().execute(held)
    others = select(User.id).where(*_administrators(), User.id != user.id, User.password_hash != "")
    if db.session.execute(others.limit(1)).first() is None:
        raise UserError("", _("This is the last administrator. Make somebody else one first."))
