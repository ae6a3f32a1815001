"""What came back in files while the site's own had changed as well, and waits to be decided."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import func, select

from app.extensions import db
from app.models import Suggestion, User


def counts(subjects: Collection[str]) -> dict[str, int]:
    """How many suggestions about things of these kinds wait, by language."""
    statement = (
        select(Suggestion.language, func.count())
        .where(Suggestion.subject.in_(subjects))
        .group_by(Suggestion.language)
    )
    return {row[0]: row[1] for row in db.session.execute(statement)}


def rows(
    language: str, subjects: Collection[str], after: int | None = None, limit: int = 25
) -> tuple[list[tuple[Suggestion, str]], int | None]:
    """Those of a language, each with the name of who took it in, the oldest first.

    From above the number `after`; and the next `after`.
    """
    statement = (
        select(Suggestion, func.coalesce(User.name, ""))
        .outerjoin(User, User.id == Suggestion.user_id)
        .where(Suggestion.language == language, Suggestion.subject.in_(subjects))
        .order_by(Suggestion.id)
    )
    if after is not None:
        statement = statement.where(Suggestion.id > after)
    found = [(row, name) for row, name in db.session.execute(statement.limit(limit + 1))]
    shown = found[:limit]
    return shown, shown[-1][0].id if len(found) > limit else None
