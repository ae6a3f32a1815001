"""The audit log: what is appended stays, and whoever changes it is found out."""

import logging
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.ctx import AppContext
from sqlalchemy import delete, update

from app import audit
from app.clock import freeze
from app.extensions import db
from app.models import AuditEntry
from tests.support.homes import command

pytestmark = pytest.mark.usefixtures("app_context", "chain")


@pytest.fixture
def chain(app_context: AppContext) -> str:  # noqa: ARG001  # an application must be there first
    """A chain of five entries, and the hash of the third."""
    hashes = [audit.record("text.save", "story", n, {"n": n}).hash for n in range(5)]
    db.session.commit()
    return hashes[2]


def test_an_untouched_chain_is_whole(chain: str) -> None:
    verdict = audit.verify()
    assert (verdict.number, verdict.fault) == (5, "")
    assert audit.verify(chain).fault == ""


def test_an_entry_that_was_changed_is_named() -> None:
    db.session.execute(update(AuditEntry).where(AuditEntry.number == 3).values(subject_id="9"))
    assert audit.verify() == audit.Verdict(2, audit.verify().head, "entry 3 was changed")


def test_an_entry_with_a_new_seal_breaks_the_next() -> None:
    entry = db.session.get(AuditEntry, 3)
    assert entry is not None
    entry.action = "nothing"
    entry.hash = audit.sealed(entry)
    db.session.flush()
    assert audit.verify().fault == "entry 4 does not follow the one before it"


@pytest.mark.parametrize(("gone", "fault"), [(3, "the next entry is missing"), (5, "missing")])
def test_an_entry_taken_out_is_missed(gone: int, fault: str) -> None:
    db.session.execute(delete(AuditEntry).where(AuditEntry.number == gone))
    assert fault in audit.verify().fault


def test_a_chain_written_anew_lacks_the_hash_once_printed(chain: str) -> None:
    before = audit.BEGINNING
    for entry in reversed(audit.entries()):
        entry.user_name, entry.previous = "nobody", before
        before = entry.hash = audit.sealed(entry)
    db.session.flush()
    assert audit.verify(chain).fault


def test_what_is_rolled_back_leaves_no_gap() -> None:
    audit.record("text.publish", "story", 1)
    db.session.rollback()
    audit.record("text.publish", "story", 2)
    assert audit.verify() == audit.Verdict(6, audit.verify().head)


def test_the_head_is_printed_once_a_day(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    with freeze(datetime(2026, 3, 1, 9, tzinfo=UTC)):
        first = audit.record("sign-in")
        assert not caplog.messages
        db.session.commit()
        audit.record("sign-in")
        db.session.commit()
    assert [first.hash in line for line in caplog.messages] == [True]
    with freeze(datetime(2026, 3, 2, 9, tzinfo=UTC)):
        third = audit.record("sign-in")
        db.session.commit()
    assert third.hash in caplog.messages[-1]
    assert len(caplog.messages) == 2


def test_a_head_that_was_rolled_back_is_not_printed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    with freeze(datetime(2026, 3, 1, 9, tzinfo=UTC)):
        never = audit.record("sign-in").hash
        db.session.rollback()
        there = audit.record("sign-out").hash
        db.session.commit()
    assert never not in caplog.text
    assert there in caplog.messages[-1]
    assert audit.verify(there).fault == ""


def test_the_command_says_where_a_chain_breaks(app: Flask, chain: str) -> None:
    assert "5 entries are sound" in command(app, "audit", "verify", "--head", chain)
    db.session.execute(update(AuditEntry).where(AuditEntry.number == 2).values(user_name="x"))
    db.session.commit()
    done = app.test_cli_runner().invoke(args=["audit", "verify"])
    assert done.exit_code == 1
    assert "breaks after entry 1: entry 2 was changed" in done.output
