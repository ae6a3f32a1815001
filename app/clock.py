"""The time: asked for in one place, so that tests can stop it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

# A plain module variable and not a ContextVar: the threads of a test's server must see it too.
_frozen: datetime | None = None


def utcnow() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen or datetime.now(UTC)


@contextmanager
def freeze(moment: datetime) -> Iterator[datetime]:
    """Stop the time at `moment`, for all threads, while the block runs; for tests.

    Raises ValueError where `moment` has no time zone.
    """
    global _frozen
    if moment.tzinfo is None:
        raise ValueError("The time can only be stopped at a moment with a time zone.")
    before, _frozen = _frozen, moment.astimezone(UTC)
    try:
        yield _frozen
    finally:
        _frozen = before
