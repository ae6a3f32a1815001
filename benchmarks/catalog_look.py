"""What it costs to look whether the catalogs have changed: kept pages, with and without the look.

    python -m benchmarks.catalog_look

Both are asked in turn in one process, round by round, so that only the ratio counts: absolute times
depend on the machine and on what else it does.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import click
from werkzeug.test import EnvironBuilder, run_wsgi_app

from app import create_app, i18n
from app.config import Settings

ROUNDS, REQUESTS = 40, 250
PAGE = "/en/about"


def seconds(ask: Callable[[], object]) -> float:
    """The mean time of one request."""
    start = perf_counter()
    for _time in range(REQUESTS):
        ask()
    return (perf_counter() - start) / REQUESTS


def main() -> None:
    """Measure, and print microseconds a request and the ratio."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(instance_path=str(Path(folder)), log_level="ERROR").checked())
        app.test_cli_runner().invoke(args=["prepare"])
        cache = app.extensions["page_cache"]
        environ = EnvironBuilder(PAGE, base_url="http://127.0.0.1").get_environ()

        def ask() -> None:
            _body, status, _headers = run_wsgi_app(app.wsgi_app, dict(environ))
            if not status.startswith("200"):
                raise SystemExit(f"{PAGE} answers {status}.")

        times: dict[str, list[float]] = {"without": [], "with": []}
        for _round in range(ROUNDS):
            for name, pin in (("without", lambda _environ: 1), ("with", i18n.pin)):
                cache.pin = pin
                ask()
                times[name].append(seconds(ask))
        without, looked = median(times["without"]), median(times["with"])
        click.echo(f"Without the look: {without * 1e6:.1f} µs a request.")
        click.echo(f"With it:          {looked * 1e6:.1f} µs a request.")
        click.echo(f"Ratio:            {looked / without:.3f}")


if __name__ == "__main__":
    main()
