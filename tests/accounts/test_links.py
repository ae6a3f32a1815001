"""One-time links: once, until a moment, and one at a time."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, url_for
from flask.ctx import AppContext

from app.accounts import links, users
from app.clock import freeze
from app.extensions import db
from app.models import OneTimeLink, User

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def key_of(address: str) -> str:
    return address.rpartition("/")[2]


@pytest.fixture
def user(app_context: AppContext) -> User:  # noqa: ARG001  # it has to be there
    made = users.add("a@x.org", "Ada", "editor")
    db.session.commit()
    return made


def test_the_address_is_that_of_the_page(app: Flask) -> None:
    with app.test_request_context():
        assert url_for("editor.link", key="k") == links.PAGE + "k"


@pytest.mark.parametrize(("purpose", "hours"), [("setup", 1), ("reset", 1), ("invite", 168)])
def test_it_lasts_so_long(user: User, purpose: str, hours: int) -> None:
    with freeze(NOON):
        key = key_of(links.make(purpose, user))
    with freeze(NOON + timedelta(hours=hours, seconds=-1)):
        assert links.find(key) is not None
    with freeze(NOON + timedelta(hours=hours)):
        assert links.find(key) is None


def test_it_works_once(user: User) -> None:
    found = links.find(key_of(links.make("reset", user)))
    assert found is not None
    assert links.use(found)
    assert not links.use(found)
    db.session.refresh(found)
    assert found.used_at is not None


def test_a_new_one_replaces_the_old(user: User) -> None:
    first, second = (key_of(links.make("reset", user)) for _time in range(2))
    setup = key_of(links.make("setup"))
    assert links.find(first) is None
    assert links.find(second) is not None
    assert links.find(setup) is not None


def test_the_key_is_not_kept(user: User) -> None:
    key = key_of(links.make("reset", user))
    assert key not in str([row.__dict__ for row in db.session.query(OneTimeLink)])


def test_those_of_somebody_shut_out_do_not_work(user: User) -> None:
    users.add("b@x.org", "Boss", "administrator")
    key = key_of(links.make("reset", user))
    users.disable(user)
    assert links.find(key) is None
    users.enable(user)
    assert links.find(key) is None
