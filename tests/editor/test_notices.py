"""Notices at the desk: written in a minute, ended at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.clock import freeze, utcnow
from app.editor import times
from app.extensions import db
from app.models import Notice
from tests.editor.forms import fields, fill
from tests.support.desk import Desk

NEW = "/editor/notices/new"


def _last(desk: Desk) -> Notice:
    with desk.app.app_context():
        return db.session.execute(select(Notice).order_by(Notice.id.desc())).scalars().first()


def _values(desk: Desk, name: str, moment: object) -> dict[str, str]:
    with desk.app.app_context():
        return times.values(name, moment)  # type: ignore[arg-type]  # an aware datetime


def test_one_language_is_enough_and_it_begins_now(desk: Desk) -> None:
    assert fill(desk, NEW, text_en="The road is closed.").status == 303
    assert "The road is closed." in desk.get("/en/").text
    assert "The road is closed." not in desk.get("/ar/").text
    row = _last(desk)
    assert timedelta(days=3) < row.ends_at - utcnow() <= timedelta(days=3, hours=1)
    path = f"/editor/notices/{row.id}"
    assert fill(desk, path, text_ar="الطريق مغلق.").status == 303
    assert "الطريق مغلق." in desk.get("/ar/").text
    assert _last(desk).starts_at == row.starts_at


def test_a_double_click_makes_one_notice(desk: Desk) -> None:
    held = fields(desk.get(NEW)) | {"text_en": "The road is closed."}
    assert [desk.send(NEW, held).status for _ in range(2)] == [303, 303]
    with desk.app.app_context():
        texts = [row.text.get("en") for row in db.session.execute(select(Notice)).scalars()]
    assert texts.count("The road is closed.") == 1


def test_it_can_be_on_every_page_and_lead_to_a_story(desk: Desk) -> None:
    story = next(link for link in desk.get("/en/stories").links if "/en/stories/" in link)
    typed = {"where": "everywhere", "story": f"http://site.example{story}"}
    assert fill(desk, NEW, text_en="Read this.", **typed).status == 303
    page = desk.get("/en/members")
    assert "Read this." in page.text
    assert story in page.attributes(".notice a", "href")


def test_it_is_ended_at_once(desk: Desk) -> None:
    fill(desk, NEW, text_en="The road is closed.")
    page = desk.send(f"/editor/notices/{_last(desk).id}/end", {})
    assert page.status == 303
    assert "The road is closed." not in desk.get("/en/").text
    assert "Ended" in desk.get("/editor/notices?state=ended&q=road").text


def test_one_that_is_still_to_come_is_seen_from_its_minute_on(desk: Desk) -> None:
    begin = utcnow() + timedelta(days=1)
    typed = _values(desk, "begin", begin)
    assert fill(desk, NEW, text_en="Tomorrow.", **typed).status == 303
    assert "Tomorrow." not in desk.get("/en/").text
    assert len(desk.get("/editor/notices?state=coming").all(".kept > li")) == 1
    with freeze(begin):
        assert "Tomorrow." in desk.get("/en/").text


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"begin": -1}, "begin_day"),
        ({"end": -1}, "end_day"),
        ({"begin": 5}, "end_day"),
    ],
)
def test_times_that_make_no_sense_are_a_sentence(
    desk: Desk, days: dict[str, int], field: str
) -> None:
    typed: dict[str, str] = {}
    for name, away in days.items():
        typed |= _values(desk, name, utcnow() + timedelta(days=away))
    page = fill(desk, NEW, text_en="The road is closed.", **typed)
    assert page.attributes(".errors a", "href") == [f"#{field}"]
    assert fields(page)["text_en"] == "The road is closed."


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"end_day": "", "end_time": ""}, "end_day"),
        ({"end_day": "soon"}, "end_day"),
        ({"end_time": "25:00"}, "end_time"),
        ({"story": "99999"}, "story"),
        ({"story": "the one on schools"}, "story"),
        ({"text_en": "[[nobody]]"}, "text_en"),
        ({"text_en": "x" * 401}, "text_en"),
        ({"where": "nowhere"}, "where"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    desk: Desk, typed: dict[str, str], field: str
) -> None:
    page = fill(desk, NEW, **({"text_en": "The road is closed."} | typed))
    assert page.status == 200
    assert page.attributes(".errors a", "href") == [f"#{field}"]


def test_without_words_there_is_no_notice(desk: Desk) -> None:
    page = fill(desk, NEW)
    assert page.texts(".errors li") == ["Write the notice in one language at least."]


def test_the_list_is_filtered_by_language(desk: Desk) -> None:
    fill(desk, NEW, text_ar="الطريق مغلق.")
    assert len(desk.get("/editor/notices?q=الطريق&language=ar").all(".kept > li")) == 1
    none = desk.get("/editor/notices?q=الطريق&language=en")
    assert len(none.all(".kept > li")) == 0
    assert none.one("#sift-language option[selected]").attrs["value"] == "en"


def test_a_list_that_nobody_filtered_does_not_say_so(desk: Desk) -> None:
    assert "Show all" in desk.get("/editor/notices?language=en").text
    assert "Show all" not in desk.get("/editor/notices").text
    assert "Show all" not in desk.get("/editor/social").text


def test_it_is_said_where_it_is_and_stories_are_offered_by_name(desk: Desk) -> None:
    page = desk.get(NEW)
    offered = page.attributes("#recent-stories option", "value")
    assert offered
    assert all(page.texts("#recent-stories option"))
    fill(desk, NEW, text_en="The road is closed.", where="everywhere", story=offered[0])
    assert desk.get("/editor/notices").texts(".message") == ["The notice is on every page now."]
    assert _last(desk).story_id == int(offered[0])
