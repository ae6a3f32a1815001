"""Links that show somebody without an account what readers do not have: which of them hold.

A link names the number of its text. Raising the number ends all that were made before.
"""

from __future__ import annotations

from app.content.lifecycle.holding import hold
from app.content.lifecycle.publications import text_of
from app.extensions import db
from app.models import Item


def number(item: Item, language: str) -> int:
    """What a link to an item in a language must name to hold."""
    return text_of(item, language).shared


def end(item: Item) -> None:
    """End all links to an item, in all languages."""
    hold(item.texts)
    for text in item.texts:
        text.shared += 1
    db.session.flush()
