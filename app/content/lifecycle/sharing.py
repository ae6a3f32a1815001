"""Links that show somebody without an account what readers do not have: which of them hold.

A link names the number of its text. Raising the number ends all that were made before.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from itsdangerous import BadSignature, URLSafeSerializer

from app.clock import utcnow
from app.config import settings
from app.content.lifecycle.holding import hold
from app.content.lifecycle.publications import text_of
from app.extensions import db
from app.models import Item


class Shared(NamedTuple):
    """What a link shows: an item in a language, until when, and by which number of its text."""

    item_id: int
    language: str
    ends: datetime
    number: int

    def holds(self, item: Item) -> bool:
        """Whether the link still shows it."""
        return self.ends > utcnow() and self.number == number(item, self.language)


def signed(item: Item, language: str, ends: datetime) -> str:
    """The key of a link that shows the preview of an item in a language until `ends`."""
    named = [item.id, language, int(ends.timestamp()), number(item, language)]
    return str(_signer().dumps(named))


def opened(key: str) -> Shared | None:
    """What the key of a link says; None for a forged one."""
    try:
        id, language, ends, named = _signer().loads(key)
    except BadSignature:
        return None
    return Shared(id, language, datetime.fromtimestamp(ends, UTC), named)


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(settings().secret_key, salt="shared previews")


def number(item: Item, language: str) -> int:
    """What a link to an item in a language must name to hold."""
    return text_of(item, language).shared


def end(item: Item) -> None:
    """End all links to an item, in all languages."""
    hold(item.texts)
    for text in item.texts:
        text.shared += 1
    db.session.flush()
