"""Signing in: the right ones come in, and nobody learns who has an account."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask

from app.accounts import passwords
from app.clock import freeze
from app.extensions import db
from app.models import AuditEntry, KnownDevice, SignInAttempt, User
from tests.conftest import MakeApp
from tests.support.accounts import PASSWORD, SECRET, Door, done, now, user, with_password
from tests.support.pages import Page

pytestmark = pytest.mark.usefixtures("cheap_passwords")

EMAIL = "editor@desk.example"
NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
OTHERS = [f"198.51.100.{number}" for number in range(1, 60)]


def shown(page: Page) -> str:
    """A page without what differs each time."""
    return re.sub(r'(name="(csrf_token|email)"[^>]*value=")[^"]*', r"\1", page.text)


def test_the_right_password_opens_the_desk(app: Flask) -> None:
    with_password(app)
    door = Door(app)
    page = door.sign_in(" Editor@Desk.example ")
    assert (page.status, page.location) == (303, "/editor/")
    assert door.is_in()
    assert done(app) == ["sign-in"]


def test_the_cookie_is_closed(make_app: MakeApp) -> None:
    app = make_app()
    with_password(app)
    kept = Door(app).sign_in(EMAIL).headers.getlist("Set-Cookie")
    (key,) = [cookie for cookie in kept if cookie.startswith("desk=")]
    for word in ("HttpOnly", "SameSite=Lax", "Path=/editor"):
        assert word in key


def test_over_tls_the_cookies_belong_to_this_host_alone(make_app: MakeApp) -> None:
    app = make_app(site_url="https://site.example")
    with_password(app)
    door = Door(app)
    secure = {"base_url": "https://site.example"}
    page = door.get("/editor/sign-in", **secure)
    token = page.attributes("input[name=csrf_token]", "value")[0]
    form = {"csrf_token": token, "email": EMAIL, "password": PASSWORD}
    referrer = {"Referer": "https://site.example/editor/sign-in"}
    answer = door.open("/editor/sign-in", method="POST", data=form, headers=referrer, **secure)
    kept = answer.headers.getlist("Set-Cookie")
    assert {"__Host-desk", "__Host-desk-device"} <= {c.partition("=")[0] for c in kept}
    for cookie in kept:
        assert "Secure" in cookie
        assert "Path=/;" in cookie + ";"


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_password(app)
    with_password(app, "contributor", disabled_at=NOON)
    counted: list[str] = []
    verify = PasswordHasher.verify

    def count(hasher: PasswordHasher, kept: str, password: str) -> bool:
        counted.append(password)
        return bool(verify(hasher, kept, password))

    monkeypatch.setattr(PasswordHasher, "verify", count)
    answers = []
    tries = ((EMAIL, "wrong"), ("nobody@desk.example", "wrong"))
    for email, password in (*tries, ("contributor@desk.example", PASSWORD)):
        counted.clear()
        page = Door(app).sign_in(email, password)
        answers.append((page.status, shown(page)))
        assert len(counted) == 1
    assert len(set(answers)) == 1
    assert answers[0][0] == 200
    assert "do not belong together" in answers[0][1]
    assert done(app) == ["sign-in.fail"] * 3


def test_what_was_typed_stays_but_never_the_password(app: Flask) -> None:
    page = Door(app).sign_in("who@desk.example", "a secret of theirs")
    assert page.attributes("#email", "value") == ["who@desk.example"]
    assert "a secret of theirs" not in page.text
    assert page.title.startswith("Error:")


@pytest.mark.parametrize(
    "email", ["", " ", "\0", "\ud800", "\u202emoc@x", "x" * 100_000, "a@b\r\nc", "' OR 1=1 --"]
)
def test_odd_names_are_wrong_and_no_error(app: Flask, email: str) -> None:
    assert Door(app).sign_in(email.encode("utf-8", "replace").decode(), "\0").status == 200


def test_the_log_does_not_keep_what_was_typed_as_a_name(app: Flask) -> None:
    Door(app).sign_in("my password in the wrong field", "x")
    with app.app_context():
        (entry,) = db.session.query(AuditEntry).all()
        assert "wrong field" not in str(entry.__dict__)


def test_signing_in_takes_a_new_key_and_ends_the_old(app: Flask) -> None:
    with_password(app)
    door = Door(app)
    door.get("/editor/sign-in")
    door.client.set_cookie("desk", "known to a stranger", path="/editor")
    before = door.cookie("desk-page")
    door.sign_in(EMAIL)
    first = door.cookie("desk")
    assert first != "known to a stranger"
    token = door.get("/editor/account").attributes("input[name=csrf_token]", "value")[0]
    form = {"csrf_token": token, "email": EMAIL, "password": PASSWORD}
    door.open("/editor/sign-in", method="POST", data=form)
    assert door.cookie("desk") not in ("", first)
    assert door.cookie("desk-page") != before
    stale = Door(app)
    stale.client.set_cookie("desk", first, path="/editor")
    assert not stale.is_in()


def test_whoever_is_in_need_not_sign_in(app: Flask) -> None:
    with_password(app)
    door = Door(app)
    door.sign_in(EMAIL)
    assert door.get("/editor/sign-in?next=/editor/account").location == "/editor/account"


class TestThrottle:
    """Too many guesses wait; a stranger's do not keep an editor out."""

    def test_too_many_failures_wait(self, app: Flask) -> None:
        with_password(app)
        door = Door(app)
        with freeze(NOON):
            for _time in range(6):
                assert door.sign_in(EMAIL, "wrong").status == 200
            page = door.sign_in(EMAIL)
            assert page.status == 429
            assert page.headers["Retry-After"] == "900"
            assert "15 minutes" in page.text
            assert not door.is_in()
        with freeze(NOON + timedelta(minutes=16)):
            assert door.sign_in(EMAIL).status == 303

    def test_the_same_for_a_name_that_nobody_has(self, app: Flask) -> None:
        door = Door(app)
        for _time in range(6):
            door.sign_in("nobody@desk.example", "wrong")
        assert door.sign_in("nobody@desk.example").status == 429

    def test_a_stranger_cannot_lock_an_editor_out(self, app: Flask) -> None:
        with_password(app)
        known = Door(app)
        known.sign_in(EMAIL)
        known.send("/editor/sign-out", {}, page="/editor/account")
        for address in OTHERS:
            Door(app, address).sign_in(EMAIL, "wrong")
        here = Door(app)
        for _time in range(10):
            here.sign_in(EMAIL, "wrong")
        assert Door(app).sign_in(EMAIL).status == 429
        assert known.sign_in(EMAIL).status == 303

    def test_a_browser_is_known_to_its_own_user_alone(self, app: Flask) -> None:
        with_password(app)
        with_password(app, "translator", languages=["ar"])
        door = Door(app)
        door.sign_in(EMAIL)
        door.send("/editor/sign-out", {}, page="/editor/account")
        for _time in range(6):
            door.sign_in("translator@desk.example", "wrong")
        assert door.sign_in("translator@desk.example").status == 429
        assert door.sign_in(EMAIL).status == 303

    def test_a_known_browser_has_a_limit_too(self, app: Flask) -> None:
        with_password(app)
        door = Door(app)
        door.sign_in(EMAIL)
        door.send("/editor/sign-out", {}, page="/editor/account")
        answers = [door.sign_in(EMAIL, "wrong").status for _time in range(21)]
        assert answers == [200] * 20 + [429]

    def test_two_users_of_one_browser_are_both_known(self, app: Flask) -> None:
        with_password(app)
        with_password(app, "translator", languages=["ar"])
        door = Door(app)
        for email in (EMAIL, "translator@desk.example", EMAIL):
            door.sign_in(email)
            door.send("/editor/sign-out", {}, page="/editor/account")
        with app.app_context():
            assert db.session.query(KnownDevice).count() == 2

    def test_a_right_password_leaves_no_failure(self, app: Flask) -> None:
        with_password(app)
        Door(app).sign_in(EMAIL)
        with app.app_context():
            assert db.session.query(SignInAttempt).count() == 0

    def test_no_hash_is_computed_for_whoever_has_to_wait(
        self, app: Flask, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        door = Door(app)
        for _time in range(6):
            door.sign_in(EMAIL, "wrong")
        monkeypatch.setattr(passwords, "fits", None)
        assert door.sign_in(EMAIL).status == 429


class TestSecondFactor:
    """The second step."""

    @pytest.fixture
    def door(self, app: Flask) -> Door:
        with_password(app, totp_secret=SECRET)
        return Door(app)

    def test_a_code_is_asked_for(self, door: Door) -> None:
        page = door.sign_in(EMAIL, next="/editor/account")
        assert page.location == "/editor/sign-in/code?next=/editor/account"
        assert not door.is_in()
        asked = door.get(page.location, status=200)
        assert asked.attributes("#code", "autocomplete") == ["one-time-code"]
        assert asked.attributes("#code", "inputmode") == ["numeric"]
        answer = door.code(next="/editor/account")
        assert (answer.status, answer.location) == (303, "/editor/account")
        assert door.is_in()

    def test_no_code_works_twice(self, app: Flask, door: Door) -> None:
        with freeze(NOON):
            door.sign_in(EMAIL)
            door.code()
            other = Door(app)
            other.sign_in(EMAIL)
            assert other.code().status == 200
            assert not other.is_in()

    def test_without_the_password_no_code_is_asked_for(self, door: Door) -> None:
        assert door.get("/editor/sign-in/code").h1 == "Sign in"
        answer = door.send("/editor/sign-in/code", {"code": now()}, page="/editor/sign-in")
        assert answer.h1 == "Sign in"
        assert not door.is_in()

    def test_it_waits_ten_minutes(self, door: Door) -> None:
        with freeze(NOON):
            door.sign_in(EMAIL)
        with freeze(NOON + timedelta(minutes=11)):
            assert door.send("/editor/sign-in/code", {"code": now()}).h1 == "Sign in"
            assert not door.is_in()

    def test_a_password_changed_meanwhile_begins_again(self, app: Flask, door: Door) -> None:
        door.sign_in(EMAIL)
        with app.app_context():
            found = db.session.query(User).one()
            passwords.keep(found, "another otter paints nine harbours")
            db.session.commit()
        assert door.code().h1 == "Sign in"
        assert not door.is_in()

    def test_too_many_wrong_codes_wait(self, app: Flask, door: Door) -> None:
        door.sign_in(EMAIL)
        answers = [door.send("/editor/sign-in/code", {"code": "1"}).status for _time in range(7)]
        assert 429 in answers
        assert "second-factor.fail" in done(app)
        assert door.code().status == 429

    def test_a_code_on_paper_lets_in_once(self, app: Flask) -> None:
        user_id = with_password(app, "translator", languages=["ar"])
        door = Door(app)
        door.sign_in("translator@desk.example")
        page = door.get("/editor/account/second-factor", status=200)
        secret = page.texts("code")[0].replace(" ", "")
        codes = door.send(
            "/editor/account/second-factor", {"code": now(secret), "password": PASSWORD}
        ).texts(".codes code")
        assert len(codes) == 10
        assert len(user(app, user_id).recovery_codes) == 10
        for expected in (True, False):
            other = Door(app)
            other.sign_in("translator@desk.example")
            other.send("/editor/sign-in/code", {"code": codes[0]})
            assert other.is_in() == expected

    def test_where_it_is_demanded_it_comes_first(self, make_app: MakeApp) -> None:
        app = make_app(require_second_factor=True)
        with_password(app)
        door = Door(app)
        door.sign_in(EMAIL)
        assert door.get("/editor/account").location == "/editor/account/second-factor"
        page = door.get("/editor/account/second-factor", status=200)
        secret = page.texts("code")[0].replace(" ", "")
        door.send("/editor/account/second-factor", {"code": now(secret), "password": PASSWORD})
        assert door.is_in()
        off = door.get("/editor/account/second-factor/off")
        assert off.location == "/editor/account/second-factor"
