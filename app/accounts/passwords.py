"""Passwords: how they are kept, and which are too easy to guess."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from typing import NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _
from zxcvbn import zxcvbn

from app.clock import utcnow
from app.config import settings
from app.i18n.formats import number
from app.models import User

SHORTEST, LONGEST = 15, 1000  # characters
FEWEST = 5  # different characters
JUDGED = 72  # characters that the judge of strength looks at: it takes long over more
STRONG_ENOUGH = 3  # of 0 to 4: more than some hundred million guesses
# What whoever knows this site tries first.
OURS = ("coalition", "daesh", "isil", "isis", "iraq", "syria", "editor", "desk")


class Cost(NamedTuple):
    """What one hash by Argon2id costs: rounds, kibibytes, threads."""

    rounds: int
    memory: int
    threads: int


# As RFC 9106 asks where memory is scarce: whoever steals the database guesses slowly.
COST = Cost(rounds=3, memory=64 * 1024, threads=4)


def problem(password: str, user: User) -> str:
    """Why `password` cannot be that of `user`, as a sentence; "" where it can."""
    if len(password) > LONGEST:
        return str(_("Please take at most %(count)s characters.", count=number(LONGEST)))
    password = _normal(password)
    if len(password) < SHORTEST:
        return _too_short()
    return _too_weak() if _weak(password, user) else ""


def _too_short() -> str:
    return str(
        _(
            "Please take at least %(count)s characters. "
            "Four or five words that do not belong together are easy to remember.",
            count=number(SHORTEST),
        )
    )


def _too_weak() -> str:
    return str(
        _(
            "This is easy to guess: many people use it, or it follows a pattern, or it holds your "
            "name. Four or five words that do not belong together are safer."
        )
    )


def _weak(password: str, user: User) -> bool:
    said = [user.name, user.email, *user.email.split("@"), settings().host, *OURS]
    known = [part for text in said for part in {text, *text.split()} if part]
    score: int = zxcvbn(password[:JUDGED], user_inputs=known)["score"]
    return score < STRONG_ENOUGH or len(set(password)) < FEWEST


def keep(user: User, password: str) -> None:
    """Make `password` that of `user`; only its hash is kept."""
    user.password_hash = _hasher(COST).hash(_normal(password))
    user.password_changed_at = utcnow()


def fits(user: User | None, password: str) -> bool:
    """Whether `password` is that of `user`, who may sign in.

    One hash is computed in any case, also where there is no such user or no password: the time
    that an answer takes tells nobody who has an account.
    """
    kept = user.password_hash if user else ""
    # What is too long is not even brought into order: marks on one letter take minutes.
    typed = _normal(password) if len(password) <= LONGEST else ""
    right = _verified(kept or _hash_of_nobody(COST), typed)
    if user is None or not kept or user.disabled_at is not None:
        return False
    if right and _hasher(COST).check_needs_rehash(kept):
        user.password_hash = _hasher(COST).hash(typed)
    return right


def fingerprint(user: User) -> str:
    """What changes with the password of `user`, and tells nothing about it."""
    return hashlib.sha256(user.password_hash.encode()).hexdigest()[:16]


def _verified(kept: str, password: str) -> bool:
    try:
        return _hasher(COST).verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def _normal(password: str) -> str:
    """One form for what keyboards type in several."""
    whole = password.encode("utf-8", "replace").decode()  # half a character is none
    return unicodedata.normalize("NFC", whole)


@cache
def _hasher(cost: Cost) -> PasswordHasher:
    return PasswordHasher(cost.rounds, cost.memory, cost.threads)


@cache
def _hash_of_nobody(cost: Cost) -> str:
    """A hash at today's cost, of a password that nobody has."""
    return _hasher(cost).hash("")
