"""Guesses of passwords and codes: who makes one here, and the sentence for too many."""

from __future__ import annotations

from flask import request
from flask_babel import ngettext

from app.accounts import devices, throttle
from app.editor import cookies
from app.extensions import db
from app.i18n.formats import number
from app.models import User


def device_key() -> str:
    """The key by which this browser is known; "" where it is not."""
    return request.cookies.get(cookies.name_of(cookies.DEVICE), "")


def at(account: str, user: User | None) -> throttle.Guess:
    """A guess at `account`, an address, whose user is known where there is one."""
    return throttle.guess(account, request.remote_addr, devices.known(device_key(), user))


def refused(guess: throttle.Guess) -> int:
    """Seconds to wait before a guess; 0 where it may be made, which then is counted."""
    seconds = throttle.wait(guess)
    if not seconds:
        throttle.note(guess)
        db.session.commit()
    return seconds


def sentence(seconds: int) -> str:
    """What is said to whoever has to wait."""
    minutes = max(1, -(-seconds // 60))
    said = ngettext(
        "That was tried too often. Please try again in %(minutes)s minute.",
        "That was tried too often. Please try again in %(minutes)s minutes.",
        minutes,
        minutes=number(minutes),
    )
    return str(said)


def right(guess: throttle.Guess) -> None:
    """Forget the guesses that came before a right one."""
    throttle.forgive(guess)
