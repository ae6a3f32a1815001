"""Codes of the app and codes on paper: right once, and never again."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts import second_factor
from app.clock import freeze
from app.extensions import db
from app.models import User
from tests.support.accounts import SECRET, now

pytestmark = pytest.mark.usefixtures("app_context")

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def user() -> User:
    made = User(email="a@x.org", role="editor")
    db.session.add(made)
    db.session.commit()
    return made


def test_turning_it_on_needs_a_code_of_the_app(user: User) -> None:
    with freeze(NOON):
        assert second_factor.turn_on(user, SECRET, "000000") == []
        assert user.totp_secret == ""
        codes = second_factor.turn_on(user, SECRET, now())
        assert len(set(codes)) == 10
        db.session.commit()
        assert not second_factor.passes(user, now()), "the same code a second time"


@pytest.mark.parametrize("late", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_wrong(user: User, late: int) -> None:
    user.totp_secret = SECRET
    db.session.commit()
    with freeze(NOON + timedelta(seconds=30 * late)):
        code = now()
    with freeze(NOON):
        assert second_factor.passes(user, code)
        db.session.commit()
        assert not second_factor.passes(user, code)


@pytest.mark.parametrize("late", [-3, -2, 2, 3])
def test_but_not_a_minute(user: User, late: int) -> None:
    user.totp_secret = SECRET
    db.session.commit()
    with freeze(NOON + timedelta(seconds=30 * late)):
        code = now()
    with freeze(NOON):
        assert not second_factor.passes(user, code)


def test_an_earlier_code_is_no_good_after_a_later_one(user: User) -> None:
    user.totp_secret = SECRET
    db.session.commit()
    with freeze(NOON):
        earlier = now()
    with freeze(NOON + timedelta(seconds=30)):
        assert second_factor.passes(user, now())
        db.session.commit()
        assert not second_factor.passes(user, earlier)


def test_spaces_and_arabic_digits_are_read(user: User) -> None:
    user.totp_secret = SECRET
    db.session.commit()
    with freeze(NOON):
        code = now()
        arabic = code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
        assert second_factor.passes(user, f" {arabic[:3]} {arabic[3:]} ")


def test_a_code_on_paper_works_once(user: User) -> None:
    with freeze(NOON):
        codes = second_factor.turn_on(user, SECRET, now())
    db.session.commit()
    assert not any(code in str(user.recovery_codes) for code in codes)
    assert second_factor.passes(user, codes[3].upper().replace("-", " "))
    db.session.commit()
    assert not second_factor.passes(user, codes[3])
    assert len(user.recovery_codes) == 9
    assert second_factor.passes(user, codes[4])


@pytest.mark.parametrize("odd", ["", "\0", "\ud800", "١٢٣", "x" * 100_000, "000 000", "🙂"])
def test_odd_codes_are_wrong_and_no_error(user: User, odd: str) -> None:
    user.totp_secret = SECRET
    db.session.commit()
    assert not second_factor.passes(user, odd)


def test_the_picture_holds_no_style(user: User) -> None:
    drawn = second_factor.picture(second_factor.address(user, SECRET))
    assert drawn.startswith("<svg")
    assert "style" not in drawn
