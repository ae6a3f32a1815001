"""A folder in memory for what the tests write, where the computer has one."""

import os
import shutil
from pathlib import Path

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # only new folders with random names
ENOUGH = 2 * 1024**3  # bytes: many homes, each of a few megabytes, some of them at once


def folder() -> Path | None:
    """Where files live in memory; None where there is no such place, or too little of it.

    On a disk each commit waits for it, and a new database of PostgreSQL is hundreds of files.
    """
    try:
        roomy = shutil.disk_usage(SHARED_MEMORY).free >= ENOUGH
    except OSError:
        return None
    return SHARED_MEMORY if roomy and os.access(SHARED_MEMORY, os.W_OK | os.X_OK) else None


def keep_files_of_tests() -> None:
    """Let pytest make its temporary folders in memory, unless somebody chose another place."""
    place = folder()
    if place is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(place))
