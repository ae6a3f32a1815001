"""The database: engine options, SQLite pragmas, and what is said when it cannot be reached."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.engine.url import URL
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from app.config import Settings, StartupError

ENGINES = ("sqlite", "postgresql")


def address(settings: Settings) -> URL:
    """The database's address for SQLAlchemy; StartupError where it names no engine of ours."""
    # Hosting companies still hand out postgres://, which SQLAlchemy refuses.
    text = settings.database_url.replace("postgres://", "postgresql://", 1)
    try:
        url = make_url(text)
    except ArgumentError:
        raise StartupError("DATABASE_URL is not a database address.") from None
    if url.get_backend_name() not in ENGINES:
        raise StartupError("DATABASE_URL must begin with sqlite:// or postgresql://.")
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return url


def options(settings: Settings) -> dict[str, Any]:
    """Options of create_engine: a pool as large as a worker has threads, checked before use.

    Errors do not carry parameters: what a reader searched for is nobody's business in a log.
    """
    url = address(settings)
    if url.get_backend_name() == "sqlite":
        return {"hide_parameters": True, "connect_args": {"timeout": 5}}
    return {
        "hide_parameters": True,
        "pool_size": settings.threads,
        "max_overflow": 2,
        "pool_pre_ping": True,
        "connect_args": {"connect_timeout": 5, "options": "-c statement_timeout=15000"},
    }


@event.listens_for(Engine, "connect")
def _pragmas(connection: Any, _record: ConnectionPoolEntry) -> None:
    """WAL lets readers and one writer work at once; FULL keeps what was acknowledged."""
    if isinstance(connection, sqlite3.Connection):
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute("PRAGMA busy_timeout=5000")
        cursor.close()
