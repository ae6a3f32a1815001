"""Review: asked for, returned with a reason, approved, and one thread for each language."""

from typing import Any

import pytest

from app import mail
from app.extensions import db
from app.models import AuditEntry
from tests.editor.stories import new_story, opened, write
from tests.support.desk import Desk
from tests.support.pages import Page


def step(desk: Desk, path: str, name: str, body: str = "", language: str = "en") -> Page:
    """Take a step of the review of a language."""
    page = desk.get(f"{path}/review", status=200)
    version = page.one(f"#version-{language}").attrs["value"]
    where = "comment" if name == "comment" else "review"
    form = {"language": language, "step": name, "body": body, "version": version}
    return desk.send(f"{path}/{where}", form)


def said(desk: Desk, path: str) -> str:
    """Where the English text stands, in words."""
    return desk.get(path).texts("#side-en .stands")[0]


def test_asked_returned_asked_again_and_approved(make_desk: Any) -> None:
    writer, editor = make_desk("contributor"), make_desk(name="Layla")
    path = new_story(writer)
    assert write(writer, path, then="review").location.endswith("/review")
    assert step(writer, path, "ask", "Is the date right?").status == 303
    assert "Waiting for review." in said(editor, path)
    assert step(editor, path, "return").status == 200, "a reason is needed"
    assert step(editor, path, "return", "It was the 3rd.").status == 303
    assert "Returned from review." in said(writer, path)
    assert step(writer, path, "ask").status == 303
    assert step(editor, path, "approve").status == 303
    assert "Approved." in said(writer, path)
    thread = writer.get(f"{path}/review").texts(".thread li")
    assert len(thread) == 4
    assert "Layla" in thread[1]
    assert "It was the 3rd." in thread[1]
    with writer.app.app_context():
        actions = {row.action for row in db.session.query(AuditEntry)}
    assert {"review.ask", "review.return", "review.approve"} <= actions


def test_an_approval_ends_with_the_next_change(make_desk: Any) -> None:
    writer, editor = make_desk("contributor"), make_desk()
    path = new_story(writer)
    step(editor, path, "approve")
    write(writer, path, title_en="Changed")
    assert "Approved." not in said(editor, path)


def test_what_was_not_read_is_not_approved(make_desk: Any) -> None:
    writer, editor = make_desk("contributor"), make_desk()
    path = new_story(writer)
    version = editor.get(f"{path}/review").one("#version-en").attrs["value"]
    write(writer, path, title_en="Changed")
    form = {"language": "en", "step": "approve", "version": version}
    assert editor.send(f"{path}/review", form).status == 409
    assert "Approved." not in said(editor, path)


def test_writers_do_not_answer(make_desk: Any) -> None:
    writer = make_desk("contributor")
    path = new_story(writer)
    assert step(writer, path, "approve").status == 403
    assert step(writer, path, "return", "x").status == 403
    translator = make_desk("translator", languages=["ar"])
    assert step(translator, path, "ask").status == 403
    assert step(translator, path, "comment", "A question").status == 303


def test_a_comment_is_kept_as_it_was_typed(desk: Desk) -> None:
    path = new_story(desk)
    assert step(desk, path, "comment", "  ").status == 200
    long = step(desk, path, "comment", "x" * 5001)
    assert long.status == 200
    assert long.one("#body-en").to_text().strip() == "x" * 5001
    step(desk, path, "comment", "<b>Is</b> this\u202e right?")
    page = desk.get(f"{path}/review")
    assert page.texts(".thread .typed") == ["<b>Is</b> this right?"]


def test_nothing_is_asked_of_a_language_without_words(desk: Desk) -> None:
    path = new_story(desk)
    form = {"language": "ar", "step": "ask", "version": "0"}
    assert desk.send(f"{path}/review", form).status in (200, 404)
    assert desk.send(f"{path}/review", {**form, "language": "xx"}).status == 404


def test_messages_go_to_those_whose_turn_it_is(
    make_desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(mail, "available", lambda: True)
    monkeypatch.setattr(mail, "send", lambda to, subject, _body: sent.append((to, subject)))
    writer, editor = make_desk("contributor"), make_desk()
    path = new_story(writer, title_en="Nobody else reads this")
    step(writer, path, "ask")
    assert sent == [("editor@desk.example", "Waiting for your review")]
    step(editor, path, "return", "Not yet")
    assert sent[1:] == [("contributor@desk.example", "Your text was returned")]
    step(writer, path, "comment", "A word")
    assert len(sent) == 2


@pytest.mark.parametrize("changes", [{"title_en": "Another"}, {"place_en": "Mosul"}])
def test_an_autosave_of_an_editor_ends_the_approval_too(
    make_desk: Any, changes: dict[str, str]
) -> None:
    writer, editor = make_desk("contributor"), make_desk()
    path = new_story(writer)
    step(editor, path, "approve")
    assert "Approved." in said(editor, path)
    form = opened(editor, path)
    assert editor.send(f"{path}/autosave", form).status == 200
    assert "Approved." in said(editor, path), "nothing was changed"
    assert editor.send(f"{path}/autosave", form | changes).status == 200
    assert "Approved." not in said(editor, path)
