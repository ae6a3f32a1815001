"""Sessions at the desk: they end by themselves, by their owner, and with the password."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from app.clock import freeze
from app.extensions import db
from app.models import DeskSession
from tests.conftest import MakeApp, MakeDesk
from tests.support.accounts import PASSWORD, SECRET, Door, done, now, user, with_password

pytestmark = pytest.mark.usefixtures("cheap_passwords")

EMAIL = "editor@desk.example"
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
OTHER = "another otter paints nine harbours"


def signed_in(app: Flask, email: str = EMAIL) -> Door:
    door = Door(app)
    door.sign_in(email)
    assert door.is_in()
    return door


def after(minutes: int, door: Door) -> bool:
    with freeze(NOON + timedelta(minutes=minutes)):
        return door.is_in()


def test_after_too_long_a_pause_one_signs_in_again(make_app: MakeApp) -> None:
    app = make_app(session_idle_minutes=30)
    with_password(app)
    with freeze(NOON):
        door = signed_in(app)
    assert after(29, door)
    assert after(58, door)
    assert not after(88, door)


def test_a_form_left_open_alone_keeps_nobody_signed_in(make_desk: MakeDesk) -> None:
    with freeze(NOON):
        desk = make_desk(settings={"session_idle_minutes": 30})
    form = {"token": "left-open"}
    with freeze(NOON + timedelta(minutes=20)):
        assert desk.send("/editor/stories/12/presence", form).status == 200
    with freeze(NOON + timedelta(minutes=31)):
        assert desk.get("/editor/").status == 303


def test_after_too_many_hours_one_signs_in_again(make_app: MakeApp) -> None:
    app = make_app(session_idle_minutes=50, session_hours=2)
    with_password(app)
    with freeze(NOON):
        door = signed_in(app)
    assert [after(minutes, door) for minutes in (40, 80, 119, 120)] == [True, True, True, False]


def test_signing_out_ends_the_session_and_empties_the_browser(app: Flask) -> None:
    with_password(app)
    door = signed_in(app)
    key = door.cookie("desk")
    page = door.send("/editor/sign-out", {}, page="/editor/account")
    assert page.headers["Clear-Site-Data"] == '"storage"'
    assert (page.status, page.location) == (303, "/editor/sign-in")
    assert door.cookie("desk") == ""
    door.client.set_cookie("desk", key, path="/editor")
    assert not door.is_in()
    assert done(app) == ["sign-in", "sign-out"]


def test_one_may_end_one_of_ones_sessions_and_nobody_elses(app: Flask) -> None:
    with_password(app)
    with_password(app, "administrator")
    here, there = signed_in(app), signed_in(app)
    boss = signed_in(app, "administrator@desk.example")
    page = here.get("/editor/account", status=200)
    (path,) = page.attributes("form[action*='/end']", "action")[:1]
    assert boss.send(path, {}, page="/editor/account").status == 404
    assert there.is_in()
    assert here.send(path, {}, page="/editor/account").status == 303
    assert not there.is_in()
    assert here.is_in()
    assert boss.is_in()


def test_one_may_end_all_others(app: Flask) -> None:
    with_password(app)
    here, there, elsewhere = (signed_in(app) for _browser in range(3))
    here.send("/editor/account/sessions/end", {}, page="/editor/account")
    assert [door.is_in() for door in (here, there, elsewhere)] == [True, False, False]


def test_the_list_says_which_browser(app: Flask) -> None:
    with_password(app)
    door = signed_in(app)
    with app.app_context():
        db.session.query(
            DeskSession
        ).one().device = (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
        )
        db.session.commit()
    assert "Firefox on Windows" in door.get("/editor/account").texts(".sessions")[0]


class TestPassword:
    """Changing one's own password."""

    def change(self, door: Door, **form: str) -> int:
        values = {"password": PASSWORD, "new": OTHER, "again": OTHER}
        return door.send("/editor/account/password", values | form).status

    def test_it_ends_all_other_sessions(self, app: Flask) -> None:
        with_password(app)
        here, there = signed_in(app), signed_in(app)
        assert self.change(here) == 303
        assert here.is_in()
        assert not there.is_in()
        assert Door(app).sign_in(EMAIL).status == 200
        assert Door(app).sign_in(EMAIL, OTHER).status == 303
        assert "password.change" in done(app)

    @pytest.mark.parametrize(
        "form",
        [
            {"password": "wrong"},
            {"new": "short", "again": "short"},
            {"again": "something else"},
            {"new": "editoreditoreditor", "again": "editoreditoreditor"},
        ],
    )
    def test_it_may_be_refused(self, app: Flask, form: dict[str, str]) -> None:
        with_password(app)
        assert self.change(signed_in(app), **form) == 200
        assert Door(app).sign_in(EMAIL).status == 303

    def test_the_old_one_cannot_be_guessed_for_long(self, app: Flask) -> None:
        with_password(app)
        door = signed_in(app)
        for _time in range(20):
            self.change(door, password="wrong")  # noqa: S106  # none
        self.change(door)
        assert Door(app).sign_in(EMAIL, OTHER).status == 200


class TestSecondFactor:
    """Setting it up, and doing without it again."""

    def test_it_needs_a_right_code(self, app: Flask) -> None:
        user_id = with_password(app)
        here, there = signed_in(app), signed_in(app)
        page = here.get("/editor/account/second-factor", status=200)
        assert page.all(".scan svg path")
        secret = page.texts("code")[0].replace(" ", "")
        again = here.send("/editor/account/second-factor", {"code": "123", "password": PASSWORD})
        assert again.title.startswith("Error:")
        assert again.texts("code")[0].replace(" ", "") == secret
        assert user(app, user_id).totp_secret == ""
        codes = here.send(
            "/editor/account/second-factor", {"code": now(secret), "password": PASSWORD}
        )
        assert len(codes.texts(".codes code")) == 10
        assert user(app, user_id).totp_secret == secret
        assert not there.is_in()
        assert "second-factor.on" in done(app)

    def test_setting_it_up_needs_the_password(self, app: Flask) -> None:
        user_id = with_password(app)
        door = signed_in(app)
        path = "/editor/account/second-factor"
        secret = door.get(path).texts("code")[0].replace(" ", "")
        for typed in ({}, {"password": ""}, {"password": "wrong"}):
            refused = door.send(path, {"code": now(secret), **typed})
            assert (refused.status, refused.title[:6]) == (200, "Error:")
            assert user(app, user_id).totp_secret == ""
        assert done(app).count("password.fail") == 3
        for _time in range(20):
            door.send(path, {"code": now(secret), "password": "wrong"})
        door.send(path, {"code": now(secret), "password": PASSWORD})
        assert user(app, user_id).totp_secret == "", "guesses are counted"

    @pytest.mark.parametrize("path", ["codes", "second-factor/off"])
    def test_changing_it_needs_the_password(self, app: Flask, path: str) -> None:
        user_id = with_password(app)
        door = signed_in(app)
        with app.app_context():
            found = user(app, user_id)
            db.session.add(found)
            found.totp_secret, found.recovery_codes = SECRET, ["x"]
            db.session.commit()
        before = user(app, user_id)
        wrong = door.send(f"/editor/account/{path}", {"password": "wrong"})
        assert (wrong.status, wrong.title[:6]) == (200, "Error:")
        assert user(app, user_id).recovery_codes == before.recovery_codes
        door.send(f"/editor/account/{path}", {"password": PASSWORD})
        changed = user(app, user_id)
        assert changed.recovery_codes != before.recovery_codes
        assert bool(changed.totp_secret) == (path == "codes")


class TestLanguage:
    """The language of the desk, before and after signing in."""

    def test_it_is_kept_at_the_door(self, app: Flask) -> None:
        door = Door(app)
        assert door.get("/editor/sign-in?language=ar").lang == "ar"
        assert door.get("/editor/forgotten").dir == "rtl"
        assert door.get("/editor/sign-in?language=xx").lang == "ar"

    def test_it_is_that_of_the_user_inside(self, app: Flask) -> None:
        user_id = with_password(app)
        door = signed_in(app)
        form = {"name": " Ada  Lovelace\0", "language": "ar"}
        assert door.send("/editor/account", form).status == 303
        assert door.get("/editor/account").lang == "ar"
        assert user(app, user_id).name == "Ada Lovelace"
        door.send("/editor/language", {"language": "en"}, page="/editor/account")
        assert door.get("/editor/account").lang == "en"

    @pytest.mark.parametrize("name", ["", "   ", "x" * 201, "\0"])
    def test_a_name_is_needed(self, app: Flask, name: str) -> None:
        with_password(app)
        page = signed_in(app).send("/editor/account", {"name": name, "language": "xx"})
        assert (page.status, page.title[:6]) == (200, "Error:")
