"""The doubts about what is live, as the checks found them when they last looked: counts, lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select

from app.clock import utcnow
from app.content.checks import Finding, messages
from app.content.lifecycle.publications import live
from app.content.worklists.worklist import Work, works
from app.extensions import db
from app.models import Publication, SecondLook

LOOK = SecondLook.__table__.c


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A live story with doubts, the most serious first."""

    work: Work
    findings: tuple[Finding, ...]


def counts() -> dict[str, int]:
    """How many live stories have findings in each language, in one statement."""
    rows = (
        select(Publication.language, func.count())
        .join(SecondLook.__table__, LOOK.item_id == Publication.item_id)
        .where(_found())
        .group_by(Publication.language)
    )
    return dict(db.session.execute(rows).all())


def rows(
    language: str, before: int | None = None, limit: int = 25
) -> tuple[list[Doubtful], int | None]:
    """Live stories with findings in a language by number, the newest first, from below `before`;
    and the next `before`. As many as counts() says, and of their findings those in the language.
    """
    wanted = _failing(Publication.language == language)
    if before is not None:
        wanted = wanted.where(LOOK.item_id < before)
    found = db.session.execute(wanted.limit(limit + 1)).all()
    more = found[limit - 1].item_id if len(found) > limit else None
    return _doubtful(found[:limit], language), more


def newest(limit: int) -> list[Doubtful]:
    """The newest live stories with findings in a language that is live, with all of them."""
    return _doubtful(db.session.execute(_failing().limit(limit)).all())


def _found() -> ColumnElement[bool]:
    """Whether a publication is that of a live story in whose language something was found."""
    named = literal("%,").concat(Publication.language).concat(",%")
    return and_(
        Publication.type == "story",
        live(utcnow()),
        LOOK.languages != "",
        LOOK.languages.like(named),
    )


def _failing(*conditions: ColumnElement[bool]) -> Select[Any]:
    """What was found of live stories, the newest first."""
    theirs = select(Publication.id).where(
        Publication.item_id == LOOK.item_id, _found(), *conditions
    )
    return (
        select(LOOK.item_id, LOOK.findings)
        .where(theirs.correlate(SecondLook.__table__).exists())
        .order_by(LOOK.item_id.desc())
    )


def _doubtful(rows: Sequence[Any], language: str = "") -> list[Doubtful]:
    known = works([row.item_id for row in rows])
    return [Doubtful(known[row.item_id], tuple(_findings(row.findings, language))) for row in rows]


def _findings(rows: list[dict[str, Any]], language: str) -> list[Finding]:
    """What was kept, as findings; without what the checks of now do not know any more."""
    return [
        Finding(row["code"], row["language"], values=row["values"], other_language=row["other"])
        for row in rows
        if row["language"] == (language or row["language"]) and messages.known(row["code"])
    ]
