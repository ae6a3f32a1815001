"""Chooses the engine of a database: the one place in search that knows there are two."""

from __future__ import annotations

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from app.search.engine import SearchEngine
from app.search.postgres import PostgresEngine
from app.search.sqlite import SQLiteEngine

ENGINES: dict[str, SearchEngine] = {"sqlite": SQLiteEngine(), "postgresql": PostgresEngine()}


def engine_of(where: Connection | Session) -> SearchEngine:
    """The engine of the database to which `where` talks."""
    bind = where.get_bind() if isinstance(where, Session) else where
    return ENGINES[bind.dialect.name]
