"""Find and replace: each place is shown, what was chosen is done, and nothing is lost."""

from datetime import timedelta
from typing import Any

import pytest

from app.clock import utcnow
from app.extensions import db
from app.models import Notice, Revision
from tests.conftest import MakeDesk
from tests.editor.writing import copy_of, logged, rewrite, story
from tests.support.desk import Desk

ASK = {"find_en": "Quagga", "with_en": "Zebra", "find_ar": "كواغا", "with_ar": "حمار وحشي"}


def shown(desk: Desk, **asked: str) -> dict[str, Any]:
    """The form that a preview offers, as a browser would send it with everything chosen."""
    page = desk.send("/editor/replace", ASK | asked, status=200)
    names = ("seen", "pick", "whole", "find_en", "find_ar", "with_en", "with_ar")
    form = "form[action='/editor/replace/apply']"
    found = {name: page.attributes(f"{form} input[name={name}]", "value") for name in names}
    return {name: values for name, values in found.items() if values}


def title(desk: Desk, id: int) -> str:
    """The title that readers see."""
    page = desk.get(f"/en/stories/{id}", status=301)
    return desk.get(page.location, status=200).h1


def test_every_place_is_shown_before_anything_changes(desk: Desk) -> None:
    id = story(desk, en="The Quagga returns", ar="عودة كواغا")
    page = desk.send("/editor/replace", ASK, status=200)
    assert page.texts(".found del").count("Quagga") == 2
    assert page.texts(".found del").count("كواغا") == 2
    assert set(page.texts(".found ins")) == {"Zebra", "حمار وحشي"}
    assert "The Quagga returns" in page.texts(".found label span")[1] or page.text
    assert title(desk, id) == "The Quagga returns"
    assert copy_of(desk, id, "en") is None


def test_live_texts_change_only_in_their_working_copies(desk: Desk) -> None:
    id = story(desk, en="The Quagga returns", ar="عودة كواغا")
    desk.send("/editor/replace/apply", shown(desk), status=200)
    copy = copy_of(desk, id, "en")
    assert copy is not None
    assert (copy.title, copy.body) == ("The Zebra returns", "<p>The Zebra returns body.</p>")
    arabic = copy_of(desk, id, "ar")
    assert arabic is not None
    assert arabic.title == "عودة حمار وحشي"
    assert title(desk, id) == "The Quagga returns"
    assert logged(desk, "story.replace") == [str(id)] * 2


def test_a_live_text_can_be_published_as_a_small_fix(desk: Desk) -> None:
    id = story(desk, en="The Quagga returns")
    form = shown(desk)
    keys = [value.partition("|")[0] for value in form["seen"]]
    desk.send("/editor/replace/apply", form | {"publish": keys}, status=200)
    assert title(desk, id) == "The Zebra returns"
    assert copy_of(desk, id, "en") is None
    assert logged(desk, "text.publish") == [str(id)]


def test_a_text_with_a_working_copy_is_never_published_with_it(desk: Desk) -> None:
    id = story(desk, en="The Quagga returns")
    rewrite(desk, id, "en", body="<p>Half written, Quagga.</p>")
    form = shown(desk)
    keys = [value.partition("|")[0] for value in form["seen"]]
    desk.send("/editor/replace/apply", form | {"publish": keys}, status=200)
    assert title(desk, id) == "The Quagga returns"
    copy = copy_of(desk, id, "en")
    assert copy is not None
    assert copy.body == "<p>Half written, Zebra.</p>"


def test_only_what_was_chosen_is_replaced(desk: Desk) -> None:
    id = story(desk, en="Quagga", body="<p>Quagga one, Quagga two.</p>")
    form = shown(desk)
    form["pick"] = [value for value in form["pick"] if value.endswith("|body|1")]
    desk.send("/editor/replace/apply", form, status=200)
    copy = copy_of(desk, id, "en")
    assert copy is not None
    assert (copy.title, copy.body) == ("Quagga", "<p>Quagga one, Zebra two.</p>")


def test_what_changed_since_it_was_shown_is_left_alone(desk: Desk) -> None:
    id, other = story(desk, en="Quagga here"), story(desk, en="Quagga there")
    form = shown(desk)
    rewrite(desk, id, "en", body="<p>Somebody wrote this Quagga meanwhile.</p>")
    page = desk.send("/editor/replace/apply", form, status=200)
    assert "Somebody changed it after you looked." in page.text
    copy, done = copy_of(desk, id, "en"), copy_of(desk, other, "en")
    assert copy is not None
    assert copy.body == "<p>Somebody wrote this Quagga meanwhile.</p>"
    assert done is not None
    assert done.title == "Zebra there"


def test_sent_twice_it_is_done_once(desk: Desk) -> None:
    id = story(desk, en="Quagga")
    form = shown(desk, with_en="Quagga and Quagga")
    desk.send("/editor/replace/apply", form, status=200)
    desk.send("/editor/replace/apply", form, status=200)
    copy = copy_of(desk, id, "en")
    assert copy is not None
    assert copy.title == "Quagga and Quagga"


def test_the_words_before_stay_in_the_history(desk: Desk) -> None:
    story(desk, live=False, en="Quagga once")
    desk.send("/editor/replace/apply", shown(desk), status=200)
    with desk.app.app_context():
        kept = {title for (title,) in db.session.query(Revision.title)}
    assert {"Quagga once", "Zebra once"} <= kept


def test_a_notice_changes_at_once(desk: Desk) -> None:
    with desk.app.app_context():
        now = utcnow()
        notice = Notice(
            key="quagga",
            text={"en": "Quagga & friends", "ar": "كواغا"},
            starts_at=now - timedelta(hours=1),
            ends_at=now + timedelta(hours=1),
        )
        db.session.add(notice)
        db.session.commit()
        id = notice.id
    desk.send("/editor/replace/apply", shown(desk), status=200)
    with desk.app.app_context():
        words = db.session.get_one(Notice, id).text
    assert words == {"en": "Zebra & friends", "ar": "حمار وحشي"}
    assert "Zebra &amp; friends" in desk.get("/en/", status=200).text


def test_a_citation_that_cannot_be_is_refused(desk: Desk) -> None:
    id = story(desk, en="Quagga")
    form = shown(desk, with_en="[[no-such-fact]]")
    keys = [value.partition("|")[0] for value in form["seen"]]
    page = desk.send("/editor/replace/apply", form | {"publish": keys}, status=200)
    assert "no-such-fact" in page.text
    assert title(desk, id) == "Quagga"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"find_en": "", "find_ar": " \u00a0 "}, "Write what should be found"),
        ({"with_en": "Quagga"}, "Both are the same"),
        ({"find_en": "x" * 1201}, "Please shorten this: it has 1,201 characters"),
    ],
)
def test_what_cannot_be_looked_for_is_told(
    desk: Desk, asked: dict[str, str], sentence: str
) -> None:
    for path in ("/editor/replace", "/editor/replace/apply"):
        page = desk.send(path, ASK | asked, status=200)
        assert sentence in page.text
        assert page.title.startswith("Error:")


@pytest.mark.parametrize("typed", ["\x00", "\ud800", "\u202e\u202e", "e" + "\u0301" * 99, "%", "_"])
def test_strange_letters_are_no_error(desk: Desk, typed: str) -> None:
    desk.send("/editor/replace", ASK | {"find_en": typed.encode("utf-8", "ignore")}, status=200)


@pytest.mark.parametrize(
    "form",
    [
        {"pick": ["t1|body|0"]},
        {"pick": ["t99999|body|0"], "seen": ["t99999|1"]},
        {"pick": ["t1|version|0", "x", "t1||", "n1.en|text|0"], "seen": ["t1|x", "n1.en|1"]},
    ],
)
def test_a_form_of_ones_own_making_changes_nothing(desk: Desk, form: dict[str, Any]) -> None:
    page = desk.send("/editor/replace/apply", ASK | form, status=200)
    assert "Nothing was replaced." in page.text


@pytest.mark.parametrize("role", ["contributor", "translator"])
def test_only_editors_replace(make_desk: MakeDesk, role: str) -> None:
    desk = make_desk(role)
    desk.get("/editor/replace", status=403)
    desk.send("/editor/replace/apply", ASK, status=403)
