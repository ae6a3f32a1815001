"""A session that ends while somebody writes: what they typed comes back to them alone."""

import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.clock import freeze
from app.editor.people import carrying
from app.editor.writing import writer
from tests.support.accounts import PASSWORD, SECRET, Door, now, user, with_password
from tests.support.pages import Page, text_of

pytestmark = pytest.mark.usefixtures("cheap_passwords")

EMAIL = "editor@desk.example"
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
TYPED = [
    ("name", 'Ada <b>"O’Neill"</b> & سارة\u2067'),
    ("language", "ar"),
    ("body_ar", "فقرة أولى\r\n\r\n<p>فقرة ثانية</p>\r\n"),
    ("picked", "1"),
    ("picked", "2"),
    ("empty", ""),
]


def fields(page: Page, selector: str) -> list[tuple[str, str]]:
    """What a form would send, line ends as a browser sends them."""
    found = page.all(f"{selector} input[type=hidden]")
    pairs = [(field.attrs["name"] or "", field.attrs.get("value") or "") for field in found]
    return [(name, value.replace("\r\n", "\n").replace("\n", "\r\n")) for name, value in pairs]


def hidden(door: Door) -> dict[str, str]:
    page = door.get("/editor/account", status=200)
    return {n: v for n, v in fields(page, "main form") if n in ("csrf_token", "writer")}


def end_of_session(door: Door) -> None:
    door.client.delete_cookie("desk", path="/editor")


def post(door: Door, values: list[tuple[str, str]], path: str = "/editor/account?tab=2") -> Page:
    return door.open(path, method="POST", data=MultiDict(values))


def carry_on(door: Door, page: Page, **form: str) -> Page:
    """Fill in the page that asks who it is."""
    action = page.attributes("main form", "action")[0]
    return door.open(
        action, method="POST", data=MultiDict([*fields(page, "main form"), *form.items()])
    )


@pytest.fixture
def door(app: Flask) -> Door:
    with_password(app, totp_secret=SECRET)
    door = Door(app)
    with freeze(NOON):
        door.sign_in(EMAIL)
        door.code()
    return door


@pytest.fixture
def asked(door: Door) -> Page:
    """The page that came in answer to a form after its session had ended."""
    with freeze(NOON):
        held = hidden(door)
    end_of_session(door)
    page = post(door, [*held.items(), *TYPED])
    assert page.status == 401
    assert page.h1 == "Sign in"
    return page


def test_everything_typed_comes_back(app: Flask, door: Door, asked: Page) -> None:
    later = NOON + timedelta(hours=1)
    with freeze(later):
        wrong = carry_on(door, asked, email=EMAIL, password="wrong")  # noqa: S106  # it is wrong
        code = carry_on(door, wrong, email=EMAIL, password=PASSWORD)
        assert code.h1 == "Your second factor"
        again = carry_on(door, code, code="000")
        page = carry_on(door, again, code=now())
        assert page.h1 == "You are signed in again"
        assert page.lang == "en"
        assert page.attributes("main form", "action") == ["/editor/account?tab=2"]
        sent = fields(page, "main form")
        assert [
            pair for pair in sent if pair[0] not in ("csrf_token", "writer", "resumed")
        ] == TYPED
        assert ("resumed", "1") in sent
        assert carry_on(door, page).status == 303
    assert user(app, 1).name.startswith('Ada <b>"O’Neill"</b> & سارة')


def test_passwords_are_typed_once_more(door: Door) -> None:
    with freeze(NOON):
        held = hidden(door)
    end_of_session(door)
    typed = [
        ("password", PASSWORD),
        ("new", "seven new otters paint"),
        ("again", "seven new otters"),
    ]
    page = post(door, [*held.items(), *typed, ("other", "words")], "/editor/account/password")
    assert page.status == 401
    assert "words" in page.text
    assert "otters" not in page.text
    assert PASSWORD not in page.text


def test_to_somebody_else_nothing_comes(app: Flask, door: Door, asked: Page) -> None:
    with_password(app, "translator", languages=["ar"])
    page = carry_on(door, asked, email="translator@desk.example", password=PASSWORD)
    assert (page.status, page.location) == (303, "/editor/")
    shown = door.get("/editor/account")
    assert "not kept" in text_of(shown.one(".messages"))
    assert "سارة" not in shown.text


def test_a_session_that_ended_by_itself(door: Door) -> None:
    with freeze(NOON):
        held = hidden(door)
    with freeze(NOON + timedelta(hours=13)):
        page = post(door, [*held.items(), *TYPED])
        assert page.status == 401
        assert "فقرة ثانية" in page.attributes("input[name=carried]", "value")[0]


def test_a_stale_token_of_somebody_signed_in(door: Door) -> None:
    with freeze(NOON):
        held = hidden(door)
        page = post(door, [("csrf_token", "old"), ("writer", held["writer"]), *TYPED])
        assert page.status == 400
        assert page.h1 == "You are signed in again"
        assert carry_on(door, page).status == 303


def test_a_form_of_another_site_is_not_carried(door: Door) -> None:
    with freeze(NOON):
        forged = post(door, TYPED)
        assert forged.status == 400
        assert "سارة" not in forged.text
    end_of_session(door)
    for mark in ("", "1", "x.y.z"):
        page = post(door, [("writer", mark), *TYPED])
        assert page.status == 401
        assert "carried" not in page.text
        assert "سارة" not in page.text


def test_a_stale_token_at_the_door_asks_once_more(app: Flask, asked: Page) -> None:
    stranger = Door(app)
    values = {"email": EMAIL, "password": PASSWORD, "csrf_token": "old"}
    kept = asked.attributes("input[name=carried]", "value")[0]
    page = stranger.open("/editor/sign-in", method="POST", data=values | {"carried": kept})
    assert (page.status, page.h1) == (400, "Sign in")
    assert page.attributes("input[name=carried]", "value") == [kept]
    assert stranger.open("/editor/forgotten", method="POST", data={}).status == 303


def test_a_script_is_told(door: Door) -> None:
    end_of_session(door)
    asks = {"Accept": "application/json"}
    page = door.open("/editor/account", method="POST", data=dict(TYPED), headers=asks)
    assert (page.status, page.json) == (401, {"error": "signed-out"})


def test_a_file_has_to_be_chosen_again(door: Door) -> None:
    with freeze(NOON):
        held = hidden(door)
    end_of_session(door)
    data = held | {"name": "Ada", "file": (io.BytesIO(b"picture"), "a.jpg")}
    page = door.open("/editor/account", method="POST", data=data)
    assert json.loads(page.attributes("input[name=carried]", "value")[0])["files"] is True


def test_a_whole_film_is_not_read(door: Door) -> None:
    with freeze(NOON):
        held = hidden(door)
    end_of_session(door)
    large = {"CONTENT_LENGTH": str(carrying.MOST + 1), "REMOTE_ADDR": "127.0.0.1"}
    page = door.open("/editor/account", method="POST", data=held, environ_overrides=large)
    assert page.status in (401, 413)
    assert "carried" not in page.text


@pytest.mark.parametrize(
    "change",
    [
        {"to": "https://evil.example/editor/account"},
        {"to": "//evil.example/editor/account"},
        {"to": "/en/"},
        {"to": "/editor/link"},
        {"to": None},
        {"writer": "1"},
        {"fields": "x"},
        {"fields": [["a"]]},
        {"fields": None},
    ],
)
def test_what_was_tampered_with_leads_nowhere(app: Flask, change: dict[str, object]) -> None:
    with app.test_request_context("/editor/"):
        with_password(app)
        whole = {"to": "/editor/account", "fields": [["a", "b"]], "files": False}
        whole["writer"] = writer.mark(user(app, 1))
        assert carrying.unpack(json.dumps(whole)) is not None
        assert carrying.unpack(json.dumps(whole | change)) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '{"to": 1}'])
def test_what_is_no_packet_is_none(app: Flask, text: str) -> None:
    with app.test_request_context("/editor/"):
        assert carrying.unpack(text) is None
