"""Alive and ready: what monitors are told, and what keeps the site from starting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from app import assets, health
from app.config import StartupError
from app.extensions import db

MakeApp = Callable[..., Flask]


def test_alive(app: Flask) -> None:
    got = app.test_client().get("/healthz")
    assert (got.status_code, got.text) == (200, "alive\n")
    assert got.headers["Cache-Control"] == "no-store"


def test_ready(app: Flask) -> None:
    got = app.test_client().get("/readyz")
    assert got.status_code == 200
    assert got.get_json() == {"ready": True, "checks": dict.fromkeys(health.CHECKS, "ok")}
    assert got.headers["Cache-Control"] == "no-store"
    health.require_ready(app)


@pytest.mark.parametrize("fault", ["database", "migrations", "translations", "static"])
def test_what_is_missing_is_named_and_kept_from_starting(
    app: Flask, fault: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    FAULTS[fault](app, monkeypatch, tmp_path)
    got = app.test_client().get("/readyz")
    assert got.status_code == 503
    assert got.get_json()["checks"][fault] == "failed"
    assert str(tmp_path) not in got.text
    with pytest.raises(StartupError) as error:
        health.require_ready(app)
    assert "\n" not in str(error.value)


def test_a_password_is_in_no_message(make_app: MakeApp) -> None:
    app = make_app(database_url="postgresql://me:secret@127.0.0.1:1/none")
    with pytest.raises(StartupError) as error:
        health.require_ready(app)
    assert "127.0.0.1" in str(error.value)
    assert "secret" not in str(error.value)


def test_tables_newer_than_the_code_are_no_fault(app: Flask) -> None:
    _revision(app, "9999_from_the_future")
    assert app.test_client().get("/readyz").status_code == 200


def _revision(app: Flask, name: str) -> None:
    with app.app_context():
        db.session.execute(db.text("UPDATE alembic_version SET version_num = :n"), {"n": name})
        db.session.commit()


def _no_database(_app: Flask, monkeypatch: pytest.MonkeyPatch, _folder: Path) -> None:
    def gone() -> None:
        raise StartupError("The database cannot be reached: sqlite://")

    monkeypatch.setitem(health.CHECKS, "database", gone)


def _no_migrations(app: Flask, _monkeypatch: pytest.MonkeyPatch, _folder: Path) -> None:
    with app.app_context():
        db.session.execute(db.text("DELETE FROM alembic_version"))
        db.session.commit()


def _no_catalogs(_app: Flask, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(health, "TRANSLATIONS", folder)


def _no_static(_app: Flask, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(assets, "BUILT", folder)


FAULTS = {
    "database": _no_database,
    "migrations": _no_migrations,
    "translations": _no_catalogs,
    "static": _no_static,
}
