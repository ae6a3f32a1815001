"""Waiting until nobody else changes what one is about to change: always in one order.

1. the texts, all that are needed at once, in the order of their numbers (`hold`);
2. the site, for what readers see (`site.changed`);
3. the details of stories and pages, in the order of their numbers (`hold_details`);
4. the log (`audit.record`), which everybody needs.

Each is held to the end of the transaction. Whoever holds one waits for none that stands before it:
else two would wait for each other, and PostgreSQL would refuse one of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import update

from app.extensions import db
from app.models import Item, Text


def hold(texts: Iterable[Text]) -> None:
    """Wait until nobody else writes these texts, and see them as they were left.

    Without it, two who publish at once would both be live.
    """
    db.session.flush()
    for text in sorted(texts, key=lambda one: one.id):
        waiting = update(Text).where(Text.id == text.id).values(language=Text.language)
        # It changes nothing, and what is known of it is forgotten below: no need to look for it
        # among all that the session holds.
        db.session.execute(waiting, execution_options={"synchronize_session": False})
        if text.working_copy is not None:
            db.session.expire(text.working_copy)
        db.session.expire(text)
        db.session.expire(text.item, ["taken_down_at", "source_language", "began_in"])


def hold_all(text: Text) -> None:
    """Hold a text and those of the same item in other languages: its words count for them too."""
    hold({text.id: text, **{one.id: one for one in text.item.texts}}.values())


def hold_details(item: Item) -> None:
    """Wait until nobody else changes an item's details, and see them as they were left."""
    db.session.flush()
    db.session.execute(update(Item).where(Item.id == item.id).values(type=Item.type))
    db.session.expire(item)
