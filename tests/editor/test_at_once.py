"""Two who change the same story at the same moment: one waits, and neither is refused for it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from app.extensions import db
from app.models import Story, Text
from tests.editor.stories import fields, opened, write
from tests.editor.writing import story
from tests.support.desk import Desk

ROUNDS = 10
Send = Callable[[], int]  # a form that was opened, to be sent; what is answered


def edited(desk: Desk, path: str, turn: int) -> Send:
    """The form of the story, with another place: the approval of its languages ends."""
    form = opened(desk, path) | {"place_en": f"Place {turn}", "place_ar": f"مكان {turn}"}
    return lambda: desk.send(path, form).status


def turned(desk: Desk, path: str, turn: int) -> Send:
    """The form of the story, with another source, and other words in what was the source."""
    form = opened(desk, path)
    was = form["source_language"]
    form |= {"source_language": "ar" if was == "en" else "en", f"title_{was}": f"Turn {turn}"}
    return lambda: desk.send(path, form).status


def translated(desk: Desk, path: str, turn: int) -> Send:
    """The page of its translation, with another title."""
    code = "ar" if opened(desk, path)["source_language"] == "en" else "en"
    page = desk.get(f"{path}/translate/{code}", status=200)
    form = fields(page, "form[data-translation]") | {"unit_title": f"Said {turn}"}
    return lambda: desk.send(f"{path}/translate/{code}", form).status


def published(desk: Desk, path: str, _turn: int) -> Send:
    """The Publish page, with both languages."""
    form = fields(desk.get(f"{path}/publish"), "form.publish-form")
    wanted = {"languages": ["en", "ar"], "publish": "1", "change": "fix"}
    return lambda: desk.send(f"{path}/publish", form | wanted).status


def published_in_one(desk: Desk, path: str, _turn: int) -> Send:
    """The Publish page, with the language that comes second."""
    form = fields(desk.get(f"{path}/publish"), "form.publish-form")
    wanted = {"languages": ["ar"], "publish": "1", "change": "fix"}
    return lambda: desk.send(f"{path}/publish", form | wanted).status


def withdrawn(desk: Desk, path: str, _turn: int) -> Send:
    """The page that withdraws, with both languages."""
    form = {"languages": ["en", "ar"], "reason": "A mistake"}
    return lambda: desk.send(f"{path}/withdraw", form).status


def moved(desk: Desk, id: int, topic: int) -> Send:
    """The page that gives stories a topic."""
    form = {"action": "topic", "ids": [id], "topic": topic}
    return lambda: desk.send("/editor/stories/bulk", form).status


def prepare(desk: Desk, path: str, turn: int) -> None:
    """Both languages are live, with newer words that were approved."""
    assert published(desk, path, turn)() in (200, 303)
    write(desk, path, title_en=f"Title {turn}", title_ar=f"عنوان {turn}")
    with desk.app.app_context():
        id = int(path.rsplit("/", maxsplit=1)[-1])
        db.session.query(Text).filter_by(item_id=id).update({"review": "approved"})
        db.session.commit()


def begun_in_arabic(desk: Desk, path: str, turn: int) -> Send:
    """The form of the story, with a language that it does not have yet."""
    form = opened(desk, path) | {"title_ar": f"عنوان {turn} {desk.user_id}"}
    return lambda: desk.send(path, form).status


def at_once(*sends: Send) -> list[int]:
    """What each of them is answered."""
    meeting = Barrier(len(sends))

    def send(one: Send) -> int:
        meeting.wait(10)
        return one()

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(send, sends))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (edited, published),
        (edited, withdrawn),
        (withdrawn, published_in_one),
        (turned, published),
        (turned, translated),
    ],
)
def test_two_at_once_wait_for_each_other_in_one_order(
    desk: Desk, first: Callable[..., Send], second: Callable[..., Send]
) -> None:
    path = f"/editor/stories/{story(desk, en='A bridge', ar='جسر')}"
    other = Desk(desk.app, "administrator")
    for turn in range(ROUNDS):
        prepare(desk, path, turn)
        answers = at_once(first(desk, path, turn), second(other, path, turn))
        assert max(answers) < 500, answers


def test_of_two_who_correct_the_source_one_is_told_of_the_other(desk: Desk) -> None:
    path = f"/editor/stories/{story(desk, en='A bridge', ar='جسر')}"
    other = Desk(desk.app, "administrator")
    for turn in range(ROUNDS):
        answers = at_once(turned(desk, path, turn), turned(other, path, -turn))
        assert sorted(answers) == [303, 409], answers


def test_two_who_begin_the_same_language_are_told_of_each_other(desk: Desk) -> None:
    other = Desk(desk.app, "administrator")
    for turn in range(ROUNDS):
        path = f"/editor/stories/{story(desk, en=f'A bridge {turn}')}"
        answers = at_once(begun_in_arabic(desk, path, turn), begun_in_arabic(other, path, turn))
        assert sorted(answers) == [303, 409], answers


def test_a_topic_given_meanwhile_counts_as_a_change(desk: Desk) -> None:
    id = story(desk, en="A bridge", ar="جسر")
    path, other = f"/editor/stories/{id}", Desk(desk.app, "administrator")
    for turn in range(ROUNDS):
        with desk.app.app_context():
            before = db.session.get_one(Story, id).version
        answers = at_once(edited(desk, path, turn), moved(other, id, turn % 2))
        assert max(answers) < 500, answers
        with desk.app.app_context():
            changes = (answers[0] == 303) + (answers[1] == 303)
            assert db.session.get_one(Story, id).version == before + changes
