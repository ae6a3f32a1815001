"""Addresses that readers asked for in vain: a path and a number, nothing about who asked.

They help editors to see which redirect is missing. Keeping them must never cost a page: few are
written, in any case, and what cannot be written is forgotten.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

from sqlalchemy import delete, func, select, update

from app.clock import utcnow
from app.extensions import db
from app.models import MissedAddress

MOST = 500  # rows kept, and characters of a path
PAUSE = 60.0  # seconds between two notes of the same path, in one worker
PER_SECOND = 3  # notes of a worker
REMEMBERED = 1000  # paths whose last note a worker remembers

# What only programs ask for that look for holes; no page of ours was ever called like this.
PROBES = (".php", ".env", ".asp", ".aspx", ".jsp", ".cgi", ".sql", ".bak", ".git", ".ini", ".yml")
PROBED = ("wp-", "cgi-bin", "phpmyadmin", "/.", "//", "..", "\\", "@")
QUIET = "site.quiet"  # in the environ of a request of our own, which is no reader's
OTHERS = ("/editor", "/static/", "/media/", "/share/", "/health")


class Pace:
    """Which paths may be noted now, so that a flood of them writes a few rows only."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._noted: OrderedDict[str, float] = OrderedDict()
        self._second, self._within = 0, 0

    def allows(self, path: str, now: float) -> bool:
        """Whether `path` may be noted at `now`, seconds of a clock that never goes back."""
        with self._lock:
            if now - self._noted.get(path, -PAUSE) < PAUSE or self._spent(int(now)):
                return False
            self._noted[path] = now
            self._noted.move_to_end(path)
            while len(self._noted) > REMEMBERED:
                self._noted.popitem(last=False)
            return True

    def _spent(self, second: int) -> bool:
        self._within = self._within + 1 if second == self._second else 1
        self._second = second
        return self._within > PER_SECOND


_pace = Pace()


def worth_noting(path: str) -> bool:
    """Whether a path may be an address that somebody was once given."""
    low = path.lower()
    return (
        len(path) <= MOST
        and path.isprintable()
        and not low.startswith(OTHERS)
        and not low.endswith(PROBES)
        and not any(part in low for part in PROBED)
    )


def wanted(path: str) -> bool:
    """Whether note() should be called for `path` now."""
    return worth_noting(path) and _pace.allows(path, time.monotonic())


def note(path: str) -> None:
    """Count that nothing was found at `path`, and commit; the oldest go where there are many."""
    once_more = update(MissedAddress).where(MissedAddress.path == path)
    found = db.session.connection().execute(
        once_more.values(times=MissedAddress.times + 1, last_at=utcnow())
    )
    if found.rowcount == 0:
        db.session.add(MissedAddress(path=path))
        db.session.flush()
        _prune()
    db.session.commit()


def _prune() -> None:
    number = db.session.execute(select(func.count()).select_from(MissedAddress)).scalar_one()
    if number > MOST:
        oldest = select(MissedAddress.path).order_by(MissedAddress.last_at).limit(number - MOST)
        db.session.execute(delete(MissedAddress).where(MissedAddress.path.in_(oldest)))


def recent(limit: int = 50) -> list[MissedAddress]:
    """The addresses that were asked for most recently."""
    newest = select(MissedAddress).order_by(MissedAddress.last_at.desc(), MissedAddress.path)
    return list(db.session.execute(newest.limit(limit)).scalars())


def forget(path: str) -> None:
    """Take an address off the list, since something answers there now."""
    db.session.execute(delete(MissedAddress).where(MissedAddress.path == path))
