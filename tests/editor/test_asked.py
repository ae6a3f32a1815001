"""Does the other language need to change? Asked once for each change, answered in the form."""

import json
from typing import Any

import pytest

from app.content import texts
from app.content.translation import state
from app.extensions import db
from app.models import Answer, AuditEntry, Item
from app.models import Page as Evergreen
from tests.conftest import MakeDesk
from tests.editor.stories import fields, new_story, opened, write
from tests.support.desk import Desk
from tests.support.pages import Page

ENGLISH = "The school has 3 rooms.\r\n\r\nIt opens on Sunday, at noon.\r\n\r\nAll may come."
ARABIC = "في المدرسة 3 غرف.\r\n\r\nتفتح أبوابها ظهر الأحد.\r\n\r\nوالدعوة عامة."
QUESTION = "Does the Arabic need to change?"


@pytest.fixture
def path(desk: Desk) -> str:
    """The form of a story in both languages."""
    return new_story(desk, body_en=ENGLISH, title_ar="مدرسة تفتح أبوابها", body_ar=ARABIC)


def questions(page: Page) -> list[str]:
    return [said.replace("\u2068", "").replace("\u2069", "") for said in page.texts(".ask h2")]


def change(desk: Desk, path: str, *changes: tuple[str, str], field: str = "body_en") -> Page:
    """Write other words over some, save, and look at the form again."""
    body = opened(desk, path)[field]
    for old, new in changes:
        assert old in body
        body = body.replace(old, new)
    assert write(desk, path, **{field: body}).status == 303
    return desk.get(path, status=200)


def answer(desk: Desk, page: Page, said: str, language: str = "ar", **more: Any) -> Page:
    """Press a button of the question; `said` is its value."""
    form = {"of": fields(page, f"#ask-{language}")["of"], "answer": said} | more
    address = page.attributes(f"#ask-{language}", "action")[0]
    return desk.send(address, form)


def behind(desk: Desk, path: str, language: str = "ar") -> int:
    with desk.app.app_context():
        item = db.session.get_one(Item, int(path.rsplit("/", 1)[-1]))
        return texts.text_of(item, language).behind


def test_nothing_is_asked_of_what_is_new_or_says_the_same(desk: Desk, path: str) -> None:
    assert not questions(desk.get(path))
    page = change(desk, path, ("Sunday, at noon", "Sunday at noon"))
    assert not questions(page)
    page = change(desk, path, ("rooms.\r\n\r\nIt", "rooms. It"))
    assert not questions(page)
    alone = new_story(desk, title_ar="", body_ar="")
    assert not questions(change(desk, alone, ("Two", "Three")))


def test_no_settles_it(desk: Desk, path: str) -> None:
    page = change(desk, path, ("3 rooms", "4 rooms"))
    assert questions(page) == [QUESTION]
    assert page.attributes("#side-ar .beside a", "href") == [f"{path}/translate/ar"]
    assert not page.all("#side-en .beside")
    assert page.texts(".ask del") == ["3"]
    assert page.texts(".ask ins") == ["4"]
    assert page.attributes(".ask tbody", "lang") == ["en"]
    assert "1 paragraph behind." in page.texts("#side-ar .stands")[0]
    assert answer(desk, page, "no").location == path
    page = desk.get(path)
    assert not questions(page)
    assert "up to date" in page.text
    assert behind(desk, path) == 0
    assert questions(change(desk, path, ("4 rooms", "5 rooms"))) == [QUESTION]


def test_yes_is_not_asked_again_and_stays_behind(desk: Desk, path: str) -> None:
    page = change(desk, path, ("3 rooms", "4 rooms"))
    answer(desk, page, "yes")
    page = desk.get(path)
    assert not questions(page)
    assert "1 paragraph behind." in page.texts("#side-ar .stands")[0]
    assert not questions(change(desk, path, ("All may", "All, may")))
    assert behind(desk, path) == 1


def test_several_changes_are_one_question_and_may_be_answered_one_by_one(
    desk: Desk, path: str
) -> None:
    change(desk, path, ("3 rooms", "4 rooms"), ("All may come", "Nobody may come"))
    page = change(desk, path, ("A school opens", "A school closes"), field="title_en")
    assert questions(page) == [QUESTION]
    assert page.texts(".ask h3") == ["Title"]
    assert len(page.all(".ask details .ask-one")) == 3
    one = page.attributes(".ask-one button[value^='no ']", "value")[1]
    answer(desk, page, one)
    page = desk.get(path)
    assert questions(page) == [QUESTION]
    assert len(page.all(".ask-one")) == behind(desk, path) == 2
    answer(desk, page, "no")
    assert behind(desk, path) == 0


def test_what_is_new_and_what_is_gone_is_asked_about(desk: Desk, path: str) -> None:
    page = change(
        desk, path, ("\r\n\r\nAll may come.", ""), ("noon.", "noon.\r\n\r\nThere is tea.")
    )
    assert questions(page) == [QUESTION]
    assert "All may come." in page.texts(".ask del")[0]
    assert "There is tea." in page.texts(".ask ins")[0]
    answer(desk, page, "no")
    assert behind(desk, path) == 0


def test_an_answer_to_what_reads_otherwise_by_now_is_none(desk: Desk, path: str) -> None:
    page = change(desk, path, ("3 rooms", "4 rooms"))
    change(desk, path, ("4 rooms", "5 rooms"))
    answer(desk, page, "no")
    later = desk.get(path)
    assert "The text has changed meanwhile." in later.text
    assert questions(later) == [QUESTION]


def test_an_answer_is_in_nobody_s_way(desk: Desk, path: str) -> None:
    page = change(desk, path, ("3 rooms", "4 rooms"))
    typing = opened(desk, path)
    answer(desk, page, "no")
    typing |= {"title_ar": "مدرسة تفتح أبوابها اليوم", "title_en": "A school opens today"}
    assert desk.send(path, typing).status == 303


def test_the_source_may_be_arabic(desk: Desk) -> None:
    path = new_story(desk, title_en="", body_en="", title_ar="مدرسة تفتح أبوابها", body_ar=ARABIC)
    write(desk, path, title_en="A school opens", body_en=ENGLISH)
    page = change(desk, path, ("3", "4"), field="body_ar")
    assert questions(page) == ["Does the English need to change?"]
    assert page.attributes(".ask tbody", "dir") == ["rtl"]
    answer(desk, page, "no", "en")
    assert behind(desk, path, "en") == 0


def test_only_who_may_write_either_language_is_asked(make_desk: MakeDesk) -> None:
    desk = make_desk()
    path = new_story(desk, body_en=ENGLISH, title_ar="مدرسة تفتح أبوابها", body_ar=ARABIC)
    page = change(desk, path, ("3 rooms", "4 rooms"))
    stranger = make_desk("translator", languages=["ckb"])
    assert not questions(stranger.get(path))
    assert answer(stranger, page, "no").status == 403
    arabic = make_desk("translator", languages=["ar"], email="ar@desk.example")
    assert questions(arabic.get(path)) == [QUESTION]
    answer(arabic, page, "no")
    with desk.app.app_context():
        said = db.session.query(Answer).one()
        assert (said.needed, said.user_id) == (False, arabic.user_id)
        entry = db.session.query(AuditEntry).filter_by(action="translation.answer").one()
        assert entry.user_id == arabic.user_id


@pytest.mark.parametrize("said", ["", "perhaps", "no nothing", "no " + "0" * 64, "yes \x00"])
def test_what_is_no_answer_changes_nothing(desk: Desk, path: str, said: str) -> None:
    page = change(desk, path, ("3 rooms", "4 rooms"))
    assert answer(desk, page, said).status in (303, 400)
    assert behind(desk, path) == 1
    address = page.attributes("#ask-ar", "action")[0]
    assert desk.send(address.replace("/ar", "/xx"), {"answer": "no"}).status == 404


def test_a_script_is_told_after_it_saved_and_after_an_answer(desk: Desk, path: str) -> None:
    form = opened(desk, path)
    form["body_en"] = form["body_en"].replace("3 rooms", "4 rooms")
    saved = json.loads(desk.send(path + "/autosave", form).text)["asks"]
    assert QUESTION in saved["said"].replace("\u2068", "").replace("\u2069", "")
    assert saved["mark"]
    assert "<ins>4</ins>" in saved["html"]
    page = desk.get(path)
    assert page.attributes("[data-asked]", "data-asked") == [saved["mark"]]
    said = json.loads(answer(desk, page, "no", live="1").text)
    assert said["asks"]["mark"] == ""
    assert "behind" not in said["stands"]["ar"]


def test_a_translation_just_begun_is_not_asked_about(desk: Desk) -> None:
    path = new_story(desk, body_en=ENGLISH, title_ar="مدرسة تفتح أبوابها")
    assert not questions(change(desk, path, ("All may", "Nobody may")))
    with desk.app.app_context():
        item = db.session.get_one(Item, int(path.rsplit("/", 1)[-1]))
        assert [one.state for one in state.beside(texts.text_of(item, "ar"))].count("missing") == 3


def test_a_page_is_asked_about_like_a_story(desk: Desk) -> None:
    with desk.app.app_context():
        page = db.session.query(Evergreen).filter_by(key="about").one()
        path, source = f"/editor/pages/{page.id}", page.source_language
    other = "ar" if source == "en" else "en"
    title = opened(desk, path)[f"title_{source}"]
    found = change(desk, path, (title, f"{title} 2030"), field=f"title_{source}")
    assert len(questions(found)) == 1
    assert answer(desk, found, "no", other).location == path
    assert behind(desk, path, other) == 0


def test_a_figure_in_another_row_is_asked_about(desk: Desk) -> None:
    row = "<tr><th>{}</th><td>{}</td></tr>"
    rows = f"<table><tbody>{row * 2}</tbody></table>"
    english = rows.format("Mosul", "3 schools", "Basra", "9 schools")
    arabic = rows.format("الموصل", "3 مدارس", "البصرة", "9 مدارس")
    path = new_story(desk, body_en=english, title_ar="مدارس", body_ar=arabic)
    swapped = rows.format("Mosul", "9 schools", "Basra", "3 schools")
    page = change(desk, path, (opened(desk, path)["body_en"], swapped))
    assert behind(desk, path) == 2
    assert page.text.count("It stands in another row of its table now.") == 2
    page = change(desk, path, (swapped, rows.format("Basra", "9 schools", "Mosul", "3 schools")))
    assert not questions(page)
