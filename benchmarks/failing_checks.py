"""What it costs to say of all live stories what the checks found: the board with and without it.

    python -m benchmarks.failing_checks [STORIES]

Both are asked in turn in one process, round by round, so that only the ratio counts: absolute times
depend on the machine and on what else it does.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from unittest.mock import patch

import click
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.accounts import sessions
from app.config import Settings
from app.content.worklists import due, live_checks
from app.editor import cookies
from app.extensions import db
from app.models import User

ROUNDS, STORIES = 40, 1000
HOST, PAGE = "127.0.0.1", "/editor/translations"


def signed_in(app: Flask) -> FlaskClient:
    """The browser of an editor."""
    with app.app_context():
        user = User(email="editor@desk.example", name="Editor", role="editor")
        db.session.add(user)
        db.session.flush()
        key = sessions.begin(user, "a benchmark", HOST)
        db.session.commit()
    client = app.test_client()
    client.set_cookie(cookies.KEY, key, path=cookies.ROOM, domain=HOST)
    return client


@contextmanager
def without() -> Iterator[None]:
    """The board as if there were no such number."""
    with (
        patch.object(due, "due", lambda *_most, **_changed: []),
        patch.object(due, "waiting", lambda: 0),
        patch.object(live_checks, "counts", dict),
    ):
        yield


def seconds(client: FlaskClient) -> float:
    """The time of one request."""
    start = perf_counter()
    answer = client.get(PAGE, base_url=f"http://{HOST}")
    if answer.status_code != 200:
        raise SystemExit(f"{PAGE} answers {answer.status}.")
    return perf_counter() - start


def main() -> None:
    """Measure, and print milliseconds a request and the ratio."""
    stories = sys.argv[1] if len(sys.argv) > 1 else str(STORIES)
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance_path=str(Path(folder)), log_level="ERROR").checked())
        for words in (["prepare"], ["content", "generate", stories], ["content", "look-again"]):
            app.test_cli_runner().invoke(args=words, catch_exceptions=False)
        client = signed_in(app)
        seconds(client)
        times: dict[str, list[float]] = {"without": [], "with": []}
        for _round in range(ROUNDS):
            with without():
                times["without"].append(seconds(client))
            times["with"].append(seconds(client))
        bare, whole = median(times["without"]), median(times["with"])
        click.echo(f"Without the number: {bare * 1e3:.1f} ms a request.")
        click.echo(f"With it:            {whole * 1e3:.1f} ms a request.")
        click.echo(f"Ratio:              {whole / bare:.3f}")


if __name__ == "__main__":
    main()
