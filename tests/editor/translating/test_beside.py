"""A text beside its source: what is shown, what is saved, and that nothing is lost."""

from __future__ import annotations

import pytest

from app.content import texts
from app.editor.translating import earlier
from app.extensions import db
from app.models import Item, Revision, Story, Suggestion, Text
from tests.conftest import MakeDesk
from tests.editor.stories import fields
from tests.editor.translating.works import (
    BODY,
    TRANSLATED,
    beside,
    body,
    change,
    opened,
    path,
    story,
)
from tests.editor.writing import logged
from tests.support.desk import Desk
from tests.support.pages import Page

JSON = {"Accept": "application/json"}
FIRST, SECOND = "One school opens.", "Two hundred children come."


def revisions(desk: Desk, kind: str) -> list[str]:
    """The bodies of the revisions of a kind."""
    with desk.app.app_context():
        rows = db.session.query(Revision).filter_by(kind=kind).order_by(Revision.id)
        return [row.body for row in rows]


def test_each_part_stands_beside_its_source(desk: Desk) -> None:
    id = story(desk)
    page = desk.get(path(id), status=200)
    units = page.all(".unit")
    assert len(units) == 4
    assert {one.attrs["data-state"] for one in units} == {"fresh"}
    assert page.all(".unit-source .prose")[0].attrs["lang"] == "en"
    fields = page.all(".unit textarea")
    assert {(one.attrs["lang"], one.attrs["dir"]) for one in fields} == {("ar", "rtl")}
    assert "4 of 4 parts are done." in page.text
    assert "<code>[[members]]</code>" in page.text  # and not what that says


def test_sent_unchanged_it_changes_nothing(desk: Desk) -> None:
    id = story(desk)
    assert desk.send(path(id), opened(desk, id)).status == 303
    assert body(desk, id) == TRANSLATED


def test_one_part_is_changed_and_all_else_keeps_its_bytes(desk: Desk) -> None:
    id = story(desk)
    unit = beside(desk, id)[SECOND]
    form = opened(desk, id) | {f"unit_{unit.id}": "يأتي <strong>مئتا</strong> طفل."}
    assert desk.send(path(id), form).status == 303
    assert body(desk, id) == TRANSLATED.replace("مئتا", "<strong>مئتا</strong>")
    assert logged(desk, "translation.save") == [str(id)]


OPEN = ('أ <p a="', 'ب" >ج')  # a tag that is left open, and what seems to close it


@pytest.mark.parametrize("texts_", [OPEN, OPEN[::-1]])
def test_tags_left_open_in_two_parts_are_cleaned_each_by_itself(
    desk: Desk, texts_: tuple[str, str]
) -> None:
    id = story(desk, body="<p>The work goes on.</p>", translated="<p>ويستمر العمل.</p>")
    change(desk, id, body=BODY)
    units = beside(desk, id)
    given = {f"unit_{units[en].id}": ar for en, ar in zip((FIRST, SECOND), texts_, strict=True)}
    assert desk.send(path(id), opened(desk, id) | given).status == 303
    assert "ويستمر العمل." in body(desk, id)
    assert "<p a" not in body(desk, id)


def test_a_first_translation_takes_the_blocks_of_the_source(desk: Desk) -> None:
    id = story(desk, translated="", body="<h2>One</h2>\n<ul>\n<li>Two</li>\n<li>Three</li>\n</ul>")
    units = beside(desk, id)
    assert {one.state for one in units.values()} == {"missing"}
    given = {"One": "واحد", "Two": "اثنان", "Three": "ثلاثة"}
    form = opened(desk, id) | {f"unit_{units[en].id}": ar for en, ar in given.items()}
    assert desk.send(path(id), form | {"unit_title": "عنوان"}).status == 303
    assert body(desk, id) == "<h2>واحد</h2>\n<ul>\n<li>اثنان</li>\n<li>ثلاثة</li>\n</ul>"
    assert {one.state for one in beside(desk, id).values()} == {"fresh"}


def test_looking_makes_no_text(desk: Desk) -> None:
    id = story(desk, translated="")
    desk.get(path(id), status=200)
    with desk.app.app_context():
        rows = db.session.query(Text).filter_by(item_id=id)
        assert [text.language for text in rows] == ["en"]


def test_a_changed_source_is_shown_word_by_word(desk: Desk) -> None:
    id = story(desk)
    change(desk, id, body=BODY.replace("Two", "Three"))
    page = desk.get(path(id), status=200)
    (unit,) = page.all(".unit.stale")
    assert [one.to_text() for one in unit.query("del")] == ["Two"]
    assert [one.to_text() for one in unit.query("ins")] == ["Three"]
    assert "3 of 4 parts are done." in page.text


def test_it_needs_no_change(desk: Desk) -> None:
    id = story(desk)
    change(desk, id, body=BODY.replace("Two", "Three"))
    unit = beside(desk, id)["Three hundred children come."]
    assert unit.state == "stale"
    answer = desk.send(path(id), opened(desk, id) | {"then": f"fine:{unit.id}"})
    assert answer.location.endswith(f"#unit-{unit.id}")
    assert beside(desk, id)["Three hundred children come."].state == "fresh"
    assert body(desk, id) == TRANSLATED
    assert logged(desk, "translation.answer") == [str(id)]


def test_what_is_gone_from_the_source_is_taken_out(desk: Desk) -> None:
    id = story(desk)
    change(desk, id, body="<p>One school opens.</p>\n<p>The work goes on.</p>")
    unit = beside(desk, id)[SECOND]
    assert unit.state == "gone"
    desk.send(path(id), opened(desk, id) | {"then": f"remove:{unit.id}"})
    assert body(desk, id) == "<p>تفتح مدرسة واحدة.</p>\n<p>ويستمر العمل.</p>"
    assert SECOND not in beside(desk, id)


def test_a_source_changed_meanwhile_does_not_pass_for_translated(desk: Desk) -> None:
    id = story(desk)
    form, unit = opened(desk, id), beside(desk, id)[SECOND]
    change(desk, id, body=BODY.replace("Two", "Three"))
    form |= {f"unit_{unit.id}": "ويأتي مئتا طفل."}
    answer = desk.send(f"{path(id)}/autosave", form, headers=JSON)
    assert answer.json["units"][unit.id] == "stale"
    now = beside(desk, id)["Three hundred children come."]
    assert (now.state, now.former, now.translation) == ("stale", SECOND, "ويأتي مئتا طفل.")


def test_it_saves_by_itself_without_a_revision(desk: Desk) -> None:
    id = story(desk)
    before = revisions(desk, "save")
    unit, form = beside(desk, id)[FIRST], opened(desk, id)
    for n in range(3):
        form |= {f"unit_{unit.id}": f"مدرسة {n}"}
        answer = desk.send(f"{path(id)}/autosave", form, headers=JSON)
        assert answer.status == 200
        form |= {"version_ar": str(answer.json["versions"]["ar"])}
    assert revisions(desk, "save") == before
    assert beside(desk, id)[FIRST].translation == "مدرسة 2"
    assert desk.send(path(id), form).status == 303
    assert len(revisions(desk, "save")) == len(before) + 1


def two(make_desk: MakeDesk) -> tuple[Desk, Desk]:
    """Two people at the desk."""
    return make_desk(), make_desk(email="layla@desk.example", name="Layla")


def test_whoever_comes_second_loses_nothing(make_desk: MakeDesk) -> None:
    one, other = two(make_desk)
    id = story(one)
    unit = beside(one, id)[FIRST]
    mine, theirs = opened(one, id), opened(other, id)
    theirs |= {f"unit_{unit.id}": "كلامهم."}
    mine |= {f"unit_{unit.id}": "كلامي."}
    assert other.send(f"{path(id)}/autosave", theirs, headers=JSON).status == 200
    answer = one.send(f"{path(id)}/autosave", mine, headers=JSON)
    assert answer.status == 409
    assert answer.json["url"] == path(id)
    assert any("كلامي." in kept for kept in revisions(one, "kept")), "put aside at once"
    page = one.send(path(id), mine)
    assert page.status == 409
    assert "كلامهم" in page.text
    assert "Layla" in page.text
    assert beside(one, id)[FIRST].translation == "كلامهم."
    mine_stays(one, id, page)


def mine_stays(desk: Desk, id: int, page: Page) -> None:
    """Saved again after both were shown, mine stays, and theirs is in the history."""
    assert desk.send(path(id), fields(page)).status == 303
    assert beside(desk, id)[FIRST].translation == "كلامي."
    assert any("كلامهم." in kept for kept in revisions(desk, "kept"))


def test_theirs_can_be_taken(make_desk: MakeDesk) -> None:
    one, other = two(make_desk)
    id = story(one)
    first, second = beside(one, id)[FIRST], beside(one, id)[SECOND]
    mine, theirs = opened(one, id), opened(other, id)
    other.send(path(id), theirs | {f"unit_{first.id}": "كلامهم."})
    page = one.send(path(id), mine | {f"unit_{first.id}": "كلامي.", f"unit_{second.id}": "ثانيتي."})
    assert page.status == 409
    assert one.send(path(id), fields(page) | {f"theirs_{first.id}": "y"}).status == 303
    assert beside(one, id)[FIRST].translation == "كلامهم."
    assert beside(one, id)[SECOND].translation == "ثانيتي."


def test_an_untouched_form_is_in_nobodys_way(make_desk: MakeDesk) -> None:
    one, other = two(make_desk)
    id = story(one)
    unit = beside(one, id)[FIRST]
    mine, theirs = opened(one, id), opened(other, id)
    other.send(path(id), theirs | {f"unit_{unit.id}": "كلامهم."})
    assert one.send(path(id), mine).status == 303
    assert beside(one, id)[FIRST].translation == "كلامهم."


def suggest(desk: Desk, id: int, unit: str) -> None:
    """A translation that came back in a file."""
    with desk.app.app_context():
        db.session.add(
            Suggestion(
                subject="story", subject_id=str(id), language="ar", unit=unit,
                source="One school opened.", translation="من الملف.",
            )
        )  # fmt: skip
        db.session.commit()


def test_a_suggestion_is_used_or_left(desk: Desk) -> None:
    id = story(desk)
    first, second = beside(desk, id)[FIRST], beside(desk, id)[SECOND]
    for unit in (first, second):
        suggest(desk, id, unit.id)
    page = desk.get(path(id), status=200)
    assert len(page.all(".suggested")) == 2
    assert "One school opened." in page.text
    desk.send(path(id), opened(desk, id) | {"then": f"use:{first.id}"})
    desk.send(path(id), opened(desk, id) | {"then": f"settle:{second.id}"})
    assert beside(desk, id)[FIRST].translation == "من الملف."
    assert beside(desk, id)[SECOND].translation == second.translation
    assert not desk.get(path(id)).all(".suggested")


def test_what_is_typed_is_checked(desk: Desk) -> None:
    id = story(desk)
    sent = {"source": "Come <b>now</b> to [[members]].", "text": "تعالوا الآن"}
    answer = desk.send(f"{path(id)}/check", sent, headers=JSON)
    assert len(answer.json["found"]) == 2
    assert all(one["severe"] for one in answer.json["found"])
    fine = desk.send(f"{path(id)}/check", {"source": "One.", "text": "واحد."}, headers=JSON)
    assert fine.json["found"] == []
    long = {"source": "x" * 30_000, "text": "y"}
    assert desk.send(f"{path(id)}/check", long, headers=JSON).json["found"] == []


def test_a_link_inside_the_site_leads_to_the_page_in_the_language(desk: Desk) -> None:
    source, text = 'Come to <a href="/en/facts">them</a>.', 'تعالوا <a href="/ar/facts">إليها</a>.'
    address = f"{path(story(desk))}/check"
    answer = desk.send(address, {"source": source, "text": text}, headers=JSON)
    assert answer.json["found"] == []
    elsewhere = {"source": source, "text": text.replace("facts", "about")}
    assert desk.send(address, elsewhere, headers=JSON).json["found"][0]["severe"]


def test_what_was_found_is_said_without_a_script_too(desk: Desk) -> None:
    id = story(desk, body="<p>Come to [[members]].</p>", translated="<p>تعالوا.</p>")
    page = desk.get(path(id), status=200)
    assert len(page.all(".unit-said li.severe")) == 1
    assert page.all(".cited dt")[0].to_text() == "[[members]]"


def test_agreed_words_are_shown(desk: Desk) -> None:
    id = story(desk, body="<p>Daesh is gone.</p>", translated="")
    assert "داعش" in [str(one.to_text()) for one in desk.get(path(id)).all(".terms b")]


def test_too_long_is_said_at_its_field_and_kept(desk: Desk) -> None:
    id = story(desk)
    page = desk.send(path(id), opened(desk, id) | {"unit_title": "ط" * 301})
    assert page.status == 200
    assert page.all(".unit .wrong .error")
    answer = desk.send(
        f"{path(id)}/autosave", opened(desk, id) | {"unit_title": "ط" * 301}, headers=JSON
    )
    assert answer.status == 422


def test_signs_without_a_word_are_refused_at_their_field_and_kept(desk: Desk) -> None:
    id = story(desk, translated=TRANSLATED.partition("\n")[0])
    unit = beside(desk, id)[SECOND]
    page = desk.send(path(id), opened(desk, id) | {f"unit_{unit.id}": "«"})
    assert page.all(".unit .wrong .error")
    assert "Please write words here, or leave it empty." in page.text
    assert fields(page)[f"unit_{unit.id}"] == "«"
    assert body(desk, id) == TRANSLATED.partition("\n")[0]


def test_a_new_row_of_a_table_is_translated_cell_by_cell(desk: Desk) -> None:
    row = "<tr><th>{}</th><td>{}</td></tr>"
    table = f"<table><tbody>{row.format('Aleppo', 'two')}{{}}</tbody></table>"
    said = f"<table><tbody>{row.format('حلب', 'اثنتان')}{{}}</tbody></table>"
    id = story(desk, body=table.format(""), translated=said.format(""))
    change(desk, id, body=table.format(row.format("Homs", "three")))
    for source, word, cells in (("three", "ثلاث", ("", "ثلاث")), ("Homs", "حمص", ("حمص", "ثلاث"))):
        form = opened(desk, id) | {f"unit_{beside(desk, id)[source].id}": word}
        assert desk.send(path(id), form).status == 303
        assert body(desk, id) == said.format(row.format(*cells))
    assert {unit.state for unit in beside(desk, id).values()} == {"fresh"}


def test_each_part_is_called_what_it_is(desk: Desk) -> None:
    body = "<h2>Head</h2>\n<p>Text.</p>\n<ul>\n<li>Item</li>\n</ul>\n<p>More.</p>"
    id = story(desk, body=body, translated="<p>نص</p>")
    page = desk.get(path(id), status=200)
    expected = ["Title", "Heading 1", "Paragraph 1", "List item 1", "Paragraph 2"]
    assert page.texts(".unit h2") == expected
    assert [text.partition(" in ")[0] for text in page.texts(".unit label")] == expected
    item = beside(desk, id)["Item"].id
    refused = desk.send(path(id), opened(desk, id) | {f"unit_{item}": "–"})
    assert refused.texts(".errors li")[0].startswith("List item 1")


def test_sources_are_translated_with_their_addresses(desk: Desk) -> None:
    id = story(desk)
    with desk.app.app_context():
        text = texts.text_of(db.session.get_one(Item, id), "en")
        rows = [{"text": "Report", "url": "https://a.example/"}, {"text": "Letter", "url": ""}]
        texts.save(text, {"sources": rows}, desk.user_id)
        db.session.commit()
    desk.send(path(id), opened(desk, id) | {"unit_source-2": "رسالة"})
    with desk.app.app_context():
        words = texts.latest_words(texts.text_of(db.session.get_one(Item, id), "ar"))
        assert list(words.sources) == [
            {"text": "Report", "url": "https://a.example/"},
            {"text": "رسالة", "url": ""},
        ]


def test_who_may(make_desk: MakeDesk) -> None:
    desk = make_desk()
    id = story(desk)
    arabic = make_desk(role="translator", languages=["ar"])
    nothing = make_desk(role="translator", email="none@desk.example")
    assert arabic.get(path(id)).status == 200
    assert "Ask for review…" in arabic.get(path(id)).text
    assert nothing.open(path(id)).status == 403
    assert desk.open(path(id, "en")).location == f"/editor/stories/{id}", "it is the source"
    for wrong in (path(id, "xx"), path(999_999)):
        assert desk.open(wrong).status == 404


def test_any_language_may_be_the_source(desk: Desk) -> None:
    with desk.app.app_context():
        made = Story(source_language="ar")
        db.session.add(made)
        db.session.flush()
        texts.save(texts.text_of(made, "ar"), {"title": "عنوان", "body": TRANSLATED}, desk.user_id)
        db.session.commit()
        id = made.id
    page = desk.get(path(id, "en"), status=200)
    assert page.all(".unit-source .prose")[0].attrs["dir"] == "rtl"
    assert page.all(".unit textarea")[0].attrs["dir"] == "ltr"


def test_earlier_translations_are_offered(desk: Desk) -> None:
    story(desk)
    other = story(desk, body="<p>One school opens.</p>\n<p>All is new.</p>", translated="")
    earlier.known.forget()
    page = desk.get(f"{path(other)}?earlier=1", status=200)
    assert "تفتح مدرسة واحدة." in page.text
    answer = desk.get(f"{path(other)}/earlier", status=200)
    first = beside(desk, other)[FIRST]
    assert answer.json["found"][first.id] == {
        "source": FIRST,
        "translation": "تفتح مدرسة واحدة.",
        "exact": True,
    }
    assert len(desk.get(path(other)).all("form[data-earlier-url]")) == 1


def test_values_are_shown_as_they_are_typed(desk: Desk) -> None:
    assert "[[members]]" in desk.get(path(story(desk))).all("#unit-hint code")[1].to_text()


def test_keys_are_named_in_the_order_in_which_they_are_pressed(make_desk: MakeDesk) -> None:
    desk = make_desk(language="ar")
    page = desk.get(path(story(desk))).text
    assert '<dt dir="ltr"><kbd>Ctrl</kbd> + <kbd>Enter</kbd></dt>' in page
    assert '<dt dir="ltr"><kbd>Ctrl</kbd> + <kbd>S</kbd></dt>' in page
    down, up = (f'<bdi dir="ltr"><kbd>Alt</kbd> + <kbd>{key}</kbd></bdi>' for key in "↓↑")
    assert f"<dt>{down} / {up}</dt>" in page, "what is named first is read first"


def test_a_source_that_no_page_showed_does_no_harm(desk: Desk) -> None:
    id = story(desk)
    unit = beside(desk, id)[SECOND]
    for seen in ("<" * 70_000, '<a href="' * 20_000, "<script>alert(1)</script>"):
        form = opened(desk, id) | {
            f"unit_{unit.id}": f"طفل {len(seen)}",
            f"base_of_{unit.id}": seen,
        }
        assert desk.send(path(id), form).status == 303
        assert "<script>alert" not in desk.get(path(id), status=200).text


def test_a_line_that_was_changed_meanwhile_is_shown_as_it_was(desk: Desk) -> None:
    id = story(desk)
    form = opened(desk, id) | {"unit_title": "مدرسة", "base_of_title": "Salt & <b> school"}
    assert desk.send(path(id), form).status == 303
    with desk.app.app_context():
        text = texts.text_of(db.session.get_one(Item, id), "ar")
        assert "Salt & <b> school" in str(texts.latest_words(text).made)
