"""Every closed address with every role, and with none."""

import io
from collections.abc import Iterator

import pytest
from flask import Flask, url_for

from app.accounts.roles import ANYONE
from app.editor.blueprint import URLS, Row
from app.models.people import ROLES
from tests.support.desk import Desk
from tests.support.homes import Home, close
from tests.support.pages import Page, Site

# What strangers may ask for: the door, and links that carry their own key. It grows by hand.
OPEN = {"sign_in", "sign_in_code", "language", "link", "forgotten", "preview_shared"}
NAMED = {"code": "en", "language": "en"}  # all else is a number that nothing has
NOTHING = 999_999
BY_NAME = pytest.mark.parametrize("row", URLS, ids=[row.endpoint for row in URLS])


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[Flask]:
    """One site for all of them."""
    home = sample_home.copy(tmp_path_factory.mktemp("roles") / "instance")
    app = home.app()
    yield app
    close(app)
    home.remove()


@pytest.fixture(scope="module")
def desks(app: Flask) -> dict[str, Desk]:
    """Somebody of each role; the translator may write in the language that is asked for."""
    return {role: Desk(app, role, languages=[NAMED["language"]]) for role in ROLES}


def path_of(app: Flask, row: Row) -> str:
    (rule, *_more) = app.url_map.iter_rules(f"editor.{row.endpoint}")
    with app.test_request_context():
        values = {name: NAMED.get(name, NOTHING) for name in rule.arguments}
        return url_for(f"editor.{row.endpoint}", **values)


def ask(desk: Desk, path: str, method: str) -> Page:
    """A request by somebody whose session has just begun: the one before may have ended theirs."""
    desk.sign_in()
    data = {"csrf_token": desk.token()} if method == "POST" else None
    return desk.open(path, method=method, data=data)


@BY_NAME
def test_each_role_may_do_what_the_table_says(app: Flask, desks: dict[str, Desk], row: Row) -> None:
    path, allowed = path_of(app, row), ROLES if row.who is ANYONE else row.who
    for role, desk in desks.items():
        for method in row.methods:
            status = ask(desk, path, method).status
            assert (status == 403) == (role not in allowed), f"{role}: {method} {path}: {status}"
            assert status != 401, f"{role}: {method} {path}"


class Unread(io.BytesIO):
    """What is sent, and must not be read."""

    def read(self, _size: int | None = -1) -> bytes:
        """It was."""
        raise AssertionError("what was sent was read")


def test_of_whom_it_is_not_for_nothing_is_read(desks: dict[str, Desk]) -> None:
    desk = desks["contributor"]
    desk.sign_in()
    answer = desk.open(
        "/editor/videos/add",
        method="POST",
        input_stream=Unread(),
        content_length=100_000_000,
        content_type="multipart/form-data; boundary=x",
    )
    assert answer.status == 403


@BY_NAME
def test_strangers_are_asked_who_they_are(app: Flask, row: Row) -> None:
    path = path_of(app, row)
    for method in row.methods:
        page = Site(app).open(path, method=method)
        asked = page.status == 401 or page.location.startswith("/editor/sign-in?")
        assert asked == (row.who is not ANYONE), f"{method} {path}: {page.status}"
        assert page.headers["Cache-Control"].startswith("no-"), path


@BY_NAME
def test_no_form_is_taken_without_its_token(app: Flask, desks: dict[str, Desk], row: Row) -> None:
    if "POST" not in row.methods or row.endpoint in OPEN:
        return
    path = path_of(app, row)
    desk = desks["administrator"]
    desk.sign_in()
    for token in (None, "", "x", desk.token() + "x"):
        data = {"csrf_token": token} if token is not None else None
        assert desk.open(path, method="POST", data=data).status == 400, path


def test_every_address_stands_in_the_table(app: Flask) -> None:
    known = {f"editor.{row.endpoint}" for row in URLS}
    rules = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/editor")]
    assert {rule.endpoint for rule in rules} == known
    assert len(known) == len(URLS)


def test_only_the_door_is_open_to_strangers() -> None:
    assert {row.endpoint for row in URLS if row.who is ANYONE} <= OPEN
    assert all(row.who is ANYONE or set(row.who) <= set(ROLES) for row in URLS)
    assert all(row.who for row in URLS if row.who is not ANYONE)
