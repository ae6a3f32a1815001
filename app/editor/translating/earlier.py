"""How the same words, or similar ones, were translated before on this site."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

from app.clock import utcnow
from app.content.translation.po.memory import Found, Memory
from app.content.translation.state import Unit

LASTS = timedelta(minutes=10)  # for which what was read is remembered in this process


class Known:
    """The memories that were read lately; only one is read at a time, since that takes a while."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._read: dict[tuple[str, str], tuple[datetime, Memory]] = {}

    def memory(self, source: str, language: str) -> Memory:
        """All translations from one language into another, ten minutes old at most."""
        with self._lock:
            at, found = self._read.get((source, language), (None, None))
            if at is None or found is None or utcnow() - at > LASTS:
                found = Memory(source, language)
                self._read[source, language] = utcnow(), found
            return found

    def forget(self) -> None:
        """Read everything anew."""
        with self._lock:
            self._read.clear()


known = Known()


def found(units: Sequence[Unit], source: str, language: str) -> dict[str, Found]:
    """Earlier translations of what has none yet, by the units."""
    wanted = [unit for unit in units if unit.state == "missing"]
    memory = known.memory(source, language) if wanted else None
    looked = {unit.id: memory.find(unit.source) if memory else None for unit in wanted}
    return {id: one for id, one in looked.items() if one is not None}
