"""Several stories at once: shown first, done in one transaction, exceptions told."""

import pytest

from app.extensions import db
from app.models import Publication, Story, Topic
from tests.conftest import MakeDesk
from tests.editor.writing import logged, rewrite, story
from tests.support.desk import Desk

BULK = "/editor/stories/bulk"


def topic_of(desk: Desk, id: int) -> tuple[int | None, set[int | None]]:
    """The topic of a story at the desk, and those under which readers find it."""
    with desk.app.app_context():
        shown = db.session.query(Publication.topic_id).filter_by(item_id=id, ends_at=None)
        return db.session.get_one(Story, id).topic_id, {topic for (topic,) in shown}


def some_topic(desk: Desk) -> int:
    with desk.app.app_context():
        return db.session.query(Topic.id).order_by(Topic.id).first()[0]


def test_what_will_happen_is_shown_first(desk: Desk) -> None:
    id = story(desk, en="Shown first")
    page = desk.get(f"{BULK}?action=withdraw&ids={id}", status=200)
    assert page.h1 == "Withdraw stories"
    assert "Shown first" in page.text
    desk.get(f"/en/stories/{id}/shown-first", status=200)


def test_stories_are_withdrawn_in_all_languages(desk: Desk) -> None:
    live, draft = story(desk, en="Live", ar="حي"), story(desk, live=False, en="Draft")
    form = {"action": "withdraw", "ids": [live, draft], "reason": "A mistake"}
    page = desk.send(BULK, form, status=200)
    assert "Draft" in page.text
    assert "Nothing of it is live or scheduled." in page.text
    for language in ("en", "ar"):
        desk.get(f"/{language}/stories/{live}", status=404)
    assert logged(desk, "story.withdraw") == [str(live)]
    again = desk.send(BULK, form | {"ids": [live]}, status=200)
    assert "Nothing of it is live or scheduled." in again.text


def test_a_reason_is_asked_for_and_nothing_done_without_it(desk: Desk) -> None:
    id = story(desk, en="Stays")
    page = desk.send(BULK, {"action": "withdraw", "ids": [id], "reason": " \u200f "}, status=200)
    assert page.title.startswith("Error:")
    assert page.attributes("input[name=ids]", "value") == [str(id)]
    desk.get(f"/en/stories/{id}/stays", status=200)


def test_the_topic_changes_for_readers_at_once_and_nothing_else_does(desk: Desk) -> None:
    id, topic = story(desk, en="Moved"), some_topic(desk)
    rewrite(desk, id, "en", title="Not yet for readers")
    assert desk.send(BULK, {"action": "topic", "ids": [id], "topic": topic}, status=303)
    assert topic_of(desk, id) == (topic, {topic})
    assert "Moved" in desk.get(f"/en/stories/{id}/moved", status=200).text
    assert logged(desk, "story.topic") == [str(id)]
    same = desk.send(BULK, {"action": "topic", "ids": [id], "topic": topic}, status=200)
    assert "It has this topic already." in same.text
    desk.send(BULK, {"action": "topic", "ids": [id], "topic": "0"}, status=303)
    assert topic_of(desk, id) == (None, {None})


@pytest.mark.parametrize("topic", ["", "99999", "x", "\x00", "1e3"])
def test_a_topic_that_there_is_not_is_refused(desk: Desk, topic: str) -> None:
    id = story(desk, en="Moved")
    page = desk.send(BULK, {"action": "topic", "ids": [id], "topic": topic}, status=200)
    assert "Choose one of the topics." in page.text
    assert topic_of(desk, id) == (None, {None})


@pytest.mark.parametrize("ids", [[], ["x"], ["99999999999999"], ["\x00"]])
def test_without_a_story_nothing_happens(desk: Desk, ids: list[str]) -> None:
    assert desk.send(BULK, {"action": "withdraw", "ids": ids}, status=303).location.endswith(
        "/editor/stories"
    )


def test_an_action_that_there_is_not_is_refused(desk: Desk) -> None:
    id = story(desk, en="Stays")
    desk.get(f"{BULK}?ids={id}&action=delete", status=400)


@pytest.mark.parametrize("role", ["contributor", "translator"])
def test_only_editors_do_it(make_desk: MakeDesk, role: str) -> None:
    make_desk(role).send(BULK, {"action": "withdraw", "ids": [1], "reason": "x"}, status=403)
