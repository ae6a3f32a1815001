"""Where the desk has no page, whoever works there stays at the desk; strangers learn nothing."""

from io import BytesIO
from typing import Any, NoReturn

import pytest
from sqlalchemy.exc import OperationalError

from app.accounts import sessions
from app.content.problems import GoneError
from app.content.safety import takedowns
from app.content.store import files
from app.editor import cookies
from app.editor.writing import saving
from app.extensions import db
from app.models import File
from tests.conftest import MakeDesk
from tests.editor.stories import new_story, opened
from tests.support.desk import Desk
from tests.support.files import pdf
from tests.support.pages import Page, Site

JSON = {"Accept": "application/json"}


def at_the_desk(page: Page) -> bool:
    return bool(page.all(".desk-top .desk-who")) and page.headers["Cache-Control"] == "no-store"


def test_it_speaks_the_language_of_who_is_signed_in(make_desk: MakeDesk) -> None:
    desk = make_desk(language="ar")
    for path in ("/editor/nope", "/editor/stories/99999", "/editor/stories/x"):
        page = desk.get(path, status=404)
        assert at_the_desk(page), path
        assert (page.lang, page.dir) == ("ar", "rtl")
        assert "Page not found" not in page.text
        assert "style-src 'self'" in page.headers["Content-Security-Policy"]
        assert "noindex" in page.headers["X-Robots-Tag"]


def test_what_is_not_open_says_so_at_the_desk(make_desk: MakeDesk) -> None:
    page = make_desk("translator", languages=["ar"]).get("/editor/users", status=403)
    assert at_the_desk(page)
    assert page.h1 == "This page is not open to you"
    page = make_desk().get("/editor/sign-out", status=405)
    assert at_the_desk(page)


def test_strangers_get_what_readers_get(desk: Desk) -> None:
    stranger = Site(desk.app)
    for path in ("/editor/nope", "/editor/stories/x", "/editor/shared/x"):
        page = stranger.get(path, status=404)
        assert not page.all(".desk-top")
        assert page.h1 == "Page not found"
        assert "Set-Cookie" not in page.headers
    guest = Desk(desk.app, "administrator")
    guest.client.set_cookie(cookies.KEY, "x" * 43, path=cookies.ROOM)
    assert not guest.get("/editor/nope", status=404).all(".desk-top")


def test_what_was_taken_down_meanwhile_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with desk.app.app_context():
        id = files.add_file(pdf(), "en", {"en": "A file"}, original_name="a.pdf").id
        db.session.commit()

    def renew(file: File, *_content: object, **_about: object) -> NoReturn:
        takedowns.take_down("file", file.id, "It named a witness", desk.user_id)
        db.session.commit()
        raise GoneError(file.id)

    monkeypatch.setattr(files, "renew", renew)
    sent = {"file": [(BytesIO(pdf(2)), "b.pdf")]}
    page = desk.send(f"/editor/files/{id}/version", sent, status=410)
    assert at_the_desk(page)
    assert (page.h1, "It named a witness" in page.text) == ("Taken down", True)


def locked(*_given: object, **_named: object) -> NoReturn:
    raise OperationalError("UPDATE text", {}, Exception("database is locked"))


def broken(*_given: object, **_named: object) -> NoReturn:
    raise RuntimeError("secret")


@pytest.mark.parametrize(
    ("fails", "status", "said"),
    [(locked, 503, "This could not be saved just now"), (broken, 500, "Something went wrong")],
)
def test_a_script_gets_no_page(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fails: Any, status: int, said: str
) -> None:
    path = new_story(desk)
    form = opened(desk, path) | {"title_en": "Typed meanwhile"}
    monkeypatch.setattr(saving, "keep", fails)
    told = desk.send(f"{path}/autosave", form, headers=JSON, status=status)
    assert told.json == {"error": said}
    assert told.headers["Cache-Control"] == "no-store"
    page = desk.send(path, form, status=status)
    assert at_the_desk(page)
    assert "secret" not in page.text


def test_a_script_is_told_what_else_is_wrong(desk: Desk) -> None:
    path = new_story(desk)
    large = {"title_en": "x" * 3_000_000}
    for sent, form, status in (
        (f"{path}/autosave", large, 413),
        ("/editor/stories/99999/autosave", {}, 404),
        ("/editor/nope", {}, 404),
        ("/editor/stories/bulk?action=x", {"ids": "1"}, 400),
    ):
        told = desk.send(sent, form, headers=JSON, status=status)
        assert list(told.json) == ["error"], sent
    stranger = Site(desk.app).get("/editor/nope", headers=JSON, status=404)
    assert stranger.json == {"error": "Page not found"}


def test_without_a_database_a_script_is_told_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_story(desk)
    monkeypatch.setattr(sessions, "find", locked)
    arabic = JSON | {"Accept-Language": "ar"}
    told = desk.send(f"{path}/autosave", {}, headers=arabic, status=503)
    assert "error" in told.json
    assert desk.get(path, status=503).all(".desk-top") == []
