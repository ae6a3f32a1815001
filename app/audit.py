"""The log of what was done: append-only, each entry sealed with the hash of the one before.

Whoever changes an entry, or takes one out, breaks the chain from there on. Whoever rewrites the
whole chain meets its head in the log of the server, where it is printed once a day.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import g, has_request_context
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from app.clock import utcnow
from app.extensions import db
from app.models import AuditEntry, AuditHead, User

log = logging.getLogger(__name__)

BEGINNING = "0" * 64  # what the first entry holds as the hash of the one before
AT_A_TIME = 500  # entries read at once
UNTOLD = "untold head"  # in the session's notes: what is printed when it is committed
LONGEST_ID = 100  # characters of the column; an address may have more


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a look at the whole chain found: `number` entries are sound, and `fault` says why not
    the next one; "" where all are."""

    number: int
    head: str
    fault: str = ""


def record(
    action: str,
    subject: str = "",
    id: object = "",
    detail: Mapping[str, Any] | None = None,
    user: User | None = None,
) -> AuditEntry:
    """Append what was done to the chain, within the transaction that does it.

    `action` is a dotted word ("text.publish"), `subject` and `id` say to what ("story", 12),
    `detail` is small and holds neither texts nor secrets, and `user` is who did it, by default
    whoever is signed in.
    """
    user = user or _signed_in()
    head = _held()
    entry = AuditEntry(
        number=head.number + 1,
        at=utcnow(),
        user_id=user.id if user else None,
        user_name=user.name or user.email if user else "",
        action=action,
        subject=subject,
        subject_id=str(id)[:LONGEST_ID],
        detail=json.dumps(detail or {}, ensure_ascii=False, sort_keys=True, default=str),
        previous=head.hash or BEGINNING,
    )
    entry.hash = sealed(entry)
    head.number, head.hash = entry.number, entry.hash
    db.session.add(entry)
    db.session.flush()
    _tell(head)
    return entry


def _signed_in() -> User | None:
    user: User | None = g.get("user") if has_request_context() else None
    return user


def _held() -> AuditHead:
    """The end of the chain, held until the transaction ends: nobody else appends meanwhile."""
    held = update(AuditHead).values(number=AuditHead.number)
    if db.session.connection().execute(held).rowcount == 0:
        db.session.add(AuditHead(id=1, number=0, hash=""))
        db.session.flush()
    return db.session.execute(
        select(AuditHead).execution_options(populate_existing=True)
    ).scalar_one()


def _tell(head: AuditHead) -> None:
    """Print the head once a day, so that it is known outside of the database.

    When it is committed: one that was rolled back would look like a chain written anew.
    """
    today = utcnow().date()
    if head.told_on != today:
        head.told_on = today
        db.session.flush()
        db.session.info[UNTOLD] = (head.number, head.hash)


@event.listens_for(db.session, "after_commit")
def _committed(session: Session) -> None:
    untold = session.info.pop(UNTOLD, None)
    if untold:
        log.warning("Audit log: entry %s has the hash %s", *untold)


@event.listens_for(db.session, "after_rollback")
def _rolled_back(session: Session) -> None:
    session.info.pop(UNTOLD, None)


def sealed(entry: AuditEntry) -> str:
    """The hash of an entry with all that it holds, the hash of the one before included."""
    said = [
        entry.number,
        entry.at.isoformat(),
        entry.user_id,
        entry.user_name,
        entry.action,
        entry.subject,
        entry.subject_id,
        entry.detail,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def verify(head: str = "") -> Verdict:
    """Walk the whole chain; with `head`, a hash once printed, that entry must be in it still."""
    number, before, met = 0, BEGINNING, not head
    for entry in _entries():
        fault = _fault(entry, number + 1, before)
        if fault:
            return Verdict(number, before, fault)
        number, before = entry.number, entry.hash
        met = met or before == head
    kept = db.session.execute(select(AuditHead)).scalar()
    if kept is not None and (kept.number, kept.hash or BEGINNING) != (number, before):
        return Verdict(number, before, "the entries after it are missing")
    return Verdict(number, before, "" if met else "no entry has the hash that was given")


def _fault(entry: AuditEntry, number: int, before: str) -> str:
    if entry.number != number:
        return "the next entry is missing"
    if entry.previous != before:
        return f"entry {number} does not follow the one before it"
    return "" if entry.hash == sealed(entry) else f"entry {number} was changed"


def _entries() -> Iterator[AuditEntry]:
    """All entries from the first on, a batch at a time."""
    last, wanted = -1, select(AuditEntry).order_by(AuditEntry.number).limit(AT_A_TIME)
    while True:
        batch = db.session.execute(wanted.where(AuditEntry.number > last)).scalars().all()
        yield from batch
        if len(batch) < AT_A_TIME:
            return
        last = batch[-1].number


def entries(
    *, user_id: int | None = None, action: str = "", before: int | None = None, limit: int = 50
) -> list[AuditEntry]:
    """The newest entries, of one user, below a number, of actions that begin with `action`.

    Or that end with it where it begins with a dot: ".take-down", whatever was taken down.
    """
    wanted = select(AuditEntry).order_by(AuditEntry.number.desc()).limit(limit)
    if user_id is not None:
        wanted = wanted.where(AuditEntry.user_id == user_id)
    if action:
        like = AuditEntry.action.endswith if action[0] == "." else AuditEntry.action.startswith
        wanted = wanted.where(like(action, autoescape=True))
    if before is not None:
        wanted = wanted.where(AuditEntry.number < before)
    return list(db.session.execute(wanted).scalars())
