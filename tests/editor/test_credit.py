"""The account page: how readers are told of whoever translates, which is their own choice."""

from typing import Any

from app.content import site
from app.extensions import db
from app.models import User
from tests.support.desk import Desk

ACCOUNT = "/editor/account"


def kept(desk: Desk) -> tuple[str, str]:
    """How the editor wishes to be named."""
    with desk.app.app_context():
        user = db.session.query(User).filter_by(email="editor@desk.example").one()
        return user.credited, user.pen_name


def generation(desk: Desk) -> int:
    with desk.app.app_context():
        return site.generation()


def send(desk: Desk, **chosen: Any) -> Any:
    return desk.send(ACCOUNT, {"name": "Layla", "language": ""} | chosen)


def test_at_first_readers_are_told_nothing(desk: Desk) -> None:
    page = desk.get(ACCOUNT, status=200)
    assert page.attributes("[name=credited][checked]", "value") == [""]
    assert "safest" in page.text
    assert send(desk).status == 303
    assert kept(desk) == ("", "")


def test_a_choice_is_kept_and_renews_what_readers_see(desk: Desk) -> None:
    before = generation(desk)
    assert send(desk, credited="pen", pen_name=" أم\u202e سامي ").status == 303
    assert kept(desk) == ("pen", "أم سامي")
    assert generation(desk) > before
    assert desk.get(ACCOUNT).attributes("[name=credited][checked]", "value") == ["pen"]
    before = generation(desk)
    assert send(desk, credited="pen", pen_name="أم سامي").status == 303
    assert generation(desk) == before, "nothing changed"
    assert send(desk, credited="", pen_name="أم سامي").status == 303
    assert kept(desk)[0] == ""
    assert generation(desk) > before


def test_a_pen_name_is_asked_for_and_what_is_no_choice_names_nobody(desk: Desk) -> None:
    page = send(desk, credited="pen", pen_name="")
    assert page.status == 200
    assert "Write the pen name, or choose another way." in page.text
    assert send(desk, credited="everywhere", pen_name="x").status == 303
    assert kept(desk)[0] == ""
    assert send(desk, credited="pen", pen_name="x" * 201).status == 200


def test_a_name_changed_by_an_administrator_is_renewed_for_readers(make_desk: Any) -> None:
    desk, before = make_desk("administrator"), 0
    with desk.app.app_context():
        other = User(email="omar@desk.example", name="Omar", credited="name")
        db.session.add(other)
        db.session.commit()
        path, before = f"/editor/users/{other.id}", site.generation()
    form = {"name": "Omar K.", "role": "contributor"}
    assert desk.send(path, form).status == 303
    assert generation(desk) > before
