"""Pictures and files that stand in texts: shown in their places, named in plain words."""

from datetime import UTC, datetime

import pytest
from markupsafe import Markup

from app.content import citations, indexing, stories, texts
from app.content.lifecycle import drafts
from app.content.store import embedded
from app.extensions import db
from app.models import File, Media, Page, Story, Topic
from tests.content.conftest import MakeStory
from tests.support.pages import Site

SIZES = [{"name": "ab/one-640.jpg", "type": "image/jpeg", "width": 640, "bytes": 9}]


@pytest.fixture
def picture(app_context: object) -> int:  # noqa: ARG001  # a fixture that it needs
    return add_picture()


def add_picture() -> int:
    media = Media(width=640, height=480, variants=SIZES, alt={"en": "A bridge", "ar": "جسر"})
    db.session.add(media)
    db.session.flush()
    return media.id


def add_file() -> int:
    file = File(name="ab/r.pdf", title={"en": "The report"}, language="en", bytes=2048, pages=3)
    db.session.add(file)
    db.session.flush()
    return file.id


@pytest.fixture
def file(app_context: object) -> int:  # noqa: ARG001  # as above
    return add_file()


def kinds(body: str) -> list[str]:
    found = embedded.embedded([body], "en")
    safe = Markup(body)  # noqa: S704  # made by the test
    return [kind for kind, _part in embedded.parts(safe, found)]


def test_a_picture_is_a_paragraph_of_its_own(picture: int, file: int) -> None:
    assert kinds(f"<p>a</p><p>[[picture:{picture}]]</p><p>b</p>") == ["html", "picture", "html"]
    assert kinds(f"<p>a [[picture:{picture}]] b</p>") == ["html", "html"]
    assert kinds(f"<p>See [[file:{file}]].</p>") == ["html", "file", "html"]
    assert kinds(f"<p>[[ file : {file} ]]</p>") == ["html", "file", "html"]
    assert kinds("<p>[[picture:999]]</p><p>[[file:999]]</p>") == []


def test_they_are_no_facts_and_must_exist(make_story: MakeStory, picture: int, file: int) -> None:
    body = f"<p>[[picture:{picture}]]</p><p>[[file:{file}]]</p>"
    assert citations.problems(body, None) == []
    assert citations.keys_in(body) == set()
    text = make_story(body=body)
    assert texts.save(text, {"body": body}).body == body, "stored as it was typed"
    for wrong in ("[[picture:999]]", "[[file:999]]"):
        texts.save(text, {"body": f"<p>{wrong}</p>"})
        with pytest.raises(texts.TextError) as refused:
            texts.publish(text)
        assert "body" in refused.value.problems


def test_what_was_taken_down_is_gone_from_every_text(
    make_story: MakeStory, picture: int, file: int
) -> None:
    body = f"<p>[[picture:{picture}]]</p><p>[[file:{file}]]</p>"
    text = make_story(body=body)
    for row in (db.session.get(Media, picture), db.session.get(File, file)):
        row.taken_down_at = datetime(2026, 1, 1, tzinfo=UTC)
    db.session.flush()
    page = stories.by_id("en", text.item_id)
    assert embedded.parts(page.body, page.embedded) == []
    with pytest.raises(texts.TextError):
        texts.publish(text, change="fix") if texts.save(text, {"title": "x"}) else None


def test_plain_words_leave_pictures_out_and_name_files(picture: int, file: int) -> None:
    assert citations.plain(f"a [[picture:{picture}]]b", "en", None) == "a b"
    assert citations.plain(f"See [[file:{file}]].", "en", None) == "See The report."
    assert citations.plain(f"راجع [[file:{file}]].", "ar", None) == "راجع The report."


def test_the_index_names_files(make_story: MakeStory, picture: int, file: int) -> None:
    make_story(body=f"<p>[[picture:{picture}]]</p><p>See [[file:{file}]].</p>")
    (document,) = indexing.documents()
    assert document.text.split() == ["See", "The", "report."]


def test_the_words_of_the_text_go_before_those_of_the_picture(
    make_story: MakeStory, picture: int
) -> None:
    text = make_story(live=False, alt="The old bridge", credit="A. Person")
    text.item.media_id = picture
    assert drafts.preview(text.item, "en").picture.alt == "The old bridge"
    texts.publish(text)
    shown = stories.by_id("en", text.item_id).picture
    assert (shown.alt, shown.credit) == ("The old bridge", "A. Person")
    arabic = make_story("ar", story=text.item)
    assert stories.by_id("ar", arabic.item_id).picture.alt == "جسر"


def test_readers_see_them_on_stories_pages_and_in_feeds(site: Site) -> None:
    with site.app.app_context():
        body = f"<p>One.</p><p>[[picture:{add_picture()}]]</p><p>See [[file:{add_file()}]].</p>"
        story, page = Story(source_language="en"), Page(key="help", source_language="en")
        db.session.add_all([story, page])
        db.session.flush()
        for item in (story, page):
            text = texts.text_of(item, "en")
            texts.save(text, {"title": "With a picture", "body": body})
            texts.publish(text)
        id = story.id
        db.session.commit()
    for path in (f"/en/stories/{id}/with-a-picture", "/en/help"):
        shown = site.get(path, status=200)
        assert "[[" not in shown.text.split("<main")[1]
        assert shown.attributes(".prose figure img", "alt") == ["A bridge"]
        assert shown.texts(".prose a[type]") == ["The report"]
        assert "[[" not in shown.text
    for path in ("/en/feed.atom", "/en/feed.json", "/en/stories", "/sitemap-1.xml"):
        assert "[[picture" not in site.get(path, status=200).text
    feed = site.get("/en/feed.json", status=200).text
    assert "/media/ab/one-640.jpg" in feed


def test_a_story_that_was_taken_down_answers_410(site: Site) -> None:
    with site.app.app_context():
        story = db.session.query(Story).filter_by(key="iraq-oil-wells").one()
        page = db.session.query(Page).filter_by(key="about").one()
        id = story.id
        for item in (story, page):
            texts.take_down(item, None, "Somebody is in danger")
        assert db.session.query(Topic).count()
        db.session.commit()
    for path in (f"/en/stories/{id}", f"/ar/stories/{id}/x", f"/en/stories/{id}/y", "/en/about"):
        assert site.get(path).status == 410, path
    assert site.get("/en/stories/999999").status == 404
