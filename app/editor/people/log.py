"""The log of what was done, for administrators to read and filter."""

from __future__ import annotations

import json
from typing import NamedTuple

from flask import request
from flask_babel import gettext as _

from app import audit
from app.accounts import users
from app.editor.pages import Answer
from app.editor.people import deeds, particulars
from app.editor.rendering import render
from app.models import AuditEntry

AT_A_TIME = 50
LARGEST = 2_147_483_647  # above it no database of ours has a number


class Line(NamedTuple):
    """An entry, in words."""

    entry: AuditEntry
    deed: str
    subject: str
    detail: list[tuple[str, str]]


def audit_log() -> Answer:
    """A page of the log, the newest first."""
    user_id, action = _number("user"), request.args.get("action", "").replace("\0", "")[:40]
    rows = audit.entries(
        user_id=user_id, action=action, before=_number("before"), limit=AT_A_TIME + 1
    )
    return render(
        "editor/log.html",
        # Translators: noun, the name of a part of the desk: who did what, and when.
        title=_("Log"),
        lines=[_line(row) for row in rows[:AT_A_TIME]],
        older=rows[AT_A_TIME - 1].number if len(rows) > AT_A_TIME else None,
        users=users.every(),
        chosen_user=user_id,
        action=action,
        kinds=deeds.kinds(),
    )


def _line(row: AuditEntry) -> Line:
    return Line(row, deeds.deed(row.action), deeds.subject(row.subject), _detail(row))


def _number(name: str) -> int | None:
    """A number from the address; None where there is none that makes sense."""
    text = request.args.get(name, "")
    if not text.isascii() or not text.isdigit():
        return None
    return min(int(text[:12]), LARGEST)


def _detail(entry: AuditEntry) -> list[tuple[str, str]]:
    known = json.loads(entry.detail)
    return particulars.said(entry.action, known)
