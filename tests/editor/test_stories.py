"""The form of a story: nothing typed is lost, nothing overwritten, nothing shown to readers."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from app.content import texts
from app.content.lifecycle import details
from app.extensions import db
from app.models import AuditEntry, Consent, Item, Media, Revision, Story, WorkingCopy
from tests.editor.stories import fields, new_story, opened, write
from tests.support.desk import Desk


def copy_of(app: Flask, path: str, language: str = "en") -> dict[str, Any]:
    """The working copy behind an address of the desk, empty where there is none."""
    with app.app_context():
        item = db.session.get(Item, int(path.rstrip("/").split("/")[-1]))
        assert item is not None
        texts_ = [text for text in item.texts if text.language == language]
        copy = texts_[0].working_copy if texts_ else None
        return {name: getattr(copy, name) for name in ("title", "body", "version")} if copy else {}


def count(app: Flask, model: Any) -> int:
    """The number of rows of a table."""
    with app.app_context():
        return db.session.query(model).count()


def sample_story(app: Flask) -> int:
    """The number of a story that is live in both languages."""
    with app.app_context():
        for story in db.session.query(Story).order_by(Story.id):
            standing = texts.standing(story)
            if standing["en"].live and standing["ar"].live:
                return int(story.id)
    raise AssertionError("no story is live in both languages")


def test_a_story_begins_with_its_first_save(desk: Desk) -> None:
    path = new_story(desk, title_ar="مدرسة جديدة", body_ar="نص.")
    page = desk.get(path, status=200)
    assert page.all("[name=body_en]")[0].attrs["lang"] == "en"
    assert page.all("[name=body_ar]")[0].attrs["dir"] == "rtl"
    assert copy_of(desk.app, path)["body"] == "<p>One.</p>\n<p>Two.</p>"
    assert copy_of(desk.app, path, "ar")["title"] == "مدرسة جديدة"
    assert desk.get("/en/stories/" + path.split("/")[-1]).status == 404


def test_plain_paragraphs_are_shown_plainly_and_keep_their_bytes(desk: Desk) -> None:
    path = new_story(desk, body_en="AT&T opens.\r\n\r\nTwo,\r\nthree.")
    kept = "<p>AT&amp;T opens.</p>\n<p>Two,<br>three.</p>"
    assert copy_of(desk.app, path)["body"] == kept
    assert opened(desk, path)["body_en"] == "AT&T opens.\r\n\r\nTwo,\r\nthree."
    assert write(desk, path, title_en="Another title").status == 303
    assert copy_of(desk.app, path)["body"] == kept


def test_a_new_form_sent_twice_begins_one_story(desk: Desk) -> None:
    form = opened(desk, "/editor/stories/new") | {"title_en": "Once"}
    before = count(desk.app, Story)
    first = desk.send("/editor/stories/new", form)
    second = desk.send("/editor/stories/new", form)
    assert first.location == second.location
    assert count(desk.app, Story) == before + 1
    assert count(desk.app, AuditEntry) >= 2


@pytest.mark.parametrize(
    ("then", "role", "said"),
    [
        ("save", "editor", "Saved. Readers see it when it is published."),
        ("publish", "editor", "Saved. Readers see it when you publish it on this page."),
        ("publish", "contributor", "Saved. Readers see it when an editor has published it."),
        ("review", "contributor", "Saved. Readers see it when an editor has published it."),
    ],
)
def test_what_is_said_after_a_save_fits_the_page(
    make_desk: Any, then: str, role: str, said: str
) -> None:
    desk = make_desk(role)
    page = desk.get(write(desk, title_en="A school opens", then=then).location, status=200)
    assert page.texts(".message") == [said]


def test_a_form_without_words_begins_nothing(desk: Desk) -> None:
    before = count(desk.app, Story)
    page = write(desk, title_en="  ", consent_who="Somebody")
    assert page.status == 200
    assert page.title.startswith("Error:")
    assert count(desk.app, Story) == before


def test_opening_and_saving_unchanged_changes_nothing(desk: Desk) -> None:
    path = f"/editor/stories/{sample_story(desk.app)}"
    before = count(desk.app, Revision), count(desk.app, WorkingCopy)
    assert write(desk, path).status == 303
    assert (count(desk.app, Revision), count(desk.app, WorkingCopy)) == before


def test_saving_one_language_leaves_the_other(desk: Desk) -> None:
    path = f"/editor/stories/{sample_story(desk.app)}"
    body = opened(desk, path)["body_en"]
    assert write(desk, path, title_en="Another title").status == 303
    assert copy_of(desk.app, path)["title"] == "Another title"
    assert copy_of(desk.app, path)["body"] == body.replace("\r\n", "\n")
    assert copy_of(desk.app, path, "ar") == {}


def test_a_refused_form_shows_every_word(desk: Desk) -> None:
    path = new_story(desk)
    typed = {
        "title_en": "x" * 400,
        "body_en": "typed <b>text</b>\r\n\r\nmore",
        "place_ar": "الموصل",
    }
    page = write(desk, path, **typed, topic_id="999")
    assert page.status == 200
    assert page.title.startswith("Error:")
    assert page.all("details[open]"), "what is wrong in the details is not seen"
    kept = fields(page)
    assert {name: kept[name] for name in typed} == typed
    assert page.one(".errors").attrs["role"] == "alert"
    assert "#topic_id" in page.attributes(".errors a", "href")


@pytest.mark.parametrize(
    "nonsense",
    [
        " ",
        "\0a\0",
        "\ud800x".encode("utf-8", "replace").decode(),
        "a\u202eb\u202d",
        "e" + "\u0301" * 900,
    ],
)
def test_bad_characters_in_any_field_are_no_failure(desk: Desk, nonsense: str) -> None:
    path = new_story(desk)
    form = opened(desk, path)
    for name in form:
        if not name.startswith(("version", "base", "token", "csrf")):
            page = desk.send(path, form | {name: nonsense, "csrf_token": form["csrf_token"]})
            assert page.status in (200, 303, 409), name


@pytest.mark.parametrize("name", ["version_en", "base_en", "token", "item_version", "base_details"])
@pytest.mark.parametrize("value", ["", "-1", "x", "9" * 30, "\0"])
def test_hidden_fields_may_hold_anything(desk: Desk, name: str, value: str) -> None:
    path = new_story(desk)
    assert write(desk, path, **{name: value}, title_en="Changed").status in (200, 303, 409)


class TestTwoEditors:
    """Two forms of one story."""

    def test_each_writes_a_language_of_their_own(self, make_desk: Any) -> None:
        one, other = make_desk(), make_desk(email="layla@desk.example", name="Layla")
        path = f"/editor/stories/{sample_story(one.app)}"
        mine, theirs = opened(one, path), opened(other, path)
        assert other.send(path, theirs | {"title_ar": "عنوان"}).status == 303
        assert one.send(path, mine | {"title_en": "Mine"}).status == 303
        assert copy_of(one.app, path, "ar")["title"] == "عنوان"
        assert copy_of(one.app, path)["title"] == "Mine"

    def test_the_second_sees_both_and_chooses(self, make_desk: Any) -> None:
        one, other = make_desk(), make_desk(email="layla@desk.example", name="Layla")
        path = f"/editor/stories/{sample_story(one.app)}"
        mine, theirs = opened(one, path), opened(other, path)
        assert other.send(path, theirs | {"title_en": "Theirs"}).status == 303
        page = one.send(path, mine | {"title_en": "Mine", "title_ar": "لي"})
        assert page.status == 409
        assert "Theirs" in page.text
        assert "Layla" in page.text
        assert copy_of(one.app, path)["title"] == "Theirs"
        assert copy_of(one.app, path, "ar") == {}
        form = fields(page, "main form")
        assert form["title_en"] == "Mine"
        assert form["title_ar"] == "لي"
        assert one.send(path, form | {"choose_en": "mine"}).status == 303
        assert copy_of(one.app, path)["title"] == "Mine"
        assert copy_of(one.app, path, "ar")["title"] == "لي"
        history = one.get(f"{path}/history").texts("td")
        assert {"Mine", "Theirs"} <= set(history)

    def test_both_texts_are_shown_as_they_are_read(self, make_desk: Any) -> None:
        one, other = make_desk(), make_desk(email="layla@desk.example", name="Layla")
        path = new_story(one, body_en="<h2>One</h2>\n<p>Two.</p>")
        mine, theirs = opened(one, path), opened(other, path)
        body = "<h2>One</h2>\n<p>Two & <em>three</em>.</p>"
        assert other.send(path, theirs | {"body_en": "Another\n\ntext."}).status == 303
        page = one.send(path, mine | {"body_en": body})
        assert {"Another", "text.", "One", "Two & three."} <= set(page.texts(".dispute td"))
        assert page.one(".dispute details textarea").attrs["name"] == "body_en"
        assert one.send(path, fields(page, "main form") | {"choose_en": "mine"}).status == 303
        assert copy_of(one.app, path)["body"] == body.replace("&", "&amp;")

    def test_only_a_field_of_several_lines_says_how_many(self, make_desk: Any) -> None:
        one, other = make_desk(), make_desk(email="layla@desk.example", name="Layla")
        path = new_story(one)
        mine, theirs = opened(one, path), opened(other, path)
        other.send(path, theirs | {"title_en": "Theirs", "standfirst_en": "Theirs."})
        page = one.send(path, mine | {"title_en": "Mine", "standfirst_en": "Mine."})
        assert page.attributes(".dispute input", "rows") == []
        assert page.attributes(".dispute textarea", "rows") == ["3"]

    def test_a_text_that_only_looks_different_is_in_nobodys_way(self, make_desk: Any) -> None:
        one, other = make_desk(), make_desk(email="layla@desk.example", name="Layla")
        path = new_story(one)
        mine, theirs = opened(one, path), opened(other, path)
        other.send(path, theirs | {"body_en": "A & b\n\nc", "title_en": "Theirs"})
        rich = "<p>A &amp; b</p>\n<p>c</p>"
        page = one.send(path, mine | {"body_en": rich, "title_en": "Mine"})
        assert page.status == 409
        assert len(page.all(".dispute h3")) == 1

    def test_what_was_not_chosen_is_kept_before_anything_is_chosen(self, make_desk: Any) -> None:
        one, other = make_desk(), make_desk(email="layla@desk.example", name="Layla")
        path = f"/editor/stories/{sample_story(one.app)}"
        mine, theirs = opened(one, path), opened(other, path)
        assert other.send(path, theirs | {"title_en": "Theirs"}).status == 303
        for _again in range(2):
            typed = {"title_en": "Mine", "title_ar": "لي"}
            assert one.send(path, mine | typed).status == 409
        assert one.get(f"{path}/history").texts("td").count("Mine") == 1
        assert one.get(f"{path}/history?language=ar").texts("td").count("لي") == 1
        assert copy_of(one.app, path)["title"] == "Theirs"
        assert copy_of(one.app, path, "ar") == {}

    def test_theirs_may_stay(self, make_desk: Any) -> None:
        one, other = make_desk(), make_desk(email="layla@desk.example", name="Layla")
        path = f"/editor/stories/{sample_story(one.app)}"
        mine, theirs = opened(one, path), opened(other, path)
        other.send(path, theirs | {"title_en": "Theirs"})
        form = fields(one.send(path, mine | {"title_en": "Mine", "title_ar": "لي"}), "main form")
        assert one.send(path, form | {"choose_en": "theirs"}).status == 303
        assert copy_of(one.app, path)["title"] == "Theirs"
        assert copy_of(one.app, path, "ar")["title"] == "لي"

    def test_without_a_choice_they_are_asked_again(self, make_desk: Any) -> None:
        one, other = make_desk(), make_desk(email="layla@desk.example", name="Layla")
        path = f"/editor/stories/{sample_story(one.app)}"
        mine, theirs = opened(one, path), opened(other, path)
        other.send(path, theirs | {"title_en": "Theirs"})
        form = fields(one.send(path, mine | {"title_en": "Mine"}), "main form")
        again = one.send(path, form)
        assert again.status == 409
        assert fields(again, "main form")["title_en"] == "Mine"

    def test_details_are_not_overwritten_either(self, make_desk: Any) -> None:
        one, other = make_desk(), make_desk(email="layla@desk.example", name="Layla")
        path = f"/editor/stories/{sample_story(one.app)}"
        mine, theirs = opened(one, path), opened(other, path)
        assert other.send(path, theirs | {"place_en": "Raqqa"}).status == 303
        page = one.send(path, mine | {"place_en": "Mosul"})
        assert page.status == 409
        form = fields(page, "main form")
        assert one.send(path, form | {"choose_details": "mine"}).status == 303
        assert opened(one, path)["place_en"] == "Mosul"

    def test_they_are_told_of_each_other(self, make_desk: Any) -> None:
        one, other = make_desk(), make_desk(email="layla@desk.example", name="Layla")
        path = f"/editor/stories/{sample_story(one.app)}"
        other.get(path)
        assert any(
            "Layla has this open since" in said for said in one.get(path).texts("[data-presence] p")
        )


def test_a_translator_writes_their_language_alone(make_desk: Any) -> None:
    desk = make_desk("translator", languages=["ar"])
    path = f"/editor/stories/{sample_story(desk.app)}"
    page = desk.get(path, status=200)
    assert not page.all("[name=title_en]")
    assert page.all("[name=title_ar]")
    assert page.all("#side-en .prose"), "the source cannot be read"
    assert "Publish…" not in page.texts("button")
    answer = write(
        desk, path, title_ar="ترجمة", title_en="Not theirs", kind="video", then="publish"
    )
    assert answer.status == 303
    assert answer.location.endswith("/review")
    assert copy_of(desk.app, path) == {}
    assert copy_of(desk.app, path, "ar")["title"] == "ترجمة"


def test_a_translator_leaves_alone_what_belongs_to_all_languages(make_desk: Any) -> None:
    desk = make_desk("translator", languages=["ar"])
    id = sample_story(desk.app)
    path = f"/editor/stories/{id}"
    page = desk.get(path, status=200)
    for name in ("kind", "topic_id", "media_id", "drop_picture", "file_ids", "consent_who"):
        assert not page.all(f"[name={name}]"), name
    with desk.app.app_context():
        before = details.of(db.session.get_one(Story, id))
    hostile = {"kind": "video", "topic_id": "", "media_id": "", "drop_picture": "y"}
    hostile |= {"consent_who": "Nobody", "file_ids": "1"}
    assert write(desk, path, title_ar="ترجمة", place_ar="بغداد", **hostile).status == 303
    with desk.app.app_context():
        after = details.of(db.session.get_one(Story, id))
        assert after == replace(before, place={**before.place, "ar": "بغداد"})
    assert count(desk.app, Consent) == 0


def test_a_consent_note_is_kept_once_and_never_saved_by_scripts(desk: Desk) -> None:
    path = new_story(desk)
    form = opened(desk, path) | {"consent_who": "Amal", "consent_until": "2030-01-02"}
    desk.send(path + "/autosave", form)
    assert count(desk.app, Consent) == 0
    assert desk.send(path, form).status == 303
    assert count(desk.app, Consent) == 1
    assert "Amal" in desk.get(path).text
    wrong = write(desk, path, consent_who="Amal", consent_until="soon")
    assert wrong.status == 200
    assert fields(wrong)["consent_until"] == "soon"


def test_people_and_places_of_both_languages_are_kept(desk: Desk) -> None:
    path = new_story(desk)
    write(desk, path, people_en="Amal\r\nOmar", people_ar="أمل\r\nعمر", place_ar="الموصل")
    form = opened(desk, path)
    assert form["people_ar"] == "أمل\r\nعمر"
    write(desk, path, people_en="Amal")
    assert opened(desk, path)["people_ar"] == "أمل\r\nعمر"


def test_sources_keep_their_addresses(desk: Desk) -> None:
    typed = "UN report – https://un.org/report\r\nAn interview\r\nhttps://example.org/x"
    path = new_story(desk, sources_en=typed)
    kept = opened(desk, path)["sources_en"]
    assert kept == "UN report https://un.org/report\r\nAn interview\r\nhttps://example.org/x"


def test_what_is_taken_down_at_that_moment_answers_gone(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_story(desk)
    form = opened(desk, path)

    def refuse(*_given: object, **_named: object) -> None:
        raise texts.GoneError

    monkeypatch.setattr(texts, "save", refuse)
    assert desk.send(path, form | {"title_en": "Too late"}).status == 410
    assert desk.send(f"{path}/autosave", form | {"title_en": "Too late"}).status == 410


def test_a_number_that_no_picture_can_have_is_refused(desk: Desk) -> None:
    path = new_story(desk)
    page = write(desk, path, media_id="9" * 10)
    assert page.status == 200
    page = write(desk, path, media_id="9" * 30)
    assert page.status == 200
    assert "#media_id" in page.attributes(".errors a", "href")


def test_an_address_with_a_number_beyond_all_is_not_found(desk: Desk) -> None:
    assert desk.get("/editor/stories/" + "9" * 30).status == 404
    path = new_story(desk)
    assert desk.get(f"{path}/history/{'9' * 30}").status == 404
    assert desk.get(f"{path}/history?before=9999999999").status == 200


def test_the_picture_of_a_story_is_replaced_or_removed(desk: Desk) -> None:
    path = new_story(desk)
    assert "Add a picture" in desk.get(path).texts(".story-picture label")
    with desk.app.app_context():
        sizes = [{"name": "a/b.jpg", "type": "image/jpeg", "width": 1, "bytes": 1}]
        media = Media(width=1, height=1, variants=sizes, alt={"en": "A well"})
        db.session.add(media)
        db.session.commit()
        number = str(media.id)
    write(desk, path, media_id=number, alt_ar="بئر")
    page = desk.get(path)
    labels = page.texts(".story-picture label")
    assert "Replace the picture" in labels
    assert "Remove the picture" in labels
    assert "A well" in page.texts("#alt_en-hint")[0]
    offered = page.attributes("#recent-pictures option", "value")
    assert page.texts("#recent-pictures option")[offered.index(number)] == "A well"
    write(desk, path, drop_picture="y")
    assert opened(desk, path)["media_id"] == ""


def test_the_form_says_which_story_it_is(desk: Desk) -> None:
    page = desk.get(new_story(desk))
    assert "A school opens" in page.texts("h1")[0]
    assert "A school opens" in page.title


def test_labels_name_languages_as_the_desk_is_spoken(make_desk: Any) -> None:
    page = make_desk("editor", language="ar").get("/editor/stories/new")
    (label,) = page.texts("label[for=title_en]")
    assert "الإنجليزية" in label or "الإنكليزية" in label


def test_a_name_that_is_too_long_is_said_at_its_field(desk: Desk) -> None:
    page = write(desk, new_story(desk), people_ar="ليلى\r\n" + "ط" * 300)
    assert page.attributes(".errors a", "href") == ["#people_ar"]
    assert "ط" * 300 in str(fields(page)["people_ar"])
