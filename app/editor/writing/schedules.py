"""Who called off what was scheduled: told in each language in which it was to come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app import audit
from app.content.lifecycle import scheduling
from app.content.lifecycle.holding import hold
from app.models import Item

CALLED_OFF = "text.cancel-schedule"


@contextmanager
def told(item: Item) -> Iterator[set[str]]:
    """Record the languages whose schedule ends in the block; it may end through another one.

    The block gets a set, and puts into it the languages of which it records more itself. Whoever
    else changes the texts waits, so that nobody is told to have done what another did.
    """
    hold(item.texts)
    before, recorded = scheduling.coming_in(item), set[str]()
    yield recorded
    gone = before.keys() - scheduling.coming_in(item, before).keys()
    for language in sorted({before[id] for id in gone} - recorded):
        audit.record(CALLED_OFF, item.type, item.id, {"language": language})
