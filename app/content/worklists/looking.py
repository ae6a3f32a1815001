"""A second look at live stories: what the checks find of those that are due, and its keeping."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, false, insert, select, update

from app.clock import utcnow
from app.config import settings
from app.content import checks
from app.content.checks import MOST, Finding
from app.content.worklists import live_words
from app.content.worklists.due import Due, facts_now
from app.extensions import db
from app.models import Dismissal, Item, SecondLook

AT_ONCE = 20  # stories whose words are read at a time
ITEM = Item.__table__.c
Row = dict[str, Any]


def look(
    chosen: Sequence[Due], answers: Callable[[str], bool], seconds: float | None = None
) -> int:
    """Look at these stories and keep what is found; how many that were, of those still live.

    None is begun after `seconds`. `answers` says whether a path inside the site does.
    """
    began, moment = time.monotonic(), utcnow()
    words = live_words.of([one.id for one in chosen])
    dismissed = _dismissed(words)
    found: dict[int, Row] = {}
    for one in chosen:
        if one.id not in words:
            continue
        if seconds is not None and time.monotonic() - began > seconds:
            break
        doubts = checks.doubts(
            words[one.id],
            answers=answers,
            dismissed=dismissed.get(one.id, ()),
            site_url=settings().site_url,
        )
        found[one.id] = _row(one, doubts, moment)
    _keep(found)
    return len(found)


def _dismissed(ids: Collection[int]) -> dict[int, set[str]]:
    rows = select(Dismissal.item_id, Dismissal.fingerprint).where(Dismissal.item_id.in_(ids))
    found: dict[int, set[str]] = {}
    for id, fingerprint in db.session.execute(rows) if ids else ():
        found.setdefault(id, set()).add(fingerprint)
    return found


def _row(one: Due, doubts: Sequence[Finding], moment: datetime) -> Row:
    languages = sorted({found.language for found in doubts})
    kept = [found for code in languages for found in _of(doubts, code)[:MOST]]
    return {
        "item_id": one.id,
        "looked_at": moment,
        "state": one.state,
        "facts": facts_now(),
        "languages": f",{','.join(languages)}," if languages else "",
        "findings": [_plain(found) for found in sorted(kept, key=lambda found: -found.weight)],
    }


def _of(doubts: Sequence[Finding], language: str) -> list[Finding]:
    return [found for found in doubts if found.language == language]


def _plain(finding: Finding) -> Row:
    """What its sentences need; where it stands, the page of the story says."""
    return {
        "code": finding.code,
        "language": finding.language,
        "other": finding.other_language,
        "values": dict(finding.values),
    }


def _keep(found: dict[int, Row]) -> None:
    """Write what was found of stories that are still there; held, so none is taken down meanwhile.

    They are held in the order of their numbers, as content/lifecycle/holding.py has it.
    """
    # First a write that changes nothing: from here on nobody else writes to a SQLite.
    db.session.execute(update(SecondLook).where(false()).values(state=SecondLook.state))
    held = (
        select(ITEM.id)
        .where(ITEM.id.in_(found), ITEM.taken_down_at.is_(None))
        .order_by(ITEM.id)
        .with_for_update(key_share=True)
    )
    ids = db.session.execute(held).scalars().all()
    if ids:
        db.session.execute(delete(SecondLook).where(SecondLook.item_id.in_(ids)))
        db.session.execute(insert(SecondLook), [found[id] for id in ids])
