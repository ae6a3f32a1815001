"""Fixtures: an application, a site with sample content, on SQLite or PostgreSQL.

`pytest --database postgresql` (or TEST_DATABASE=postgresql) runs the same tests on PostgreSQL.
"""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.ctx import AppContext
from sqlalchemy import event
from sqlalchemy.engine import Engine

from app import assets
from app.accounts import passwords
from app.config import Settings
from app.i18n.catalogs import CatalogError, compile_catalogs
from tests.support import compiled, memory, pages
from tests.support.desk import Desk
from tests.support.homes import Home, close, furnish, home_at
from tests.support.pages import Site
from tests.support.postgres import server

STACK = pytest.StashKey[ExitStack]()

# Whoever asks a database asks for its server first, or for the option to start one elsewhere.
ASKING = {"database_server", "pytestconfig"}

MakeApp = Callable[..., Flask]
MakeSite = Callable[..., Site]
MakeHome = Callable[[Home], Home]
MakeDesk = Callable[..., Desk]


def pytest_addoption(parser: pytest.Parser) -> None:
    """The engine is chosen once for a whole run."""
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default=os.environ.get("TEST_DATABASE", "sqlite"),
        help="database that the tests use",
    )
    parser.addoption(
        "--asking-a-database",
        action="store_true",
        help="leave out what says the same whichever database it is: tests that ask none, and the"
        " duties that the markup of each page has",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Build what pages need and start PostgreSQL, before xdist starts its workers."""
    stack = config.stash[STACK] = ExitStack()
    memory.keep_files_of_tests()
    compiled.share()
    pages.held_to_duties = not config.getoption("asking_a_database")
    if not hasattr(config, "workerinput"):
        build()
    if config.getoption("database") == "postgresql":
        os.environ["TEST_DATABASE_URL"] = stack.enter_context(server())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what asks no database, where that was wished."""
    if not config.getoption("asking_a_database"):
        return
    asking = [
        item
        for item in items
        if ASKING & set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("one_engine") is None
    ]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(asking)])
    items[:] = asking


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what lives as long as the run: modules and their tests."""
    gc.collect()
    gc.freeze()


def build() -> None:
    """Compile the catalogs and build the static files, so that `pytest` alone is enough."""
    assets.build()
    try:
        compile_catalogs()
    except CatalogError as error:
        raise pytest.UsageError(str(error)) from None


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what pytest_configure started."""
    config.stash[STACK].close()


@pytest.fixture(scope="session")
def database_server(pytestconfig: pytest.Config) -> str | None:
    """The address of PostgreSQL; None where the tests run on SQLite."""
    chosen = pytestconfig.getoption("database") == "postgresql"
    return os.environ["TEST_DATABASE_URL"] if chosen else None


@pytest.fixture(scope="session")
def empty_home(
    tmp_path_factory: pytest.TempPathFactory, database_server: str | None
) -> Iterator[Home]:
    """A migrated home without content, from which others are copied."""
    home = home_at(tmp_path_factory.mktemp("empty") / "instance", database_server)
    yield furnish(home, "db upgrade")
    home.remove()


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, empty_home: Home) -> Iterator[Home]:
    """A home with the sample content, from which others are copied."""
    home = empty_home.copy(tmp_path_factory.mktemp("sample") / "instance")
    yield furnish(home, "content load")
    home.remove()


@pytest.fixture
def make_home(tmp_path: Path) -> Iterator[MakeHome]:
    """Copies a home for this test alone: `make_home(sample_home)`."""
    made: list[Home] = []

    def make(source: Home) -> Home:
        made.append(source.copy(tmp_path / f"instance{len(made)}"))
        return made[-1]

    yield make
    for home in made:
        home.remove()


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., Settings]:
    """Makes settings that touch nothing outside of the test: `settings(port=8001)`."""
    numbers = count()

    def make(**overrides: object) -> Settings:
        return home_at(tmp_path / f"settings{next(numbers)}", None).settings(**overrides)

    return make


@pytest.fixture
def make_app(make_home: MakeHome, empty_home: Home) -> Iterator[MakeApp]:
    """Makes applications: `make_app(max_body_kb=1)`, `make_app(home=make_home(sample_home))`."""
    apps: list[Flask] = []

    def make(home: Home | None = None, **overrides: object) -> Flask:
        apps.append((home or make_home(empty_home)).app(**overrides))
        return apps[-1]

    yield make
    for app in apps:
        close(app)


@pytest.fixture
def app(make_app: MakeApp) -> Flask:
    """An application with a fresh, empty, migrated database."""
    return make_app()


@pytest.fixture
def app_context(app: Flask) -> Iterator[AppContext]:
    """The context of `app`, for tests that call `app.content` themselves rather than over HTTP."""
    with app.app_context() as context:
        yield context


@pytest.fixture
def make_site(make_app: MakeApp, make_home: MakeHome, sample_home: Home) -> MakeSite:
    """Makes sites with the sample content and other settings: `make_site(site_url=…)`."""

    def make(**overrides: object) -> Site:
        return Site(make_app(make_home(sample_home), **overrides))

    return make


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A site with the sample content, for this test alone."""
    return make_site()


@pytest.fixture
def make_desk(make_app: MakeApp, make_home: MakeHome, sample_home: Home) -> MakeDesk:
    """Makes desks on one site with the sample content: `make_desk("translator")`, then another."""
    apps: list[Flask] = []

    def make(role: str = "editor", settings: dict[str, object] | None = None, **user: Any) -> Desk:
        if not apps:
            apps.append(make_app(make_home(sample_home), **(settings or {})))
        return Desk(apps[0], role, **user)

    return make


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    """An editor, signed in, on a site with the sample content."""
    return make_desk()


@pytest.fixture(scope="session")
def read_only_site(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[Site]:
    """A site with the sample content that tests share: they must write nothing."""
    home = sample_home.copy(tmp_path_factory.mktemp("shared") / "instance")
    app = home.app()
    yield Site(app)
    close(app)
    home.remove()


@pytest.fixture
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords that are hashed in no time, for tests that are about something else."""
    monkeypatch.setattr(passwords, "COST", passwords.Cost(rounds=1, memory=8, threads=1))


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """The statements that any engine is sent."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)
