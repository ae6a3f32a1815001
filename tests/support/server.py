"""The site behind a real gunicorn on a free port, as `make run` starts it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

from app.config import ROOT, Settings

PATIENCE = 60.0  # seconds; starting takes about two, on a busy machine many more


def free_port() -> int:
    """A port of this computer on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(settings: Settings) -> dict[str, str]:
    """The process environment with every setting spelled out, so that no `.env` can add one."""
    values = {field.name.upper(): getattr(settings, field.name) for field in fields(settings)}
    texts = {n: ",".join(v) if isinstance(v, tuple) else str(v) for n, v in values.items()}
    return os.environ | texts


@contextmanager
def serve(settings: Settings) -> Iterator[str]:
    """Gunicorn with `settings`, whose `port` must be free; yields the address once it answers."""
    log = Path(settings.instance_path) / "gunicorn.log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "wsgi:app"],
            cwd=ROOT,
            env=environment(settings),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{settings.port}"
        wait(f"{address}/healthz", process, log)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when `address` answers; RuntimeError with the log where it does not."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own http address
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer:\n{log.read_text()}")
