"""The second factor: codes of an authenticator app, and codes on paper for when it is lost."""

from __future__ import annotations

import hmac
import secrets

import pyotp
import segno
from markupsafe import Markup
from sqlalchemy import update

from app.accounts.sessions import hashed
from app.clock import utcnow
from app.config import settings
from app.extensions import db
from app.i18n.formats import digits_to_latin
from app.models import User

STEP = 30  # seconds that a code of the app lasts
LATE = 1  # steps by which the clock of a telephone may be wrong
CODES = 10  # on paper
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that look like others


def new_secret() -> str:
    """A new secret for an authenticator app, as text."""
    return pyotp.random_base32()


def address(user: User, secret: str) -> str:
    """The otpauth address that an app takes `secret` from."""
    name = settings().host
    return pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=name)


def picture(uri: str) -> Markup:
    """`uri` as a QR code, SVG to stand in a page."""
    code = segno.make(uri, error="m")
    drawn = code.svg_inline(border=4, light="#fff", dark="#000", omitsize=True, svgclass="qr")
    return Markup(drawn)  # noqa: S704  # drawn by segno, in which the address is squares


def turn_on(user: User, secret: str, code: str) -> list[str]:
    """Ask `user` for a second factor from now on; the codes for paper, [] where `code` is wrong."""
    step = _step_of(secret, _typed(code))
    if step is None:
        return []
    user.totp_secret, user.totp_step = secret, step
    return new_codes(user)


def turn_off(user: User) -> None:
    """Ask `user` for the password alone."""
    user.totp_secret, user.totp_step, user.recovery_codes = "", 0, []


def new_codes(user: User) -> list[str]:
    """New codes for paper in place of the old ones; only their hashes are kept."""
    codes = ["".join(secrets.choice(LETTERS) for _letter in range(10)) for _code in range(CODES)]
    user.recovery_codes = [hashed(code) for code in codes]
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def passes(user: User, code: str) -> bool:
    """Whether `code`, of the app or from paper, is right; it never is a second time."""
    typed = _typed(code)
    return bool(user.totp_secret) and (_of_app(user, typed) or _of_paper(user, typed))


def _of_app(user: User, code: str) -> bool:
    step = _step_of(user.totp_secret, code)
    if step is None:
        return False
    # In one statement, since two requests may bring the same code at the same time.
    later = update(User).where(User.id == user.id, User.totp_step < step).values(totp_step=step)
    return db.session.connection().execute(later).rowcount == 1


def _of_paper(user: User, code: str) -> bool:
    # Held until the transaction ends: nobody else uses the same code meanwhile.
    held = update(User).where(User.id == user.id).values(totp_step=User.totp_step)
    db.session.connection().execute(held)
    db.session.refresh(user, ["recovery_codes"])
    left = [kept for kept in user.recovery_codes if not hmac.compare_digest(kept, hashed(code))]
    used = len(left) < len(user.recovery_codes)
    user.recovery_codes = left
    return used


def _step_of(secret: str, code: str) -> int | None:
    """The step whose code is `code`, of those that a telephone may be at now."""
    now, app = int(utcnow().timestamp()) // STEP, pyotp.TOTP(secret)
    for step in range(now - LATE, now + LATE + 1):
        if hmac.compare_digest(app.generate_otp(step).encode(), code.encode()):
            return step
    return None


def _typed(code: str) -> str:
    """What was typed, without the spaces and strokes in between, with digits of any script."""
    whole = digits_to_latin(code[:100]).encode("utf-8", "ignore").decode().lower()
    return "".join(c for c in whole if c.isascii() and c.isalnum())
