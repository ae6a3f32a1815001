"""The site as wsgi.py makes it, by a clock that a test can move: a file says by how many seconds.

For gunicorn (`tests.support.moved_clock:app`), which tests start where tomorrow must come soon.
"""

import os
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

from app import clock

NAME = "clock"  # in the instance folder


class Moved(datetime):
    """Tells a time that is not the computer's."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # as its users ask
        """The moment that the site takes for the present one."""
        return datetime.now(tz) + ahead(Path(os.environ["INSTANCE_PATH"]))


def ahead(folder: Path) -> timedelta:
    """How far the clock of the site in `folder` is ahead of the computer's."""
    try:
        return timedelta(seconds=float((folder / NAME).read_text()))
    except FileNotFoundError:
        return timedelta()


def move(folder: Path, by: timedelta) -> None:
    """Put the clock of the site in `folder` ahead, at once for all who read it."""
    draft = folder / f"{NAME}.new"
    draft.write_text(str(by.total_seconds()))
    draft.replace(folder / NAME)


if os.environ.get("MOVED_CLOCK"):  # set for the server alone: the tests import this file too
    # Everything asks utcnow(), which asks this.
    vars(clock)["datetime"] = Moved
    from wsgi import app

    __all__ = ["app"]
