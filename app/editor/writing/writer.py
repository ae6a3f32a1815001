"""Whose form it is: a signed mark in each, for when its session ends before it is sent."""

from __future__ import annotations

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from app.models import User

FIELD = "writer"
LASTS = 30 * 24 * 3600  # seconds; a page may stay open over a holiday


def mark(user: User) -> str:
    """The mark of the forms that are shown to `user`."""
    return str(_signer().dumps(user.id))


def of(mark: str) -> int | None:
    """The id of the user to whom the form was shown; None where we made no such mark."""
    try:
        found: int = _signer().loads(mark, max_age=LASTS)
    except BadData:
        return None
    return found


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="writer")
