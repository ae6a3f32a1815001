"""Column types that behave alike on both engines."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect
from sqlalchemy.types import TypeDecorator


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: aware datetimes in, aware UTC datetimes out; a naive one is refused.

    Stored without a zone, since SQLite keeps none, and always in UTC.
    """

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """The naive UTC value to store; ValueError for a naive datetime."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a time zone was given to the database")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, _dialect: Dialect) -> datetime | None:
        """The stored value as an aware UTC datetime."""
        return None if value is None else value.replace(tzinfo=UTC)


class Languages(TypeDecorator[dict[str, str]]):
    """A text per language: {"en": …, "ar": …}. For what is not published language by language."""

    impl = JSON
    cache_ok = True


class Json(TypeDecorator[Any]):
    """Any JSON value."""

    impl = JSON
    cache_ok = True
