"""Every save by a person is found again: compared, restored, and as it stood at a minute."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app import clock
from app.content import texts
from app.extensions import db
from app.models import AuditEntry, Item
from tests.editor.stories import fields, new_story, opened, write
from tests.editor.writing import story
from tests.support.desk import Desk

NOON = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)  # in Baghdad


def publish(desk: Desk, path: str) -> None:
    form = fields(desk.get(f"{path}/publish"), "form.publish-form")
    assert desk.send(f"{path}/publish", {**form, "publish": "1"}).status == 303


def revisions(desk: Desk, path: str, language: str = "en") -> list[str]:
    """The addresses of the revisions of a language, newest first."""
    page = desk.get(f"{path}/history?language={language}", status=200)
    return page.attributes("td a", "href")


def test_saves_by_people_are_listed_and_autosaves_are_not(desk: Desk) -> None:
    path = new_story(desk)
    form = opened(desk, path)
    for word in ("one", "two", "three"):
        answer = desk.send(f"{path}/autosave", form | {"title_en": word})
        form["version_en"] = str(answer.json["versions"]["en"])
    assert len(revisions(desk, path)) == 1
    assert desk.send(path, form | {"title_en": "four"}).status == 303
    assert len(revisions(desk, path)) == 2
    page = desk.get(f"{path}/history")
    assert "Editor" in page.text
    assert "four" in page.text


def test_the_ways_out_are_apart_from_one_another_on_a_phone(desk: Desk) -> None:
    page = desk.get(f"{new_story(desk)}/history")
    assert page.texts(".actions a") == ["Back to the text", "As it stood at a given minute"]


def test_what_changed_stands_side_by_side(desk: Desk) -> None:
    path = new_story(desk, title_ar="مدرسة جديدة في الموصل", body_ar="نص")
    write(desk, path, title_ar="مدرسة كبيرة في الموصل")
    page = desk.get(revisions(desk, path, "ar")[0], status=200)
    assert page.texts("del") == ["جديدة"]
    assert page.texts("ins") == ["كبيرة"]
    assert page.one("tbody").attrs["dir"] == "rtl"


def test_markup_in_a_title_stays_text(desk: Desk) -> None:
    path = new_story(desk, title_en="a < b")
    write(desk, path, title_en="a < c <i>x</i>")
    page = desk.get(revisions(desk, path)[0], status=200)
    assert not page.all("td i")
    assert "<i>" in page.texts("td")[1]


def test_an_earlier_version_comes_back_as_a_new_one(desk: Desk) -> None:
    path = new_story(desk)
    write(desk, path, title_en="Second")
    first = revisions(desk, path)[-1]
    assert desk.send(f"{first}/restore", {}).status == 303
    assert opened(desk, path)["title_en"] == "A school opens"
    assert len(revisions(desk, path)) == 3


@pytest.mark.parametrize(
    "other", ["/editor/stories/{id}/history/999999", "/editor/stories/1/history/{id}"]
)
def test_a_revision_of_another_story_is_not_found(desk: Desk, other: str) -> None:
    path = new_story(desk)
    own = revisions(desk, path)[0].rsplit("/", 1)[1]
    wrong = other.replace("{id}", path.split("/")[-1] if "999999" in other else own)
    assert desk.get(wrong).status == 404
    assert desk.send(f"{wrong}/restore", {}).status == 404


def test_a_translator_restores_their_language_alone(make_desk: Any) -> None:
    editor = make_desk()
    path = new_story(editor, title_ar="عنوان")
    translator = make_desk("translator", languages=["ar"])
    english, arabic = revisions(editor, path)[0], revisions(editor, path, "ar")[0]
    assert translator.send(f"{english}/restore", {}).status == 403
    assert translator.send(f"{arabic}/restore", {}).status == 303


def test_as_it_stood_at_a_minute(desk: Desk) -> None:
    with clock.freeze(NOON):
        desk.sign_in()
        path = new_story(desk)
        publish(desk, path)
    with clock.freeze(NOON + timedelta(hours=2)):
        desk.sign_in()
        write(desk, path, title_en="Another title")
        publish(desk, path)
        stood = f"{path}/stood?language=en&at_day=2026-11-22&at_time="
        assert desk.get(stood + "11:59").all(".stood") == []
        assert desk.get(stood + "12:00").texts(".stood h3") == ["A school opens"]
        assert desk.get(stood + "13:59").texts(".stood h3") == ["A school opens"]
        assert desk.get(stood + "14:00").texts(".stood h3") == ["Another title"]
        assert desk.get(f"{path}/stood?at_day=nonsense&at_time=x").all(".error")


def schedule(desk: Desk, path: str, day: str, **more: Any) -> None:
    """Let it be published at nine in Baghdad on a day, in place of what was scheduled."""
    form = fields(desk.get(f"{path}/publish"), "form.publish-form")
    later = {"when": "later", "at_day": day, "at_time": "09:00", "publish": "1"}
    assert desk.send(f"{path}/publish", {**form, **later, **more}).status == 303


def told(desk: Desk, path: str) -> str:
    """What the history says was done last."""
    return " ".join(
        desk.get(f"{path}/history", status=200).texts("tbody tr:first-child td")[2].split()
    )


def test_a_schedule_that_was_called_off_is_told_as_that(make_desk: Any) -> None:
    editor = make_desk()
    path = new_story(editor)
    schedule(editor, path, "2030-05-01")
    due = "1 May 2030, 09:00"
    assert told(editor, path) == f"ScheduledReaders will have it from {due} on."
    other = make_desk(email="layla@desk.example", name="Layla")
    form = fields(other.get(f"{path}/cancel-schedule"), "main form")
    assert other.send(f"{path}/cancel-schedule", form).status == 303
    said = told(editor, path)
    assert said.startswith(
        f"Scheduled, and called off It was to be published on {due}. Layla called it off on"
    )


def test_an_end_still_to_come_is_not_told_as_past(desk: Desk) -> None:
    path = new_story(desk)
    with clock.freeze(NOON):
        desk.sign_in()
        form = fields(desk.get(f"{path}/publish"), "form.publish-form")
        until = {"until_day": "2026-11-24", "until_time": "09:00", "publish": "1"}
        assert desk.send(f"{path}/publish", form | until).status == 303
        assert "Readers have it from" in told(desk, path)
        assert told(desk, path).endswith("until 24 November 2026, 09:00.")
    with clock.freeze(NOON + timedelta(days=3)):
        desk.sign_in()
        assert "Readers had it from" in told(desk, path)


def test_a_schedule_in_whose_place_another_came_is_told_as_that(desk: Desk) -> None:
    path = new_story(desk)
    schedule(desk, path, "2030-05-01")
    write(desk, path, title_en="Another title")
    schedule(desk, path, "2030-06-01", languages="en", replace="y")
    first = desk.get(f"{path}/history").texts("tbody tr")[-2]
    assert "Scheduled, and called off" in first
    assert "Editor published another version in its place on" in first


def _called_off(desk: Desk, path: str) -> None:
    form = fields(desk.get(f"{path}/cancel-schedule"), "main form")
    assert desk.send(f"{path}/cancel-schedule", {**form, "languages": "en"}).status == 303


def _replaced(desk: Desk, path: str) -> None:
    write(desk, path, title_en="Another title")
    schedule(desk, path, "2030-06-01", languages="en", replace="y")


def _withdrawn_with_others(desk: Desk, path: str) -> None:
    form = {"action": "withdraw", "ids": [path.rsplit("/", 1)[1]], "reason": "A mistake"}
    assert desk.send("/editor/stories/bulk", form).status == 303


@pytest.mark.parametrize("end", [_called_off, _replaced, _withdrawn_with_others])
def test_a_language_called_off_through_another_tells_by_whom(
    make_desk: Any, end: Callable[[Desk, str], None]
) -> None:
    editor = make_desk()
    path = f"/editor/stories/{story(editor, live=False, en='A bridge', ar='جسر')}"
    schedule(editor, path, "2030-05-01", languages=["en", "ar"])
    end(make_desk(email="layla@desk.example", name="Layla"), path)
    for language, replaced in (("en", end is _replaced), ("ar", False)):
        rows = editor.get(f"{path}/history?language={language}").texts("tbody tr")
        said = [row for row in rows if "called off" in row]
        by_layla = "Layla published another version" if replaced else "Layla called it off"
        assert [by_layla in row for row in said] == [True], rows


def test_what_the_log_does_not_tell_of_a_schedule_is_left_out(desk: Desk) -> None:
    path = new_story(desk)
    schedule(desk, path, "2030-05-01")
    with desk.app.app_context():
        story = db.session.get_one(Item, int(path.rsplit("/", 1)[1]))
        texts.cancel_schedule(texts.text_of(story, "en"))
        db.session.query(AuditEntry).filter_by(action="text.publish").delete()
        db.session.commit()
    assert told(desk, path) == "Scheduled, and called off"
