"""The site behind gunicorn with editors at work: people, a clock that moves, a sudden end."""

import os
import signal
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

import pyotp
from flask import Flask
from psycopg import sql
from sqlalchemy.engine import make_url

from app.accounts import passwords, sessions
from app.config import ROOT, Settings
from app.editor import cookies
from app.extensions import db
from app.models import DeskSession, Story, User
from tests.support import moved_clock
from tests.support.accounts import PASSWORD, SECRET
from tests.support.desk import add_user
from tests.support.homes import Home, close
from tests.support.postgres import execute
from tests.support.server import PATIENCE, environment, free_port, wait

HOST = "127.0.0.1"
Result = TypeVar("Result")


@dataclass
class Newsroom:
    """A site that a test may write to; `start` it first."""

    home: Home
    settings: Settings
    served: str = "tests.support.moved_clock:app"  # as gunicorn takes it
    process: subprocess.Popen[bytes] | None = None
    _asked: int = field(default=0)

    @property
    def address(self) -> str:
        """Where the site is, without a slash at its end."""
        return f"http://{HOST}:{self.settings.port}"

    @property
    def log(self) -> Path:
        """What gunicorn says."""
        return self.home.folder / "gunicorn.log"

    # --- Its life.

    def start(self) -> None:
        """Start gunicorn, in a group of processes of its own, and return when it answers."""
        with self.log.open("a") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", self.served],
                cwd=ROOT,
                env=environment(self.settings) | {"MOVED_CLOCK": "1"},
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        wait(f"{self.address}/healthz", self.process, self.log)

    def kill(self) -> None:
        """End all of it at once, as when the power fails."""
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(PATIENCE)
            self.process = None

    def kill_worker(self) -> None:
        """End one of the processes that answer; another takes its place."""
        if self.process is not None and (workers := children(self.process.pid)):
            os.kill(workers[0], signal.SIGKILL)

    def stop(self) -> None:
        """End it in order."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)
            self.process = None

    def again(self, **settings: Any) -> None:
        """End it, and start it with other settings."""
        self.stop()
        self.settings = replace(self.settings, **settings)
        self.start()

    # --- Its clock.

    def now(self) -> datetime:
        """The moment that the site takes for the present one."""
        return datetime.now(UTC) + moved_clock.ahead(self.home.folder)

    def until(self, moment: datetime) -> None:
        """Let the time pass until `moment`."""
        moved_clock.move(self.home.folder, moment - datetime.now(UTC))

    # --- Its people.

    @cached_property
    def app(self) -> Flask:
        """An application on the same database, for what a test does behind the scenes."""
        return self.home.app(site_url=self.settings.site_url)

    def hire(self, name: str, role: str = "editor", **values: Any) -> int:
        """Somebody who signs in as `<name>@desk.example` with a password and codes; their id."""
        values = {"totp_secret": SECRET, "name": name.title(), **hashed(PASSWORD), **values}
        return add_user(self.app, role, email=f"{name}@desk.example", **values)

    def code(self) -> str:
        """What their authenticator apps show: the code of this moment."""
        return pyotp.TOTP(SECRET).at(self.now())

    def cookie(self, user_id: int) -> Any:
        """The cookie of a new session of a user, as a browser keeps it."""

        def begin() -> str:
            key = sessions.begin(db.session.get_one(User, user_id), "a test", "127.0.0.1")
            db.session.commit()
            return key

        value = self.within(begin)
        return {"name": cookies.KEY, "value": value, "domain": HOST, "path": cookies.ROOM}

    def end_sessions(self, user_id: int) -> None:
        """End the sessions of a user, as an administrator would."""

        def end() -> None:
            db.session.query(DeskSession).filter_by(user_id=user_id).delete()
            db.session.commit()

        self.within(end)

    # --- What it holds and says.

    def within(self, work: Callable[[], Result]) -> Result:
        """Do something in the database that the server works with."""
        with self.app.app_context():
            return work()

    def newest_story(self) -> int:
        """The number of the story that was begun last."""
        return int(self.within(lambda: db.session.query(db.func.max(Story.id)).scalar()) or 0)

    def read(self, path: str) -> tuple[int, str]:
        """What a reader gets: status and text."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=20) as answer:  # noqa: S310  # our own http address
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()


@cache
def hashed(password: str) -> dict[str, Any]:
    """What a user has of a password: it takes long, on purpose, and is the same for all here."""
    user = User()
    passwords.keep(user, password)
    return {"password_hash": user.password_hash, "password_changed_at": user.password_changed_at}


def children(pid: int) -> list[int]:
    """The processes that a process has started."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(number) for number in listed.split()]


@contextmanager
def newsroom(home: Home, served: str = Newsroom.served, **settings: Any) -> Iterator[Newsroom]:
    """A site that runs; ended, and let go of, afterwards."""
    port = free_port()
    chosen = home.settings(port=port, site_url=f"http://{HOST}:{port}", **settings)
    room = Newsroom(home, chosen, served)
    try:
        room.start()
        yield room
        room.stop()
        said = room.log.read_text()
        assert "Traceback" not in said, said
    finally:
        room.kill()
        close(room.app)


@contextmanager
def without_database(room: Newsroom) -> Iterator[None]:
    """Nobody can write meanwhile: the file is locked, or the server takes nobody in."""
    if room.home.server is None:
        connection = sqlite3.connect(room.home.folder / "site.sqlite", isolation_level=None)
        with closing(connection):
            connection.execute("BEGIN IMMEDIATE")
            yield
    else:
        database = make_url(room.home.database_url).database or ""
        allow(room.home.server, database, False)
        try:
            yield
        finally:
            allow(room.home.server, database, True)


def allow(server: str, database: str, connections: bool) -> None:
    """Let a PostgreSQL server take in connections to a database, or end those that there are."""
    name = sql.Identifier(database)
    allowed = sql.SQL("true" if connections else "false")
    execute(server, sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}").format(name, allowed))
    if not connections:
        statement = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}"
        execute(server, sql.SQL(statement).format(sql.Literal(database)))


def soon(room: Newsroom, minutes: int = 5) -> datetime:
    """A full minute, this many minutes from now by the clock of the site."""
    return (room.now() + timedelta(minutes=minutes)).replace(second=0, microsecond=0)
