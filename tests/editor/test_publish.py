"""The Publish page: once, together or not at all, at the right time, and not with what is wrong."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app import clock
from app.content import texts
from app.content.problems import ConflictError
from app.extensions import db
from app.models import Media, Publication, Text
from tests.editor.stories import fields, new_story, opened, write
from tests.support.desk import Desk
from tests.support.pages import Page, Site

FORM = "form.publish-form"
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)  # noon in Baghdad


@pytest.fixture(autouse=True)
def stopped_clock() -> Any:
    """All of it happens at noon in Baghdad."""
    with clock.freeze(NOW):
        yield


def both(desk: Desk, **words: Any) -> str:
    """The address of a story that is written in both languages."""
    arabic = {"title_ar": "افتتاح مدرسة", "body_ar": "واحد.\r\n\r\nاثنان."}
    return new_story(desk, **{**arabic, **words})


def page_of(desk: Desk, path: str) -> dict[str, Any]:
    """The form of the Publish page as it is opened."""
    return fields(desk.get(f"{path}/publish", status=200), FORM)


def publish(desk: Desk, path: str, **changes: Any) -> Page:
    """Open the Publish page, change some fields and publish."""
    return desk.send(f"{path}/publish", {**page_of(desk, path), "publish": "1", **changes})


def readers(desk: Desk, path: str, language: str = "en") -> int:
    """What a reader gets at the address of a story."""
    page = Site(desk.app).get(f"/{language}/stories/{path.rsplit('/', maxsplit=1)[-1]}")
    return Site(desk.app).get(page.location).status if page.status == 301 else page.status


def live(desk: Desk) -> int:
    """The number of publications."""
    with desk.app.app_context():
        return db.session.query(Publication).count()


def test_both_languages_are_published_together(desk: Desk) -> None:
    path = both(desk)
    assert page_of(desk, path)["languages"] == ["en", "ar"]
    assert publish(desk, path).status == 303
    assert (readers(desk, path), readers(desk, path, "ar")) == (200, 200)
    assert "Published" in desk.get(path).texts(".message")[0]


def test_a_double_click_publishes_once(desk: Desk) -> None:
    path = both(desk)
    form = {**page_of(desk, path), "publish": "1"}
    before = live(desk)
    assert desk.send(f"{path}/publish", form).status == 303
    assert desk.send(f"{path}/publish", form).status == 303
    assert live(desk) == before + 2


def test_words_changed_meanwhile_are_not_published_unseen(desk: Desk) -> None:
    path = both(desk)
    form = {**page_of(desk, path), "publish": "1"}
    assert write(desk, path, title_en="Newer").status == 303
    page = desk.send(f"{path}/publish", form)
    assert page.status == 409
    assert readers(desk, path) == 404
    assert desk.send(f"{path}/publish", {**fields(page, FORM), "publish": "1"}).status == 303


def test_one_language_without_a_title_keeps_both_back(desk: Desk) -> None:
    path = both(desk, title_ar="")
    page = publish(desk, path)
    assert page.status == 200
    assert page.title.startswith("Error:")
    assert page.all(".findings.blocking li")
    assert (readers(desk, path), readers(desk, path, "ar")) == (404, 404)
    assert publish(desk, path, languages=["en"]).status == 303
    assert readers(desk, path) == 200


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"languages": []}, "languages"),
        ({"languages": ["xx"]}, "languages"),
        ({"when": "later"}, "at_day"),
        ({"when": "later", "at_day": "2026-11-22", "at_time": "11:00"}, "at_day"),
        ({"when": "later", "at_day": "2026-11-31", "at_time": "11:00"}, "at_day"),
        ({"when": "later", "at_day": "2026-12-01"}, "at_time"),
        ({"at_day": "2026-12-01", "at_time": "09:00"}, "when"),
        ({"until_day": "2026-11-21"}, "until_day"),
        (
            {"when": "later", "at_day": "2026-12-02", "at_time": "9:00", "until_day": "2026-12-01"},
            "until_day",
        ),
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(
    desk: Desk, changes: dict[str, Any], field: str
) -> None:
    path = both(desk)
    page = publish(desk, path, **changes)
    assert page.status == 200
    assert f"#{field}" in page.attributes(".errors a", "href")
    assert readers(desk, path) == 404
    kept = fields(page, FORM)
    assert all(kept.get(name, []) == said for name, said in changes.items() if name != "languages")


def test_an_hour_that_the_clocks_leave_out_is_refused(make_desk: Any) -> None:
    desk = make_desk(settings={"timezone": "Europe/Berlin"})
    path = both(desk)
    page = publish(desk, path, when="later", at_day="2027-03-28", at_time="02:30")
    assert "#at_time" in page.attributes(".errors a", "href")


def test_both_appear_at_the_time_that_was_chosen(desk: Desk) -> None:
    path = both(desk)
    page = publish(desk, path, when="later", at_day="23/11/2026", at_time="٠٩:٠٠")
    assert page.status == 303
    assert readers(desk, path) == 404
    with clock.freeze(NOW + timedelta(hours=20, minutes=59)):
        assert (readers(desk, path), readers(desk, path, "ar")) == (404, 404)
    with clock.freeze(NOW + timedelta(hours=21)):
        assert (readers(desk, path), readers(desk, path, "ar")) == (200, 200)


def test_a_schedule_is_called_off_for_both(desk: Desk) -> None:
    path = both(desk)
    publish(desk, path, when="later", at_day="2026-11-23", at_time="09:00")
    address = f"{path}/cancel-schedule"
    form = fields(desk.get(address), "main form")
    assert desk.send(address, {**form, "languages": ["en"]}).status == 303
    with clock.freeze(NOW + timedelta(days=2)):
        assert (readers(desk, path), readers(desk, path, "ar")) == (404, 404)
    assert opened(desk, path)["title_ar"] == "افتتاح مدرسة"


def test_what_is_scheduled_is_replaced_only_when_that_is_said(desk: Desk) -> None:
    path = both(desk)
    publish(desk, path, when="later", at_day="2026-11-23", at_time="09:00")
    page = publish(desk, path, languages=["en", "ar"])
    assert page.status == 200
    assert page.attributes(".errors a", "href") == ["#replace"]
    assert "A change is scheduled already." in page.one("#replace-error").to_text()
    assert readers(desk, path) == 404
    assert publish(desk, path, languages=["en", "ar"], replace="y").status == 303
    assert readers(desk, path) == 200


def test_a_correction_needs_its_note_in_each_language(desk: Desk) -> None:
    path = both(desk)
    publish(desk, path)
    with clock.freeze(NOW + timedelta(hours=1)):
        write(desk, path, body_en="Another.", body_ar="آخر.")
        page = publish(desk, path, change="correction", note_en="We had the number wrong.")
        assert "#note_ar" in page.attributes(".errors a", "href")
        notes = {"note_en": "We had the number wrong.", "note_ar": "صححنا العدد."}
        assert publish(desk, path, change="correction", **notes).status == 303
        site = Site(desk.app)
        story = site.get(site.get(f"/en/stories/{path.split('/')[-1]}").location)
        assert "We had the number wrong." in story.text


def test_a_small_fix_is_told_to_nobody(desk: Desk) -> None:
    path = both(desk)
    publish(desk, path)
    write(desk, path, body_en="Another.")
    with clock.freeze(NOW + timedelta(days=3)):
        desk.sign_in()
        assert publish(desk, path, change="fix").status == 303
        site = Site(desk.app)
        story = site.get(site.get(f"/en/stories/{path.split('/')[-1]}").location)
        assert "Another." in story.text
        assert "Updated" not in story.text


def test_it_ends_by_itself(desk: Desk) -> None:
    path = both(desk)
    assert publish(desk, path, until_day="2026-11-24", until_time="09:00").status == 303
    assert readers(desk, path) == 200
    with clock.freeze(NOW + timedelta(days=2)):
        assert readers(desk, path) == 404


def test_a_warning_that_is_no_problem_does_not_come_back(desk: Desk) -> None:
    path = both(desk, body_en="There are 3 schools.", body_ar="هناك 45 مدرسة.")
    page = desk.get(f"{path}/publish")
    prints = page.attributes("button[name=dismiss]", "value")
    assert prints
    form = fields(page, FORM) | {"languages": ["en"], "until_day": "2026-12-24"}
    again = desk.send(f"{path}/publish", {**form, "dismiss": prints[0]})
    assert prints[0] not in again.attributes("button[name=dismiss]", "value")
    assert fields(again, FORM)["until_day"] == "2026-12-24"
    assert readers(desk, path) == 404
    write(desk, path, body_en="There are 4 schools.")
    assert desk.get(f"{path}/publish").all("button[name=dismiss]")


def test_a_picture_needs_words_for_who_cannot_see_it(desk: Desk) -> None:
    path = both(desk)
    with desk.app.app_context():
        media = Media(
            width=1,
            height=1,
            variants=[{"name": "a/b.jpg", "type": "image/jpeg", "width": 1, "bytes": 1}],
        )
        db.session.add(media)
        db.session.commit()
        number = media.id
    assert write(desk, path, media_id=str(number), alt_en="A school").status == 303
    assert publish(desk, path).status == 200
    assert write(desk, path, alt_ar="مدرسة").status == 303
    assert publish(desk, path).status == 303


def test_an_unknown_fact_keeps_it_back(desk: Desk) -> None:
    path = both(desk, body_en="There are [[no-such-fact|count]].")
    page = publish(desk, path)
    assert page.status == 200
    assert page.all(".findings.blocking li")


def test_withdrawn_with_a_reason(desk: Desk) -> None:
    path = both(desk)
    publish(desk, path)
    with clock.freeze(NOW + timedelta(hours=1)):
        address = f"{path}/withdraw"
        form = fields(desk.get(address), "main form")
        assert desk.send(address, form).status == 200, "a reason is needed"
        chosen = {**form, "languages": ["ar"], "reason": "Not checked"}
        assert desk.send(address, chosen).status == 303
        assert "Not checked" in desk.get(path).text
        arabic = Site(desk.app).get(f"/ar/stories/{path.split('/')[-1]}")
        assert arabic.status == 200
        assert "واحد" not in arabic.text
        assert readers(desk, path) == 200


def test_discarded_words_go_back_to_what_is_live(desk: Desk) -> None:
    path = both(desk)
    publish(desk, path)
    write(desk, path, title_en="Never shown")
    address = f"{path}/discard"
    assert desk.send(address, fields(desk.get(address), "main form")).status == 303
    assert opened(desk, path)["title_en"] == "A school opens"
    assert "Never shown" in desk.get(f"{path}/history").text


@pytest.mark.parametrize("role", ["contributor", "translator"])
def test_only_editors_publish(make_desk: Any, role: str) -> None:
    path = both(make_desk())
    other = make_desk(role, languages=["en", "ar"])
    for page in ("publish", "withdraw", "cancel-schedule"):
        assert other.get(f"{path}/{page}").status == 403
        assert other.send(f"{path}/{page}", {"publish": "1"}).status == 403


def approve(other: Desk, one: Desk, path: str) -> None:
    """Have both languages approved by another than who wrote them, who cannot do it."""
    for code in ("en", "ar"):
        page = other.get(f"{path}/review")
        version = page.one(f"#version-{code}").attrs["value"]
        step = {"language": code, "step": "approve", "version": version}
        assert one.send(f"{path}/review", step).status == 200, "their own"
        assert other.send(f"{path}/review", step).status == 303


def test_where_approval_is_demanded_nobody_publishes_their_own(make_desk: Any) -> None:
    one = make_desk(settings={"separate_approval": True})
    other = make_desk(email="layla@desk.example", name="Layla")
    path = both(one)
    assert publish(one, path).status == 200
    approve(other, one, path)
    write(one, path, place_en="Mosul")
    assert publish(one, path).status == 200, "its place was not read"
    approve(other, one, path)
    assert publish(one, path).status == 303
    with one.app.app_context():
        approved = db.session.query(Publication).order_by(Publication.id.desc()).first()
        assert approved is not None
        assert approved.approved_by_id == other.user_id


def test_details_changed_meanwhile_are_not_published_unseen(make_desk: Any) -> None:
    one, other = make_desk(), make_desk("contributor")
    path = both(one)
    form = {**page_of(one, path), "publish": "1"}
    assert write(other, path, place_en="Mosul").status == 303
    page = one.send(f"{path}/publish", form)
    assert page.status == 409
    assert readers(one, path) == 404
    assert one.send(f"{path}/publish", {**fields(page, FORM), "publish": "1"}).status == 303
    assert readers(one, path) == 200


def test_it_is_said_before_what_else_is_called_off(desk: Desk) -> None:
    path = both(desk)
    publish(desk, path, when="later", at_day="2026-11-23", at_time="09:00")
    write(desk, path, title_en="Another")
    form = {**page_of(desk, path), "replace": "y"}
    assert form["languages"] == "en"
    said = desk.send(f"{path}/publish", {**form, "look": "1"}).texts(".summary p")
    assert "What is scheduled in Arabic is called off, and goes back into the form." in [
        sentence.replace("\u2068", "").replace("\u2069", "") for sentence in said
    ]
    before = live(desk)
    publish(desk, path, **form)
    assert live(desk) == before - 1, "two called off, one published"
    assert opened(desk, path)["title_ar"] == "افتتاح مدرسة"


def test_what_an_update_means_to_readers_is_said(desk: Desk) -> None:
    path = both(desk)
    publish(desk, path)
    write(desk, path, title_en="Another")
    form = {**page_of(desk, path), "change": "fix", "look": "1"}
    said = desk.send(f"{path}/publish", form).texts(".summary p")
    assert "A small fix: readers are told nothing" in said


def test_after_publishing_there_are_links_to_what_readers_see(desk: Desk) -> None:
    path = both(desk)
    number = path.rsplit("/", maxsplit=1)[-1]
    assert publish(desk, path).status == 303
    page = desk.get(path)
    addresses = [f"/en/stories/{number}", f"/ar/stories/{number}"]
    assert page.attributes(".message a", "href") == addresses
    assert [each for each in page.attributes(".story-links a", "href") if each in addresses]


def test_what_is_only_scheduled_is_not_linked(desk: Desk) -> None:
    path = both(desk)
    publish(desk, path, when="later", at_day="2026-11-23", at_time="09:00")
    assert not desk.get(path).all(".message a")


def test_the_page_shows_what_is_published_and_what_changed(desk: Desk) -> None:
    path = both(desk)
    page = desk.get(f"{path}/publish")
    assert "A school opens" in page.texts("h1")[0]
    assert f"{path}/preview/en" in page.attributes(".previews a", "href")
    assert not page.all(".changes")
    publish(desk, path)
    write(desk, path, body_en="One.\r\n\r\nThree.")
    shown = desk.get(f"{path}/publish")
    assert len(shown.all(".changes")) == 1
    assert [one for one in shown.texts(".changes ins") if "Three" in one]
    assert "One." not in shown.texts(".changes td"), "what stays as it is"


def test_a_new_story_can_be_put_first(desk: Desk) -> None:
    path = both(desk)
    later = {"when": "later", "at_day": "2026-11-23", "at_time": "09:00"}
    assert "#lead" in publish(desk, path, lead="y", **later).attributes(".errors a", "href")
    assert publish(desk, path, lead="y").status == 303
    assert desk.get("/en/").texts(".lead-story h2") == ["A school opens"]
    assert not desk.get(f"{path}/publish").all("input[name=lead]")


def test_where_something_is_wrong_nothing_is_promised(desk: Desk) -> None:
    path = both(desk, title_ar="")
    assert desk.get(f"{path}/publish").texts(".summary p") == ["Nothing, until this is put right."]


def test_a_language_that_is_begun_while_one_publishes_is_in_nobody_s_way(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = new_story(desk)

    def meanwhile(chosen: Sequence[Text], **_asked: Any) -> None:
        (english,) = chosen
        texts.save(texts.text_of(english.item, "ar"), {"title": "عنوان", "body": "<p>نص</p>"})
        db.session.commit()
        raise ConflictError(texts.latest_words(english))

    monkeypatch.setattr(texts, "publish_together", meanwhile)
    page = publish(desk, path)
    assert page.status == 409
    assert page.all(".errors li")
    assert "version_ar" not in fields(page, FORM)
    assert {"version_en", "version_ar"} <= page_of(desk, path).keys()
