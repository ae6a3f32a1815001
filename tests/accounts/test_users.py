"""Users, and the one administrator who always stays."""

import pytest

from app.accounts import sessions, users
from app.extensions import db
from app.models import User

pytestmark = pytest.mark.usefixtures("app_context", "cheap_passwords")


def administrator(email: str) -> User:
    user = users.add(email, email, "administrator")
    users.change_password(user, "velvet otter paints seven harbours")
    return user


@pytest.mark.parametrize(
    "email",
    ["", " ", "x", "x@y", "a@b.", "a b@x.org", "a@x.org, b@x.org", "<a@x.org>", "a@x@y.org",
     "x" * 200 + "@x.org", "a@x.org\r\nBcc: b@x.org", "\ud800"],
)  # fmt: skip
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(users.UserError) as refusal:
        users.add(email, "A", "editor")
    assert list(refusal.value.problems) == ["email"]


def test_an_address_is_one_in_any_case() -> None:
    users.add(" Ada@X.org ", "Ada", "editor")
    assert users.by_email("ADA@x.ORG") is not None
    with pytest.raises(users.UserError):
        users.add("ada@x.org", "Another", "editor")


def test_a_translator_has_languages_and_nobody_else() -> None:
    with pytest.raises(users.UserError) as refusal:
        users.add("a@x.org", "A", "translator", ["xx"])
    assert list(refusal.value.problems) == ["languages"]
    assert users.add("a@x.org", "A", "translator", ["ar"]).languages == ["ar"]
    assert users.add("b@x.org", "B", "editor", ["ar"]).languages == []
    with pytest.raises(users.UserError):
        users.add("c@x.org", "C", "king")


def test_the_last_administrator_stays() -> None:
    first = administrator("a@x.org")
    for change in (lambda: users.disable(first), lambda: users.set_role(first, "editor")):
        with pytest.raises(users.UserError):
            change()
    invited = users.add("i@x.org", "I", "administrator")
    with pytest.raises(users.UserError):
        users.disable(first)  # the other one has never come in
    administrator("b@x.org")
    users.disable(first)
    assert first.disabled_at is not None
    assert invited.disabled_at is None


def test_shutting_out_ends_all_sessions() -> None:
    administrator("boss@x.org")
    user = users.add("a@x.org", "A", "editor")
    key = sessions.begin(user, "", "")
    assert sessions.find(key) is not None
    users.disable(user)
    db.session.commit()
    assert sessions.find(key) is None


def test_a_new_password_ends_all_sessions() -> None:
    user = administrator("a@x.org")
    key = sessions.begin(user, "", "")
    users.change_password(user, "another otter paints nine harbours")
    assert sessions.find(key) is None
