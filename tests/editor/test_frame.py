"""The frame of the desk's pages: where one is, and which text a page is about."""

import pytest
from flask import Flask

from tests.editor.stories import new_story
from tests.support.desk import Desk


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app)


def test_the_menu_says_where_one_is(desk: Desk) -> None:
    current = 'nav.desk-menu [aria-current="page"]'
    assert desk.get("/editor/stories").texts(current) == ["Stories"]
    within = desk.get("/editor/stories/new")
    assert within.texts(current) == []
    assert within.texts('nav.desk-menu [aria-current="true"]') == ["Stories"]


def test_pages_about_a_text_say_which_text_it_is(desk: Desk) -> None:
    path = new_story(desk, title_en="A bridge", title_ar="جسر", body_ar="نص").split("?")[0]
    for page in ("review", "history", "stood", "share", "withdraw", "discard"):
        shown = desk.get(f"{path}/{page}", status=200)
        assert shown.texts(".of-what") == ["A bridge"], page
    assert "A bridge" in desk.get(f"{path}/publish", status=200).h1


def test_a_text_is_called_by_the_title_that_it_has(desk: Desk) -> None:
    path = new_story(desk, title_en="", body_en="", title_ar="جسر", body_ar="نص").split("?")[0]
    name = desk.get(f"{path}/history").one(".of-what bdi")
    assert (name.attrs["lang"], name.to_text()) == ("ar", "جسر")


def test_a_moment_in_the_history_is_one_that_browsers_read(desk: Desk) -> None:
    page = desk.get(f"{new_story(desk).split('?')[0]}/history")
    assert all("." not in str(time.attrs["datetime"]) for time in page.all("td time"))
