"""`flask users`, and the link of the first start."""

import re

import pytest
from flask import Flask

from app.extensions import db
from app.models import OneTimeLink, User
from tests.support.accounts import PASSWORD, SECRET, Door, done, user, with_password
from tests.support.homes import command

pytestmark = pytest.mark.usefixtures("cheap_passwords")

CHOICE = {"password": PASSWORD, "again": PASSWORD}
LINK = re.compile(r"http://site\.example(/editor/link/\S+)")


def link_in(text: str) -> str:
    found = LINK.search(text)
    assert found, text
    return found[1]


def refused(app: Flask, *words: str) -> str:
    done = app.test_cli_runner().invoke(args=list(words))
    assert done.exit_code == 1, done.output
    return str(done.output)


def test_somebody_made_here_chooses_a_password(app: Flask) -> None:
    said = command(app, "users", "create", "Ada@x.org", "--name", "Ada", "--role", "administrator")
    door = Door(app)
    assert door.send(link_in(said), CHOICE).status == 303
    assert door.sign_in("ada@x.org").status == 303
    assert door.get("/editor/users").status == 200
    assert done(app)[0] == "user.create"


def test_an_invitation_can_be_repeated(app: Flask) -> None:
    words = ("users", "invite", "a@x.org", "--role", "translator", "--language", "ar")
    first, second = (link_in(command(app, *words)) for _time in range(2))
    door = Door(app)
    assert door.get(first).status == 404
    assert door.get(second).status == 200
    assert user(app, 1).languages == ["ar"]


def test_the_list(app: Flask) -> None:
    with_password(app, totp_secret=SECRET, name="Eda")
    command(app, "users", "invite", "t@x.org", "--role", "translator", "--language", "ar")
    assert command(app, "users", "list").splitlines() == [
        "t@x.org\ttranslator ar\tinvited\tpassword alone\t",
        "editor@desk.example\teditor\tactive\tsecond factor\tEda",
    ]


def test_a_new_password(app: Flask) -> None:
    with_password(app)
    door = Door(app)
    door.sign_in("editor@desk.example")
    path = link_in(command(app, "users", "password", "editor@desk.example"))
    assert not door.is_in()
    assert door.send(path, CHOICE).status == 303


def test_shutting_out_and_letting_in_again(app: Flask) -> None:
    user_id = with_password(app)
    command(app, "users", "disable", "editor@desk.example")
    assert user(app, user_id).disabled_at is not None
    command(app, "users", "enable", "EDITOR@desk.example")
    assert user(app, user_id).disabled_at is None
    assert done(app) == ["user.disable", "user.enable"]


def test_a_lost_second_factor(app: Flask) -> None:
    user_id = with_password(app, totp_secret=SECRET, recovery_codes=["x"])
    command(app, "users", "reset-second-factor", "editor@desk.example")
    found = user(app, user_id)
    assert (found.totp_secret, found.recovery_codes) == ("", [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("create", "no-address"), "not an email address"),
        (("create", "administrator@desk.example"), "already"),
        (("invite", "t@x.org", "--role", "translator"), "languages"),
        (("password", "nobody@x.org"), "no user"),
        (("disable", "nobody@x.org"), "no user"),
        (("disable", "administrator@desk.example"), "last administrator"),
        (("enable", "nobody@x.org"), "no user"),
        (("reset-second-factor", "nobody@x.org"), "no user"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(app: Flask, words: tuple[str, ...], said: str) -> None:
    with_password(app, "administrator")
    output = refused(app, "users", *words)
    assert said in output
    assert "Traceback" not in output


def test_no_command_takes_a_password(app: Flask) -> None:
    for name in ("create", "invite", "password"):
        assert "--password" not in command(app, "users", name, "--help")


class TestFirstStart:
    """`flask prepare`, which `make run` calls."""

    def test_it_prints_a_link_until_there_is_an_administrator(self, app: Flask) -> None:
        first, second = (link_in(command(app, "prepare")) for _time in range(2))
        door = Door(app)
        assert door.get(first).status == 404
        form = CHOICE | {"email": "boss@x.org", "name": "Boss"}
        assert door.send(second, form).status == 303
        assert not LINK.search(command(app, "prepare"))

    def test_there_is_no_user_and_no_password_before(self, app: Flask) -> None:
        command(app, "prepare")
        with app.app_context():
            assert db.session.query(User).count() == 0
            assert db.session.query(OneTimeLink).one().purpose == "setup"

    def test_an_invited_administrator_does_not_count_before_they_came(self, app: Flask) -> None:
        command(app, "users", "invite", "b@x.org", "--role", "administrator")
        path = link_in(command(app, "prepare"))
        form = CHOICE | {"email": "b@x.org", "name": "Boss"}
        assert Door(app).send(path, form).status == 303
        assert Door(app).sign_in("b@x.org").status == 303
