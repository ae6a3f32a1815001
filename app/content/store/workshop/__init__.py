"""Runs the scripts of this folder on files from outside, each in a process of its own.

A picture, a PDF or a video is taken apart by libraries in C. Here what they use of memory and time
has an end, it all goes back when they are done, and what brings them down brings down them alone.
The scripts import nothing of the site, so that they start at once.
"""

from __future__ import annotations

import fcntl
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.config import settings

log = logging.getLogger(__name__)

HERE = Path(__file__).parent
MEMORY = 640 * 1024 * 1024  # bytes of address space, of which about half are libraries
SECONDS = 120
WRITTEN = 64 * 1024 * 1024  # bytes of one file that a script writes, beside twice what was sent
# What bounds the process and then becomes the script, whose first argument is taken from it.
BOUNDED = (
    "import resource, runpy, sys; "
    f"resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY})); "
    f"resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS})); "
    "resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); "
    "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2); "
    "sys.argv = sys.argv[2:]; runpy.run_path(sys.argv[0], run_name='__main__')"
)


class WorkError(ValueError):
    """A file that cannot be kept; `code` says why in one word (see the scripts)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def run(script: str, source: Path, work: Path, *arguments: str) -> dict[str, Any]:
    """What `script` found out about `source`, from the JSON that it prints; files go into `work`.

    WorkError where it refused, "busy" where half of this worker's threads are here already: the
    others are for readers. One at a time, over all workers that have workplaces side by side:
    memory is what a small server has least of.
    """
    command: list[str | Path] = [
        sys.executable,
        "-I",
        "-c",
        BOUNDED,
        str(2 * source.stat().st_size + WRITTEN),
        HERE / f"{script}.py",
        source,
        work,
        *arguments,
    ]
    try:
        with _place(), _turn(work.parent):
            done = subprocess.run(  # noqa: S603  # our own scripts, and paths of our making
                command, capture_output=True, timeout=2 * SECONDS, check=False
            )
    except subprocess.TimeoutExpired:
        raise WorkError("unreadable") from None
    return _result(script, done)


class Inside:
    """How many threads of this process work on files, or wait to."""

    lock = threading.Lock()
    number = 0


@contextmanager
def _place() -> Iterator[None]:
    with Inside.lock:
        if Inside.number >= max(1, settings().threads // 2):
            raise WorkError("busy")
        Inside.number += 1
    try:
        yield
    finally:
        with Inside.lock:
            Inside.number -= 1


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    with (folder / "turn").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _result(script: str, done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        log.warning("%s ended with %s: %s", script, done.returncode, said[-1:])
        raise WorkError("unreadable") from None
    if "problem" in found:
        raise WorkError(found["problem"])
    return found
