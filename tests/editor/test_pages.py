"""Evergreen pages: begun, written, placed in the menu and the footer, looked at again."""

from datetime import UTC, datetime

import pytest

from app.content import texts
from app.extensions import db
from app.models import Page
from tests.conftest import MakeDesk
from tests.editor.writing import logged
from tests.support.desk import Desk


def page_id(desk: Desk, key: str) -> int:
    """The number of a page."""
    with desk.app.app_context():
        return db.session.query(Page.item_id).filter_by(key=key).one()[0]


def fields(desk: Desk, path: str) -> dict[str, str]:
    """The form of a page as it is opened: what its fields hold."""
    page = desk.get(path, status=200)
    form = next(one for one in page.all("main form") if one.attrs.get("method") == "post")
    found = {}
    for field in form.query("input, textarea"):
        if field.attrs.get("type") != "checkbox" or "checked" in field.attrs:
            found[field.attrs.get("name")] = field.attrs.get("value") or field.to_text(strip=False)
    return {name: value for name, value in found.items() if name}


def test_a_page_is_begun_and_written(desk: Desk) -> None:
    answer = desk.send("/editor/pages/new", {"key": "Press"}, status=303)
    id = page_id(desk, "press")
    assert answer.location.endswith(f"/editor/pages/{id}")
    form = fields(desk, f"/editor/pages/{id}")
    form |= {"title_en": "Press", "body_en": "Write to us.\n\nWe answer."}
    desk.send(f"/editor/pages/{id}", form, status=303)
    desk.get("/en/press", status=404)
    with desk.app.app_context():
        text = texts.text_of(db.session.get_one(Page, id), "en")
        assert text.working_copy is not None
        assert text.working_copy.body == "<p>Write to us.</p>\n<p>We answer.</p>"
        texts.publish(text, user_id=desk.user_id)
        db.session.commit()
    assert desk.get("/en/press", status=200).h1 == "Press"
    assert logged(desk, "page.add") == [str(id)]


@pytest.mark.parametrize("key", ["", " ", "a b", "صحافة", "../x", "a" * 200, "\x00", "about"])
def test_an_address_that_cannot_be_is_refused(desk: Desk, key: str) -> None:
    page = desk.send("/editor/pages/new", {"key": key}, status=200)
    assert page.title.startswith("Error:")
    assert page.texts(".error")


def test_saving_a_page_unchanged_changes_nothing(desk: Desk) -> None:
    id = page_id(desk, "about")
    desk.send(f"/editor/pages/{id}", fields(desk, f"/editor/pages/{id}"), status=303)
    with desk.app.app_context():
        assert texts.text_of(db.session.get_one(Page, id), "en").working_copy is None


def test_two_who_write_a_page_both_keep_their_words(desk: Desk) -> None:
    id = page_id(desk, "about")
    path = f"/editor/pages/{id}"
    form = fields(desk, path)
    desk.send(path, form | {"title_en": "Mine"}, status=303)
    theirs = form | {"title_en": "Theirs", "token": "another-form-of-it"}
    saved = desk.send(f"{path}/autosave", theirs, status=409).json
    assert (saved["conflict"], saved["url"]) == (["en"], path)
    page = desk.send(path, theirs, status=409)
    assert "Mine" in page.text
    assert "Theirs" in page.text


def test_a_page_gets_its_place_and_its_day_of_review(desk: Desk) -> None:
    id = page_id(desk, "about")
    path = f"/editor/pages/{id}/place"
    form = fields(desk, path) | {
        "label_en": "Who we are",
        "menu": "y",
        "review_day": "٢٠٢٢-٠٩-٠١",
    }
    desk.send(path, form, status=303)
    assert "Who we are" in desk.get("/en/").texts(".top nav a")
    with desk.app.app_context():
        page = db.session.get_one(Page, id)
        assert page.review_on == datetime(2022, 9, 1, 3, tzinfo=UTC)
    assert "Pages to look at again" in desk.get("/editor/").texts("h2")
    assert logged(desk, "page.place") == [str(id)]
    again = desk.send(path, form, status=200)
    assert "Somebody else has changed this meanwhile." in again.text


@pytest.mark.parametrize(
    "typed",
    [{"review_day": "soon"}, {"review_day": "31/02/2026"}, {"label_en": "x" * 61}],
)
def test_a_place_that_cannot_be_is_refused(desk: Desk, typed: dict[str, str]) -> None:
    path = f"/editor/pages/{page_id(desk, 'about')}/place"
    page = desk.send(path, fields(desk, path) | typed, status=200)
    assert page.title.startswith("Error:")
    (name, value) = next(iter(typed.items()))
    assert page.attributes(f"input[name={name}]", "value") == [value]


def test_the_order_of_menu_and_footer_changes(desk: Desk) -> None:
    before = desk.get("/en/").attributes(".bottom nav a", "href")
    first = before[0].rpartition("/")[2]
    path = f"/editor/pages/{page_id(desk, first)}/move/footer"
    desk.send(path, {"way": "down"}, status=303)
    after = desk.get("/en/").attributes(".bottom nav a", "href")
    assert after[:2] == [before[1], before[0]]
    desk.send(path, {"way": "up"}, status=303)
    assert desk.get("/en/").attributes(".bottom nav a", "href") == before
    desk.send(path.replace("footer", "nowhere"), {"way": "up"}, status=404)
    desk.get("/editor/pages/order", status=200)


def test_the_list_shows_every_page(desk: Desk) -> None:
    page = desk.get("/editor/pages", status=200)
    assert len(page.all(".work")) == 11


def test_the_list_leaves_out_what_was_taken_down(desk: Desk) -> None:
    id = page_id(desk, "about")
    with desk.app.app_context():
        texts.take_down(db.session.get_one(Page, id), desk.user_id, "Danger")
        db.session.commit()
    page = desk.get("/editor/pages", status=200)
    assert len(page.all(".work")) == 10
    assert f"/editor/pages/{id}" not in page.links


@pytest.mark.parametrize("path", ["/editor/pages/99999", "/editor/pages/99999/place"])
def test_a_page_that_there_is_not_is_not_found(desk: Desk, path: str) -> None:
    desk.get(path, status=404)


def test_a_translator_writes_their_language_alone(make_desk: MakeDesk) -> None:
    desk = make_desk("translator", languages=["ar"])
    id = page_id(desk, "about")
    page = desk.get(f"/editor/pages/{id}", status=200)
    assert page.all("[name=title_ar]")
    assert not page.all("[name=title_en]")
    desk.get(f"/editor/pages/{id}/place", status=403)


def test_what_stands_below_a_page_leads_back_to_it(desk: Desk) -> None:
    path = f"/editor/pages/{page_id(desk, 'about')}"
    assert desk.get(path, status=200).texts("#links-title") == ["More with this page"]
    id = path.rsplit("/", maxsplit=1)[-1]
    share = desk.get(f"/editor/stories/{id}/share", status=200)
    assert path in share.attributes("main a", "href")
