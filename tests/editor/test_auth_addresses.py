"""Where signing in leads: to pages of the desk, and nowhere else."""

import pytest
from flask import Flask

from app.editor import local
from tests.support.accounts import Door, with_password

pytestmark = pytest.mark.usefixtures("cheap_passwords")

OURS = ("/editor/account", "/editor/users?page=2", "/editor/", "/editor/account?a=%2F%2Fx#y")
ELSEWHERE = (
    "https://evil.example/editor/account",
    "//evil.example/editor/account",
    "///evil.example/editor/",
    "/\\evil.example/editor/",
    "\\\\evil.example\\editor",
    "/editor\\@evil.example",
    "/editor/\\evil.example",
    "javascript:alert(1)//editor/",
    "http:/editor/account",
    "http:editor/account",
    "%2F%2Fevil.example/editor/account",
    "/%2Fevil.example/editor",
    "/%65ditor/account",
    "/en/",
    "/editorial",
    "/editor/../en/",
    "/editor/sign-out",
    "/editor/no-such-page",
    " /editor/account",
    "/editor/account\r\nSet-Cookie: a=b",
    "\t//evil.example",
    "/editor/acc\x00ount",
    "http://[::1/editor/account",
    "@evil.example/editor/",
    "x" * 10_000,
    "",
)


@pytest.mark.parametrize("path", OURS)
def test_pages_of_the_desk_are_kept(app: Flask, path: str) -> None:
    with_password(app)
    assert Door(app).sign_in("editor@desk.example", next=path).location == path


@pytest.mark.parametrize("path", ELSEWHERE, ids=range(len(ELSEWHERE)))
def test_all_else_leads_to_the_desk(app: Flask, path: str) -> None:
    with_password(app)
    assert Door(app).sign_in("editor@desk.example", next=path).location == "/editor/"
    with app.test_request_context("/editor/"):
        assert local.page(path) == "/editor/"


def test_a_page_asked_for_from_outside_comes_after_signing_in(app: Flask) -> None:
    with_password(app)
    door = Door(app)
    asked = door.get("/editor/account?a=1&b=2")
    assert asked.location == "/editor/sign-in?next=/editor/account?a%3D1%26b%3D2"
    form = {"email": "editor@desk.example", "password": "velvet otter paints seven harbours"}
    kept = door.get(asked.location).attributes("input[name=next]", "value")
    assert (
        door.send("/editor/sign-in", form | {"next": kept[0]}).location == "/editor/account?a=1&b=2"
    )
