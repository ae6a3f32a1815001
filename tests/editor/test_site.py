"""What the site shows first: the lead of the home page, its introduction, and the list of more."""

import pytest

from app.content import texts
from app.extensions import db
from app.models import Item
from tests.conftest import MakeDesk
from tests.editor.writing import logged, story
from tests.support.desk import Desk


def lead_of(desk: Desk) -> str:
    """The title that stands first on the home page."""
    return desk.get("/en/", status=200).texts(".lead-story h2")[0]


def seen(desk: Desk, path: str) -> str:
    """What a form says it was opened with."""
    return desk.get(path, status=200).attributes("input[name=seen]", "value")[0]


@pytest.mark.parametrize("by_number", [True, False])
def test_a_chosen_story_stands_first(desk: Desk, by_number: bool) -> None:
    older = story(desk, en="Chosen")
    story(desk, en="Newer")
    chosen = {"lead": "other", "number": str(older)} if by_number else {"lead": str(older)}
    desk.send("/editor/lead", chosen | {"seen": seen(desk, "/editor/lead")}, status=303)
    assert lead_of(desk) == "Chosen"
    assert desk.get("/editor/lead").attributes("input[checked]", "value") == [str(older)]
    newest = {"lead": "newest", "seen": seen(desk, "/editor/lead")}
    desk.send("/editor/lead", newest, status=303)
    assert lead_of(desk) == "Newer"
    assert logged(desk, "site.lead") == [str(older), ""]


@pytest.mark.parametrize("number", ["", "x", "99999", "99999999999999", "\x00", "1e3"])
def test_only_a_live_story_can_be_chosen(desk: Desk, number: str) -> None:
    form = {"lead": "other", "number": number, "seen": seen(desk, "/editor/lead")}
    page = desk.send("/editor/lead", form, status=200)
    assert "Choose a story that is live." in page.text


def test_a_draft_cannot_be_chosen(desk: Desk) -> None:
    id = story(desk, live=False, en="Draft")
    form = {"lead": str(id), "seen": seen(desk, "/editor/lead")}
    assert "Choose a story that is live." in desk.send("/editor/lead", form, status=200).text


def test_two_who_choose_are_told(desk: Desk) -> None:
    first, second = story(desk, en="First"), story(desk, en="Second")
    mark = seen(desk, "/editor/lead")
    desk.send("/editor/lead", {"lead": str(first), "seen": mark}, status=303)
    page = desk.send("/editor/lead", {"lead": str(second), "seen": mark}, status=200)
    assert "Somebody else has changed this meanwhile." in page.text
    assert lead_of(desk) == "First"


def test_the_lead_falls_back_when_it_is_withdrawn(desk: Desk) -> None:
    older = story(desk, en="Chosen")
    story(desk, en="Newer")
    form = {"lead": str(older), "seen": seen(desk, "/editor/lead")}
    desk.send("/editor/lead", form, status=303)
    with desk.app.app_context():
        texts.withdraw(texts.text_of(db.session.get_one(Item, older), "en"), "x")
        db.session.commit()
    assert lead_of(desk) == "Newer"
    desk.get("/editor/lead", status=200)


INTRO = "/editor/passages/coalition_intro"


def test_the_introduction_changes_for_readers_at_once(desk: Desk) -> None:
    form = {"body_en": "New words.<script>x</script>", "seen": seen(desk, INTRO)}
    desk.send(INTRO, form | {"body_ar": "<p>كلمات جديدة.</p>"}, status=303)
    assert "<p>New words.</p>" in desk.get("/en/").text
    assert "كلمات جديدة" in desk.get("/ar/").text
    assert logged(desk, "passage.edit") == ["coalition_intro"]


@pytest.mark.parametrize("typed", ["[[no-such-fact]]", "x" * 5001, "x" * 200_001])
def test_words_that_cannot_be_kept_are_refused_and_kept_in_the_form(desk: Desk, typed: str) -> None:
    page = desk.send(INTRO, {"body_en": typed, "seen": seen(desk, INTRO)}, status=200)
    assert page.title.startswith("Error:")
    assert typed in page.text


@pytest.mark.parametrize("typed", ["\x00", "\u202e", "e" + "\u0301" * 99, "<svg><math>", " \u200f"])
def test_strange_letters_are_no_error(desk: Desk, typed: str) -> None:
    desk.send(INTRO, {"body_en": typed, "seen": seen(desk, INTRO)}, status=303)
    desk.get("/en/", status=200)


def test_a_passage_that_no_template_shows_is_not_found(desk: Desk) -> None:
    desk.get("/editor/passages/other", status=404)


def test_everything_else_is_in_one_list(make_desk: MakeDesk) -> None:
    desk = make_desk("administrator")
    links = desk.get("/editor/more", status=200).links
    for path in ("lead", "redirects", "replace", "topics", "members", "users"):
        assert f"/editor/{path}" in links
        desk.get(f"/editor/{path}", status=200)
