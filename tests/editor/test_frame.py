"""The frame of the desk's pages: where one is, and which text a page is about."""

import pytest
from flask import Flask

from app.content.store import files, media
from app.extensions import db
from app.models import Topic
from tests.editor.stories import new_story
from tests.editor.writing import story
from tests.support.desk import Desk
from tests.support.files import jpeg, pdf


@pytest.fixture
def desk(app: Flask) -> Desk:
    return Desk(app, "administrator")


def test_the_menu_says_where_one_is(desk: Desk) -> None:
    current = 'nav.desk-menu [aria-current="page"]'
    assert desk.get("/editor/stories").texts(current) == ["Stories"]
    within = desk.get("/editor/stories/new")
    assert within.texts(current) == []
    assert within.texts('nav.desk-menu [aria-current="true"]') == ["Stories"]


def test_beside_its_source_one_is_among_the_translations(desk: Desk) -> None:
    path = new_story(desk, title_en="A bridge").split("?")[0]
    page = desk.get(f"{path}/translate/ar", status=200)
    assert page.texts("nav.desk-menu [aria-current]") == ["Translations"]
    contributor = Desk(desk.app, "contributor")  # has no such entry
    page = contributor.get(f"{path}/translate/ar", status=200)
    assert page.texts("nav.desk-menu [aria-current]") == ["Stories"]


def test_on_a_phone_the_form_opens_in_the_language_of_the_desk(desk: Desk) -> None:
    path = new_story(desk, title_en="A bridge", title_ar="جسر")
    arabic = Desk(desk.app, language="ar")
    for who, code in ((arabic, "ar"), (desk, "en")):
        page = who.get(path, status=200)
        assert page.attributes(".side.own", "id") == [f"side-{code}"]
        assert page.attributes(".side-tabs .own a", "href") == [f"#side-{code}"]


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


def test_languages_are_named_in_that_of_the_desk(desk: Desk) -> None:
    id = story(desk, live=False, en="Draft")
    with desk.app.app_context():
        files.add_file(pdf(), "ar", {"en": "A file"}, original_name="a.pdf")
        media.add_picture(jpeg(), {"en": "Described"})
        db.session.add(Topic(key="water", title={"en": "Water"}))
        db.session.commit()
    pages = ("stories", f"stories/{id}", "facts/new", "files", "files/add", "media", "topics")
    for path in (*pages, "notices", "social", "users/invite"):
        shown = desk.get(f"/editor/{path}", status=200)
        words = " ".join(shown.texts("main"))
        assert "Arabic" in words, path
        assert "العربية" not in words, path
