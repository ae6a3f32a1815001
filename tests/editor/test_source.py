"""In which language a story or page was written first: chosen, corrected at any time, shown."""

import json
import re
from io import BytesIO
from typing import Any

import polib
import pytest
from werkzeug.datastructures import FileStorage

from app.content import texts
from app.content.translation import state
from app.extensions import db
from app.models import AuditEntry, Handout, Item, Revision
from app.models import Page as Evergreen
from tests.conftest import MakeDesk
from tests.editor.stories import fields, new_story, opened, write
from tests.support.desk import Desk
from tests.support.pages import Page

ENGLISH = "The school has 3 rooms.\r\n\r\nIt opens on Sunday."
ARABIC = "في المدرسة 3 غرف.\r\n\r\nتفتح أبوابها الأحد."
BOTH = {"body_en": ENGLISH, "title_ar": "مدرسة تفتح أبوابها", "body_ar": ARABIC}
DIRECTIONS = [("en", "ar"), ("ar", "en")]


def number(path: str) -> int:
    return int(path.rsplit("/", 1)[-1])


def item(desk: Desk, path: str) -> dict[str, Any]:
    """The source of a story, and how far behind each of its languages is."""
    with desk.app.app_context():
        found = db.session.get_one(Item, number(path))
        behind = {text.language: text.behind for text in found.texts}
        return {"source": found.source_language, **behind}


def publish(desk: Desk, path: str) -> None:
    with desk.app.app_context():
        found = db.session.get_one(Item, number(path))
        texts.publish_together(found.texts, user_id=desk.user_id)
        db.session.commit()


def plain(texts_: list[str]) -> str:
    return " ".join(texts_).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(("source", "other"), DIRECTIONS)
def test_the_source_is_corrected_and_all_follows(desk: Desk, source: str, other: str) -> None:
    path = new_story(desk, source_language=source, **BOTH)
    assert item(desk, path) == {"source": source, "en": 0, "ar": 0}
    page = write(desk, path, source_language=other)
    assert page.status == 303
    assert item(desk, path) == {"source": other, "en": 0, "ar": 0}
    page = desk.get(path, status=200)
    assert opened(desk, path)["source_language"] == other
    assert page.attributes(f"#side-{source} .beside a", "href") == [f"{path}/translate/{source}"]
    assert not page.all(f"#side-{other} .beside")
    name = {"en": "English", "ar": "Arabic"}
    field = f"body_{other}"
    write(desk, path, **{field: opened(desk, path)[field].replace("3", "4")})
    page = desk.get(path, status=200)
    assert plain(page.texts(".ask h2")) == f"Does the {name[source]} need to change?"
    assert item(desk, path)[source] == 1
    history = desk.get(f"{path}/history", status=200)
    assert f"written first in {name[other]}, and not in {name[source]}" in plain([history.text])


def test_a_new_story_may_say_it_before_it_is_saved(desk: Desk) -> None:
    page = desk.get("/editor/stories/new", status=200)
    assert page.attributes("#source_language option", "value") == ["", "en", "ar"]
    assert opened(desk, "/editor/stories/new")["source_language"] == ""
    path = new_story(desk, source_language="ar", **BOTH)
    assert item(desk, path) == {"source": "ar", "en": 0, "ar": 0}
    path = new_story(desk, **BOTH)
    assert item(desk, path) == {"source": "en", "en": 0, "ar": 0}
    path = new_story(desk, title_en="", body_en="", title_ar="عنوان")
    assert item(desk, path)["source"] == "ar"


def test_what_has_no_words_is_no_source(desk: Desk) -> None:
    given = {"title_en": "A school opens", "source_language": "ar"}
    page = write(desk, "/editor/stories/new", **given)
    assert "Nothing is written in Arabic yet." in plain(page.texts(".errors li"))
    path = new_story(desk)
    page = write(desk, path, source_language="ar")
    assert "Nothing is written in Arabic yet." in plain(page.texts(".errors li"))
    assert page.all("details.story-details[open]")
    assert fields(page)["source_language"] == "ar"
    page = write(desk, path, source_language="ckb")
    assert "not open to readers" in plain(page.texts(".errors li"))
    assert item(desk, path)["source"] == "en"
    assert write(desk, path, source_language="ar", **BOTH).status == 303
    assert item(desk, path) == {"source": "ar", "en": 0, "ar": 0}


def test_while_somebody_types_it_waits_for_words(desk: Desk) -> None:
    path = new_story(desk)
    form = opened(desk, path) | {"source_language": "ar"}
    told = json.loads(desk.send(f"{path}/autosave", form).text)
    assert told["saved"]
    assert item(desk, path)["source"] == "en"
    form |= {"title_ar": "عنوان", "item_version": str(told["item_version"])}
    told = json.loads(desk.send(f"{path}/autosave", form).text)
    assert told["saved"]
    assert item(desk, path)["source"] == "ar"
    form["item_version"] = str(told["item_version"])
    assert json.loads(desk.send(f"{path}/autosave", form).text)["saved"]
    with desk.app.app_context():
        entry = db.session.query(AuditEntry).filter_by(action="text.source").one()
        assert json.loads(entry.detail) == {"from": "en", "to": "ar"}


def test_two_who_change_the_details_are_asked(desk: Desk) -> None:
    path = new_story(desk, **BOTH)
    late = opened(desk, path)
    write(desk, path, source_language="ar")
    assert desk.send(path, late | {"title_en": "Other words"}).status == 303
    page = desk.send(path, late | {"place_en": "Mosul"})
    assert page.status == 409
    assert item(desk, path)["source"] == "ar"
    chosen = {"choose_details": "theirs", "theirs_details": "2", "choose_en": "mine"}
    theirs = fields(page, "form[action]") | chosen
    assert desk.send(path, theirs).status in (303, 409)
    assert item(desk, path)["source"] == "ar"


def test_only_an_editor_turns_round_what_readers_have(make_desk: MakeDesk) -> None:
    desk, other = make_desk(), make_desk("contributor")
    path = new_story(other, **BOTH)
    assert write(other, path, source_language="ar").status == 303
    publish(desk, path)
    page = write(other, path, source_language="en")
    assert "Please ask an editor" in plain(page.texts(".errors li"))
    translator = make_desk("translator", languages=["en", "ar"])
    page = translator.get(path, status=200)
    assert not page.all("#source_language")
    assert "Written first in: Arabic" in plain([page.text])
    assert write(desk, path, source_language="en").status == 303


def test_readers_pages_point_to_the_other_side(desk: Desk) -> None:
    path = new_story(desk, **BOTH)
    publish(desk, path)
    number_ = number(path)
    assert not any(readers(desk, number_, code).all(".older") for code in ("en", "ar"))
    write(desk, path, source_language="ar")
    write(desk, path, body_ar=ARABIC.replace("3", "4"))
    assert not readers(desk, number_, "en").all(".older")
    publish(desk, path)
    page = readers(desk, number_, "en")
    assert page.attributes(".older a", "hreflang") == ["ar"]
    assert not readers(desk, number_, "ar").all(".older")
    default = page.attributes("link[hreflang=x-default]", "href")
    assert len(default) == 1
    assert "/ar/" in default[0]


def readers(desk: Desk, number_: int, code: str) -> Page:
    page = desk.get(f"/{code}/stories/{number_}", status=None)
    return desk.get(page.location) if page.status in (301, 302, 308) else page


def test_what_was_at_odds_is_told_to_readers_as_it_is(desk: Desk) -> None:
    path = new_story(desk, **BOTH)
    write(desk, path, body_en=ENGLISH.replace("3", "4"))
    publish(desk, path)
    assert readers(desk, number(path), "ar").all(".older")
    write(desk, path, source_language="ar")
    assert not readers(desk, number(path), "ar").all(".older")
    assert "does not say the same" in readers(desk, number(path), "en").texts(".older")[0]
    page = desk.get(f"{path}/translate/en", status=200)
    assert "It does not say the same as the source" in page.text


def test_a_page_has_it_too(desk: Desk) -> None:
    with desk.app.app_context():
        page = db.session.query(Evergreen).filter_by(key="about").one()
        path, source = f"/editor/pages/{page.id}", page.source_language
    other = "ar" if source == "en" else "en"
    assert opened(desk, path)["source_language"] == source
    assert write(desk, path, source_language=other).status == 303
    assert item(desk, path) == {"source": other, "en": 0, "ar": 0}


@pytest.mark.parametrize(
    ("given", "source"),
    [
        ({"title_ar": "صحافة"}, "ar"),
        ({"title_ar": "صحافة", "title_en": "Press"}, "en"),
        ({"title_ar": "صحافة", "title_en": "Press", "source_language": "ar"}, "ar"),
    ],
)
def test_a_new_page_begins_with_what_is_written(
    desk: Desk, given: dict[str, str], source: str
) -> None:
    path = desk.send("/editor/pages/new", {"key": "press"}, status=303).location
    assert opened(desk, path)["source_language"] == ""
    page = write(desk, path, source_language="ar", title_en="Press")
    assert "Nothing is written in Arabic yet." in plain(page.texts(".errors li"))
    assert fields(page)["source_language"] == "ar"
    assert write(desk, path, **given).status == 303
    assert item(desk, path)["source"] == source
    assert opened(desk, path)["source_language"] == source


def test_a_file_of_before_is_left_with_a_sentence(desk: Desk) -> None:
    path = new_story(desk, **(BOTH | {"title_ar": "", "body_ar": ""}))
    number_ = number(path)
    given = {"source": "en", "which": "chosen", "ids": str(number_), "due_day": "", "contact": ""}
    given_out = desk.send("/editor/translations/ar/download", given)
    file = polib.pofile(given_out.text)
    write(desk, path, **BOTH, source_language="ar")
    for entry in file:
        entry.msgstr = "من الملف"
    sent = FileStorage(BytesIO(str(file).encode()), filename="ar.po")
    page = desk.send("/editor/translations/ar/upload", {"file": [sent]})
    assert "written first in another language" in plain([page.text]), page.texts(".errors, main")
    assert "Nothing would change" in page.text
    out = "/editor/translations/ar/out"
    assert "1 cannot be taken in any more" in plain([desk.get(out, status=200).text])
    with desk.app.app_context():
        assert db.session.query(Handout).one().closed_at is None
        found = db.session.get_one(Item, number_)
        assert "من الملف" not in texts.latest_words(texts.text_of(found, "ar")).body
    write(desk, path, source_language="en")
    assert "any more:" not in desk.get(out, status=200).text


def test_who_translated_the_other_way_loses_nothing(desk: Desk) -> None:
    path = new_story(desk, **BOTH)
    form = fields(desk.get(f"{path}/translate/ar", status=200))
    unit = next(name for name in form if re.fullmatch(r"unit_[a-z0-9]{8}", name))
    write(desk, path, source_language="ar")
    page = desk.send(f"{path}/translate/ar", form | {unit: "ما كتبته للتو"})
    assert page.location == path
    assert "translated from the Arabic now" in plain([desk.get(path).text])
    told = desk.send(f"{path}/translate/ar/autosave", form | {unit: "وهذا أيضًا"})
    assert told.status == 409
    assert desk.get(f"{path}/translate/ar", status=303).location == path
    with desk.app.app_context():
        kept = [one.body for one in db.session.query(Revision).filter_by(note="conflict")]
        assert any("ما كتبته للتو" in body for body in kept)
        found = db.session.get_one(Item, number(path))
        assert "ما كتبته" not in texts.latest_words(texts.text_of(found, "ar")).body
        assert not state.beside(texts.text_of(found, "ar"))
