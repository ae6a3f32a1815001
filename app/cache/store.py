"""The memory of the page cache: bounded by bytes, oldest out first; and one render at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Lock
from typing import NamedTuple

from app.cache.answers import Answer

PATIENCE = 5.0  # seconds that a request waits for another which renders the same page


class Kept(NamedTuple):
    """An answer, the moment (UTC) at which it ends by itself, and the bytes it is counted as."""

    answer: Answer
    until: datetime | None
    size: int


class Store:
    """Answers by key, never more than `limit` bytes of them; safe among threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.bytes = 0
        self._kept: OrderedDict[Hashable, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, now: datetime) -> Answer | None:
        """The answer kept under `key`, unless it has ended."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or (kept.until is not None and kept.until <= now):
                return None
            self._kept.move_to_end(key)
            return kept.answer

    def put(self, key: Hashable, answer: Answer, until: datetime | None) -> None:
        """Keep `answer`; what was not asked for the longest makes room for it."""
        kept = Kept(answer, until, answer.size + 2 * len(str(key)))
        if kept.size > self.limit // 4:
            return
        with self._lock:
            self._drop(key)
            self._kept[key] = kept
            self.bytes += kept.size
            while self.bytes > self.limit:
                self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        kept = self._kept.pop(key, None)
        self.bytes -= kept.size if kept else 0

    def __len__(self) -> int:
        return len(self._kept)


class Turns:
    """Lets one thread at a time work on a key; the others find its work done when they come."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._locks: dict[Hashable, tuple[Lock, int]] = {}

    @contextmanager
    def one(self, key: Hashable) -> Iterator[None]:
        """Wait for this thread's turn at `key`, but no longer than PATIENCE."""
        with self._guard:
            lock, waiting = self._locks.get(key, (Lock(), 0))
            self._locks[key] = (lock, waiting + 1)
        got = lock.acquire(timeout=PATIENCE)
        try:
            yield
        finally:
            if got:
                lock.release()
            self._leave(key)

    def _leave(self, key: Hashable) -> None:
        with self._guard:
            lock, waiting = self._locks.pop(key)
            if waiting > 1:
                self._locks[key] = (lock, waiting - 1)
