"""How often one may guess, at which account, from where."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts import throttle
from app.clock import freeze
from app.extensions import db
from app.models import SignInAttempt

pytestmark = pytest.mark.usefixtures("app_context")

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)


def fail(times: int, account: str, address: str, device: str = "") -> None:
    for _time in range(times):
        throttle.note(throttle.guess(account, address, device))


def wait(account: str, address: str, device: str = "") -> int:
    return throttle.wait(throttle.guess(account, address, device))


def test_one_account_from_one_address() -> None:
    with freeze(NOON):
        fail(5, "a@x.org", "192.0.2.1")
        assert wait("a@x.org", "192.0.2.1") == 0
        fail(1, "a@x.org", "192.0.2.1")
        assert wait("a@x.org", "192.0.2.1") == 900
        assert wait("b@x.org", "192.0.2.1") == 0
        assert wait("a@x.org", "192.0.2.2") == 0
    with freeze(NOON + timedelta(minutes=10)):
        assert wait("a@x.org", "192.0.2.1") == 300
    with freeze(NOON + timedelta(minutes=15)):
        assert wait("a@x.org", "192.0.2.1") == 0


def test_many_accounts_from_one_address() -> None:
    for number in range(30):
        fail(1, f"{number}@x.org", "192.0.2.1")
    assert wait("new@x.org", "192.0.2.1") > 0
    assert wait("", "192.0.2.1") > 0
    assert wait("new@x.org", "192.0.2.2") == 0


def test_one_account_from_many_addresses() -> None:
    for number in range(20):
        fail(1, "a@x.org", f"192.0.2.{number}")
    assert wait("a@x.org", "198.51.100.1") > 0
    assert wait("b@x.org", "198.51.100.1") == 0


def test_a_known_browser_is_let_through_and_has_its_own_limit() -> None:
    for number in range(40):
        fail(1, "a@x.org", f"192.0.2.{number}")
    fail(40, "b@x.org", "192.0.2.1")
    assert wait("a@x.org", "192.0.2.1", "known") == 0
    fail(20, "a@x.org", "192.0.2.1", "known")
    assert wait("a@x.org", "192.0.2.1", "known") > 0
    assert wait("a@x.org", "192.0.2.1", "another") == 0


def test_failures_of_a_known_browser_do_not_count_against_others() -> None:
    fail(19, "a@x.org", "192.0.2.1", "known")
    assert wait("a@x.org", "192.0.2.1") == 0


def test_a_house_with_ipv6_is_one_address() -> None:
    for number in range(6):
        fail(1, "a@x.org", f"2001:db8:1:2::{number:x}")
    assert wait("a@x.org", "2001:db8:1:2:ffff::1") > 0
    assert wait("a@x.org", "2001:db8:1:3::1") == 0


@pytest.mark.parametrize("address", ["", "unix:", "fe80::1%eth0", "::ffff:192.0.2.7"])
def test_odd_addresses_count_too(address: str) -> None:
    fail(6, "a@x.org", address)
    assert wait("a@x.org", address) > 0


def test_a_mapped_address_is_the_one_it_maps() -> None:
    fail(6, "a@x.org", "::ffff:192.0.2.7")
    assert wait("a@x.org", "192.0.2.7") > 0


def test_a_right_guess_forgives_those_before_it() -> None:
    fail(5, "a@x.org", "192.0.2.1")
    throttle.forgive(throttle.guess("a@x.org", "192.0.2.1"))
    fail(5, "a@x.org", "192.0.2.1")
    assert wait("a@x.org", "192.0.2.1") == 0


def test_old_guesses_are_forgotten_and_no_name_is_kept() -> None:
    with freeze(NOON):
        fail(3, "a@x.org", "192.0.2.1")
    with freeze(NOON + timedelta(hours=2)):
        fail(1, "a@x.org", "192.0.2.1")
    (kept,) = db.session.query(SignInAttempt).all()
    assert "x.org" not in kept.account
