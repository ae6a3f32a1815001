"""An instance folder with its database, built once and copied for each test, on either engine."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

import app as house
from app.config import Settings
from app.extensions import db
from tests.support.compiled import share_work
from tests.support.postgres import create_database, drop_database

SITE_URL = "http://site.example"


@dataclass(frozen=True, slots=True)
class Home:
    """Where an application of the tests lives; `server` is PostgreSQL's address or None."""

    folder: Path
    database_url: str
    server: str | None

    def settings(self, **overrides: object) -> Settings:
        """Settings of an application that lives here; StartupError where an override is wrong."""
        values: dict[str, object] = {
            "site_url": SITE_URL,
            "instance_path": str(self.folder),
            "database_url": self.database_url,
            "secret_key": "only-for-tests",
            "log_level": "WARNING",
        }
        return Settings(**(values | overrides)).checked()  # type: ignore[arg-type]  # checked() does

    def app(self, **overrides: object) -> Flask:
        """An application that lives here."""
        return share_work(house.create_app(self.settings(**overrides)))

    def copy(self, folder: Path) -> "Home":
        """A copy of this home at `folder`; nobody may be connected to this one."""
        shutil.copytree(self.folder, folder)
        return home_at(folder, self.server, template=self.database_url)

    def remove(self) -> None:
        """Delete the folder and the database."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.server is not None:
            drop_database(self.server, self.database_url)


def home_at(folder: Path, server: str | None, template: str = "template0") -> Home:
    """A home at `folder`, made where it is missing, with a copy of `template` on a server."""
    folder.mkdir(parents=True, exist_ok=True)
    if server is None:
        return Home(folder, f"sqlite:///{folder / 'site.sqlite'}", None)
    return Home(folder, create_database(server, template), server)


def command(app: Flask, *words: str) -> str:
    """Run a `flask` command of `app`; what it printed. AssertionError where it fails."""
    done = app.test_cli_runner().invoke(args=list(words))
    assert done.exit_code == 0, f"flask {' '.join(words)}: {done.output}{done.exception!r}"
    return str(done.output)


def close(app: Flask) -> None:
    """Let go of the database, so that it can be copied or dropped."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def furnish(home: Home, *commands: str) -> Home:
    """Run each of `commands` in an application of `home`, then leave it closed."""
    app = home.app()
    for words in commands:
        command(app, *words.split())
    close(app)
    return home
