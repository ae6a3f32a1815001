"""Passwords: which are taken, and how they are kept."""

import time

import pytest
from argon2 import PasswordHasher

from app.accounts import passwords
from app.models import User

pytestmark = pytest.mark.usefixtures("app_context")

GOOD = (
    "velvet otter paints seven harbours",
    "خمسة قوارب تعبر النهر عند الفجر",
    "T7#kq-vR2!mZp9wLx",
    "صباح otter ناي 7 violin",
    "z" + "qwmxtrjkvh plonter gazebo " * 30,
)
WEAK = (
    "",
    "short",
    "fourteen chars",
    " " * 40,
    "aaaaaaaaaaaaaaaaaaaa",
    "passwordpassword",
    "123456789012345",
    "qwertyuiopasdfghjkl",
    "abcdefghijklmnopqrst",
    "layla.haddad@example.org",
    "Layla Haddad 123",
    "coalitioncoalition",
    "x" * 1001,
)


def layla() -> User:
    return User(email="layla.haddad@example.org", name="Layla Haddad")


@pytest.mark.parametrize("password", GOOD)
def test_a_passphrase_in_any_script_is_welcome(password: str) -> None:
    assert passwords.problem(password, layla()) == ""


@pytest.mark.parametrize("password", WEAK, ids=range(len(WEAK)))
def test_what_is_easy_to_guess_is_refused_with_a_sentence(password: str) -> None:
    assert passwords.problem(password, layla()).endswith(".")


def test_judging_a_long_password_takes_no_time() -> None:
    begun = time.perf_counter()
    passwords.problem("aA1!" * 250, layla())
    passwords.problem("aA1!" * 250_000, layla())
    assert time.perf_counter() - begun < 2


def test_hashes_cost_64_mebibytes() -> None:
    user = layla()
    passwords.keep(user, GOOD[0])
    assert user.password_hash.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert user.password_changed_at is not None
    assert passwords.fits(user, GOOD[0])
    assert not passwords.fits(user, GOOD[1])


@pytest.mark.usefixtures("cheap_passwords")
def test_marks_heaped_on_a_letter_take_no_time() -> None:
    heap = "a" + "\u0301" * 50_000 + "\u0327" * 50_000
    user, begun = layla(), time.perf_counter()
    passwords.keep(user, GOOD[0])
    assert not passwords.fits(user, heap)
    assert passwords.problem(heap, user)
    assert time.perf_counter() - begun < 2


@pytest.mark.usefixtures("cheap_passwords")
class TestKept:
    """What is kept of a password, and what fits it."""

    def test_one_letter_in_two_forms_is_one_letter(self) -> None:
        user = layla()
        passwords.keep(user, "caf\u00e9 otter paints seven harbours")
        assert passwords.fits(user, "cafe\u0301 otter paints seven harbours")

    def test_what_a_keyboard_cannot_type_breaks_nothing(self) -> None:
        user = layla()
        passwords.keep(user, GOOD[0])
        for odd in ("\ud800", "\0", "x" * 100_000, "", "\u202e"):
            assert not passwords.fits(user, odd)

    def test_without_a_password_nothing_fits(self) -> None:
        assert not passwords.fits(layla(), "")
        assert not passwords.fits(None, "")

    def test_a_hash_of_cheaper_days_is_renewed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        user = layla()
        passwords.keep(user, GOOD[0])
        old = user.password_hash
        monkeypatch.setattr(passwords, "COST", passwords.Cost(2, 16, 1))
        assert not passwords.fits(user, GOOD[1])
        assert user.password_hash == old
        assert passwords.fits(user, GOOD[0])
        assert "m=16,t=2" in user.password_hash
        assert passwords.fits(user, GOOD[0])

    def test_one_verification_whoever_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        counted: list[str] = []
        verify = PasswordHasher.verify

        def count(hasher: PasswordHasher, kept: str, password: str) -> bool:
            counted.append(password)
            return bool(verify(hasher, kept, password))

        monkeypatch.setattr(PasswordHasher, "verify", count)
        user = layla()
        passwords.keep(user, GOOD[0])
        for somebody in (user, None, layla()):
            counted.clear()
            passwords.fits(somebody, "wrong")
            assert len(counted) == 1
