"""The preview is the readers' page of words that readers do not have, and a link to it ends."""

from datetime import timedelta
from typing import Any

import pytest

from app import clock
from app.clock import freeze, utcnow
from app.content.lifecycle.sharing import signed
from app.extensions import db
from app.models import AuditEntry, Item, Story, Text
from tests.editor.stories import fields, new_story, write
from tests.editor.writing import story
from tests.support.desk import Desk
from tests.support.pages import Site


def shared(desk: Desk, path: str, language: str = "en") -> str:
    """A link for somebody without an account."""
    page = desk.send(f"{path}/share", {"language": language})
    return str(page.one("#link").attrs["value"]).removeprefix("http://site.example")


def test_the_preview_is_the_page_that_readers_will_get(desk: Desk) -> None:
    path = new_story(desk, title_ar="عنوان", body_ar="نص")
    page = desk.get(f"{path}/preview/ar", status=200)
    assert page.h1 == "عنوان"
    assert (page.lang, page.dir) == ("ar", "rtl")
    assert not page.all(".desk-top")
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert page.headers["Cache-Control"] == "no-store"
    with freeze(utcnow()):
        before = desk.get(f"{path}/preview/ar").text
        assert desk.get(f"{path}/preview/ar").text == before, "looking at it changes it"


def test_it_shows_the_words_of_now_while_readers_have_others(desk: Desk) -> None:
    path = new_story(desk)
    form = fields(desk.get(f"{path}/publish"), "form.publish-form")
    assert desk.send(f"{path}/publish", {**form, "publish": "1"}).status == 303
    write(desk, path, title_en="Not yet")
    assert desk.get(f"{path}/preview/en").h1 == "Not yet"
    site = Site(desk.app)
    assert site.get(site.get(f"/en/stories/{path.split('/')[-1]}").location).h1 == "A school opens"


def test_what_is_not_written_has_no_preview(desk: Desk) -> None:
    path = new_story(desk)
    for language in ("ar", "xx", "EN"):
        assert desk.get(f"{path}/preview/{language}").status == 404


def test_a_link_shows_it_to_a_stranger_for_a_week(desk: Desk) -> None:
    path = new_story(desk)
    link = shared(desk, path)
    stranger = Site(desk.app)
    page = stranger.get(link, status=200)
    assert page.h1 == "A school opens"
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    write(desk, path, title_en="Later words")
    assert stranger.get(link).h1 == "Later words"
    with clock.freeze(utcnow() + timedelta(days=7, minutes=1)):
        assert stranger.get(link).status == 410


def test_a_forged_link_shows_nothing(desk: Desk) -> None:
    path = new_story(desk)
    link = shared(desk, path)
    for forged in (link[:-2] + "xx", "/editor/shared/x", "/editor/shared/" + "a.b" * 50):
        assert Site(desk.app).get(forged).status == 404


def test_a_link_dies_when_the_story_is_taken_down(desk: Desk) -> None:
    path = new_story(desk)
    link = shared(desk, path)
    with desk.app.app_context():
        item = db.session.get(Item, int(path.split("/")[-1]))
        assert item is not None
        item.taken_down_at = utcnow()
        db.session.commit()
    assert Site(desk.app).get(link).status == 410
    for page in ("", "/preview/en", "/history", "/review", "/publish", "/share", "/stood"):
        assert desk.get(path + page).status == 410, page
    assert desk.send(path + "/autosave", {"title_en": "x"}).status == 410


def test_all_links_can_be_ended_and_new_ones_made(desk: Desk) -> None:
    path = new_story(desk, title_ar="عنوان", body_ar="نص")
    links = [shared(desk, path), shared(desk, path, "ar")]
    stranger = Site(desk.app)
    assert desk.send(f"{path}/share", {"end": "1"}).location == f"{path}/share"
    assert "have ended" in desk.get(f"{path}/share").text
    assert [stranger.get(link).status for link in links] == [410, 410]
    assert stranger.get(shared(desk, path)).status == 200
    with desk.app.app_context():
        done = [row.action for row in db.session.query(AuditEntry).order_by(AuditEntry.number)]
    assert done[-2:] == ["preview.unshare", "preview.share"]


def test_a_link_dies_with_the_words_that_are_discarded(desk: Desk) -> None:
    path = new_story(desk, title_ar="عنوان", body_ar="نص")
    discarded, kept = shared(desk, path), shared(desk, path, "ar")
    assert desk.send(f"{path}/discard", {"languages": "en"}).status == 303
    stranger = Site(desk.app)
    assert stranger.get(discarded).status == 410
    write(desk, path, title_en="Other words")
    assert stranger.get(discarded).status == 410
    assert stranger.get(kept).status == 200


@pytest.mark.parametrize("how", ["withdraw", "bulk"])
def test_a_link_dies_when_the_text_is_withdrawn(desk: Desk, how: str) -> None:
    id = story(desk, en="A bridge", ar="جسر")
    path = f"/editor/stories/{id}"
    withdrawn, other = shared(desk, path), shared(desk, path, "ar")
    if how == "bulk":
        form: dict[str, Any] = {"action": "withdraw", "ids": [id], "reason": "Danger"}
        assert desk.send("/editor/stories/bulk", form).status == 303
    else:
        form = {"languages": ["en"], "reason": "Danger"}
        assert desk.send(f"{path}/withdraw", form).status == 303
    stranger = Site(desk.app)
    assert stranger.get(withdrawn).status == 410
    assert stranger.get(other).status == (410 if how == "bulk" else 200)
    assert stranger.get(shared(desk, path)).status == 200


def test_a_link_is_of_one_language_and_story(desk: Desk) -> None:
    path = new_story(desk)
    with desk.app.test_request_context():
        item = Story(id=999_999, texts=[Text(language="en")])
        other = signed(item, "en", utcnow() + timedelta(days=1))
    assert Site(desk.app).get(f"/editor/shared/{other}").status == 404
    assert desk.send(f"{path}/share", {"language": "ar"}).all("#link") == []
