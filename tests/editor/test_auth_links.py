"""One-time links: looking uses nothing up, sending does, and strangers learn nothing."""

import pytest
from flask import Flask

from app import mail
from app.accounts import links
from app.extensions import db
from app.models import User
from tests.conftest import MakeApp
from tests.support.accounts import PASSWORD, SECRET, Door, done, user, with_password
from tests.support.desk import add_user

pytestmark = pytest.mark.usefixtures("cheap_passwords")

OTHER = "another otter paints nine harbours"
CHOICE = {"password": OTHER, "again": OTHER}


def link(app: Flask, purpose: str, user_id: int | None = None) -> str:
    with app.app_context():
        whose = db.session.get(User, user_id) if user_id else None
        address = links.make(purpose, whose)
        db.session.commit()
        return address.removeprefix(app.config["SETTINGS"].site_url)


def test_the_first_administrator(app: Flask) -> None:
    path, door = link(app, "setup"), Door(app)
    for _look in range(3):
        assert "first administrator" in door.get(path, status=200).text
    form = CHOICE | {"email": "Boss@desk.example", "name": "Boss"}
    assert door.send(path, form).location == "/editor/sign-in"
    assert door.sign_in("boss@desk.example", OTHER).status == 303
    assert door.get("/editor/users", status=200)
    assert Door(app).get(path).status == 404
    assert done(app) == ["link.setup", "sign-in"]


def test_a_second_setup_link_is_no_use_once_there_is_an_administrator(app: Flask) -> None:
    path = link(app, "setup")
    with_password(app, "administrator")
    assert Door(app).get(path).status == 404


def test_whoever_is_invited_chooses_a_password(app: Flask) -> None:
    user_id = add_user(app, "contributor", name="")
    path, door = link(app, "invite", user_id), Door(app)
    page = door.get(path, status=200)
    assert page.attributes("#password", "autocomplete") == ["new-password"]
    assert door.send(path, CHOICE | {"name": ""}).status == 200
    assert door.send(path, CHOICE | {"name": "Ada"}).status == 303
    assert user(app, user_id).name == "Ada"
    asked = door.get("/editor/sign-in")
    assert asked.attributes("#email", "value") == ["contributor@desk.example"]
    assert door.sign_in("contributor@desk.example", OTHER).status == 303


def test_a_new_password_ends_sessions_and_keeps_the_second_factor(app: Flask) -> None:
    user_id = with_password(app, totp_secret=SECRET)
    inside = Door(app)
    inside.sign_in("editor@desk.example")
    inside.code()
    assert inside.is_in()
    door = Door(app)
    door.send(link(app, "reset", user_id), CHOICE)
    assert not inside.is_in()
    assert door.sign_in("editor@desk.example", PASSWORD).status == 200
    assert door.sign_in("editor@desk.example", OTHER).location == "/editor/sign-in/code"


@pytest.mark.parametrize(
    "form",
    [
        {"password": "short", "again": "short"},
        {"password": OTHER, "again": OTHER + "x"},
        {"password": "", "again": ""},
        {"password": "editoreditoreditor", "again": "editoreditoreditor"},
        {},
    ],
)
def test_a_refused_password_does_not_use_the_link_up(app: Flask, form: dict[str, str]) -> None:
    path, door = link(app, "reset", with_password(app)), Door(app)
    page = door.send(path, form)
    assert page.status == 200
    assert page.title.startswith("Error:")
    assert door.send(path, CHOICE).status == 303


@pytest.mark.parametrize(
    "form", [{"email": "no address", "name": "B"}, {"email": "b@x.org"}, {"name": "B"}, {}]
)
def test_the_first_administrator_needs_name_and_address(app: Flask, form: dict[str, str]) -> None:
    path, door = link(app, "setup"), Door(app)
    assert door.send(path, CHOICE | form).status == 200
    assert door.send(path, CHOICE | {"email": "b@x.org", "name": "B"}).status == 303


@pytest.mark.parametrize("key", ["x", "%00", "..%2f", "x" * 3000, "%ED%A0%80"])
def test_keys_that_are_none(app: Flask, key: str) -> None:
    assert Door(app).get(f"/editor/link/{key}").status in (400, 404)


def test_keys_cannot_be_tried_for_long(app: Flask) -> None:
    door = Door(app)
    answers = [door.get(f"/editor/link/{number}").status for number in range(31)]
    assert answers == [404] * 30 + [429]


def test_no_other_site_learns_of_a_link(app: Flask) -> None:
    page = Door(app).get(link(app, "setup"))
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cache-Control"] == "no-store"


class TestForgotten:
    """Asking for a link by mail."""

    @pytest.fixture
    def sent(self, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
        sent: list[tuple[str, str, str]] = []
        monkeypatch.setattr(mail, "send", lambda *message: sent.append(message))
        return sent

    def test_everybody_gets_the_same_answer(
        self, make_app: MakeApp, sent: list[tuple[str, str, str]]
    ) -> None:
        app = make_app(smtp_host="mail.invalid")
        with_password(app)
        with_password(app, "translator", languages=["ar"], disabled_at=None)
        add_user(app, "contributor")
        answers = set()
        for name in ("editor", "nobody", "contributor"):
            page = Door(app).send("/editor/forgotten", {"email": f"{name}@desk.example"})
            answers.add((page.status, page.text))
        assert len(answers) == 1
        ((to, _subject, body),) = sent
        assert to == "editor@desk.example"
        path = body.partition("http://site.example")[2].split()[0]
        assert Door(app).send(path, CHOICE).status == 303

    def test_nobody_is_flooded_with_mail(
        self, make_app: MakeApp, sent: list[tuple[str, str, str]]
    ) -> None:
        app = make_app(smtp_host="mail.invalid")
        with_password(app)
        form = {"email": "editor@desk.example"}
        answers = [Door(app).send("/editor/forgotten", form).status for _time in range(7)]
        assert answers == [200] * 6 + [429]
        assert len(sent) == 6

    def test_without_mail_an_administrator_helps(self, app: Flask) -> None:
        assert "administrator" in Door(app).get("/editor/forgotten", status=200).text

    def test_the_mail_speaks_the_language_of_its_reader(
        self, make_app: MakeApp, sent: list[tuple[str, str, str]]
    ) -> None:
        app = make_app(smtp_host="mail.invalid")
        with_password(app, language="en")
        door = Door(app)
        door.get("/editor/forgotten?language=ar")
        page = door.send("/editor/forgotten", {"email": "editor@desk.example"})
        assert page.lang == "ar"
        assert "new password" in sent[0][1]
