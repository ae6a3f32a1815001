"""What was scheduled and never came to readers: when it was to, and who called it off."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.models import AuditEntry, Item, Revision

PUBLISH = "text.publish"
# What ends a schedule: in one language, or in the several that are withdrawn with others.
DEEDS = (PUBLISH, "text.cancel-schedule", "text.withdraw", "story.withdraw")


@dataclass(frozen=True, slots=True)
class CalledOff:
    """When it was to begin, and when and by whom it was called off; None and "" where unknown.

    `replaced` says whether other words were published in its place.
    """

    due: datetime | None = None
    at: datetime | None = None
    who: str = ""
    replaced: bool = False


def called_off(item: Item, language: str, revisions: Sequence[Revision]) -> dict[int, CalledOff]:
    """By its number what became of each revision that was to be published and is not, by the log.

    Where the log does not tell, it is only known that it was called off.
    """
    deeds = _deeds(item, language) if revisions else []
    return {
        one.id: _of([deed for deed in deeds if deed[0].at >= one.created_at]) for one in revisions
    }


def _deeds(item: Item, language: str) -> list[tuple[AuditEntry, dict[str, Any]]]:
    """What was published, called off and withdrawn in a language, in its order."""
    rows = select(AuditEntry).where(
        AuditEntry.action.in_(DEEDS),
        AuditEntry.subject == item.type,
        AuditEntry.subject_id == str(item.id),
    )
    found = db.session.execute(rows.order_by(AuditEntry.number)).scalars()
    told = [(row, json.loads(row.detail)) for row in found]
    return [(row, detail) for row, detail in told if language in _languages(detail)]


def _languages(detail: dict[str, Any]) -> list[str]:
    return detail.get("languages") or [detail.get("language", "")]


def _of(deeds: Sequence[tuple[AuditEntry, dict[str, Any]]]) -> CalledOff:
    """What the deeds tell of a revision: the first of them published it, the next ended that."""
    if not deeds or deeds[0][0].action != PUBLISH:
        return CalledOff()
    due = _moment(deeds[0][1].get("from"))
    end = deeds[1][0] if len(deeds) > 1 else None
    if end is None:
        return CalledOff(due)
    return CalledOff(due, end.at, end.user_name, end.action == PUBLISH)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
