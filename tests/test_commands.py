"""The commands that an operator types, as processes of their own: what they leave and say."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask_migrate import check

from app.config import ROOT, Settings
from tests.support.homes import Home
from tests.support.server import environment, free_port, serve

BIN = Path(sys.executable).parent

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a program of the virtual environment with settings and variables of the test."""
    home = Home(tmp_path / "instance", f"sqlite:///{tmp_path / 'instance' / 'site.sqlite'}", None)

    def start(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [BIN / words[0], *words[1:]],
            cwd=ROOT,
            env=environment(home.settings()) | variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return start


def stories(folder: Path) -> int:
    with sqlite3.connect(folder / "site.sqlite") as connection:
        return int(connection.execute("SELECT count(*) FROM story").fetchone()[0])


def assert_one_line(done: subprocess.CompletedProcess[str], said: str) -> None:
    assert done.returncode != 0
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


def test_help_lists_the_commands(run: Run) -> None:
    done = run("flask", "--help")
    assert done.returncode == 0
    for command in ("content", "db", "facts", "prepare", "run", "search", "static", "translations"):
        assert f"\n  {command} " in done.stdout


def test_prepare_fills_a_database_once_and_brings_back_nothing(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    done = run("flask", "prepare")
    assert done.returncode == 0, done.stderr
    loaded = stories(folder)
    assert loaded > 0
    for file in folder.glob("site.sqlite*"):
        file.unlink()
    # A new database in an old folder is filled like the first.
    for _again in range(2):
        assert run("flask", "prepare").returncode == 0
        assert stories(folder) == loaded
    assert run("flask", "content", "unload-sample").returncode == 0
    assert run("flask", "prepare").returncode == 0
    assert stories(folder) == 0


@pytest.mark.parametrize("program", [("flask", "routes"), ("gunicorn", "wsgi:app")])
def test_a_wrong_setting_is_one_line(run: Run, program: tuple[str, ...]) -> None:
    assert_one_line(run(*program, PORT="eighty"), "PORT must be a whole number, not 'eighty'.")


@pytest.mark.parametrize(
    "program", [("gunicorn", "wsgi:app"), ("flask", "run"), ("flask", "db", "upgrade")]
)
def test_a_database_that_cannot_be_reached_is_one_line(run: Run, program: tuple[str, ...]) -> None:
    url = f"postgresql://nobody:secret@127.0.0.1:{free_port()}/none"
    done = run(*program, DATABASE_URL=url)
    assert_one_line(done, "database")
    assert "secret" not in done.stderr


@pytest.mark.parametrize("program", [("gunicorn", "wsgi:app"), ("flask", "run")])
def test_pending_migrations_are_one_line(run: Run, program: tuple[str, ...]) -> None:
    assert_one_line(run(*program, PORT=str(free_port())), "flask db upgrade")


@pytest.mark.one_engine
def test_a_port_in_use_is_one_line(
    run: Run, make_home: Callable[[Home], Home], empty_home: Home
) -> None:
    settings: Settings = make_home(empty_home).settings(port=free_port())
    with serve(settings):
        done = run("gunicorn", "wsgi:app", **environment(settings))
    assert_one_line(done, "Choose another PORT.")


@pytest.mark.usefixtures("app_context")
def test_the_models_and_the_migrations_agree() -> None:
    check()


@pytest.mark.one_engine
def test_the_server_tells_its_addresses_and_not_its_name(
    make_home: Callable[[Home], Home], empty_home: Home
) -> None:
    settings = make_home(empty_home).settings(port=free_port())
    with serve(settings) as address:
        headers = urlopen(f"{address}/healthz").headers  # noqa: S310 - our own http address
    assert "Server" not in headers
    log = (Path(settings.instance_path) / "gunicorn.log").read_text(encoding="utf-8")
    assert f"{address}/en/" in log
    assert f"{address}/ar/" in log
