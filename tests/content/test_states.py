"""How a story stands in each language, who reviews it, and who has it open."""

from datetime import timedelta

import pytest

from app.clock import freeze, utcnow
from app.content import texts
from app.content.lifecycle import approval, aside, history, presence, review
from app.extensions import db
from app.models import Revision, User
from tests.content.conftest import MakeStory


@pytest.fixture
def people(app_context: object) -> tuple[int, int]:  # noqa: ARG001  # a fixture that it needs
    users = [User(email=f"{name}@example.org", name=name) for name in ("Layla", "Sam")]
    db.session.add_all(users)
    db.session.flush()
    return users[0].id, users[1].id


def test_where_nothing_is_there_is_nothing(make_story: MakeStory) -> None:
    text = make_story(live=False)
    standing = texts.standing(text.item)
    assert set(standing) >= {"en", "ar"}
    assert (standing["ar"].live, standing["ar"].copy, standing["ar"].behind) == (None, None, 0)
    assert standing["en"].changed
    assert standing["en"].version == 1


def test_live_changed_scheduled_and_withdrawn(make_story: MakeStory) -> None:
    text = make_story()
    assert texts.standing(text.item)["en"].live.change == "first"
    assert not texts.standing(text.item)["en"].changed
    texts.save(text, {"title": "Other"})
    assert texts.standing(text.item)["en"].changed
    texts.publish(text, at=utcnow() + timedelta(days=1))
    standing = texts.standing(text.item)["en"]
    assert standing.live
    assert standing.scheduled
    assert not standing.changed
    texts.withdraw(text, "A mistake")
    standing = texts.standing(text.item)["en"]
    assert (standing.live, standing.scheduled) == (None, None)
    assert standing.withdrawn_at
    assert standing.reason == "A mistake"


def test_a_language_is_behind_by_the_paragraphs_that_changed(make_story: MakeStory) -> None:
    english = make_story(body="<p>One is here.</p><p>Two is here.</p>")
    arabic = make_story("ar", story=english.item, body="<p>واحد</p><p>اثنان</p>")
    assert texts.standing(english.item)["ar"].behind == 0
    with freeze(utcnow() + timedelta(hours=1)):
        body = "<p>One is here.</p><p>Two was here.</p><p>Three came.</p>"
        texts.save(english, {"body": body}, autosave=True)
        assert texts.standing(english.item)["ar"].behind == 2
        assert texts.standing(english.item)["en"].behind == 0
    with freeze(utcnow() + timedelta(hours=2)):
        texts.save(arabic, {"body": "<p>واحد</p><p>كان اثنان</p><p>ثلاثة</p>"})
        assert texts.standing(english.item)["ar"].behind == 0


def test_a_paragraph_changed_after_its_source_is_not_behind(make_story: MakeStory) -> None:
    arabic = make_story("ar", live=False)
    english = make_story("en", live=False, story=arabic.item)
    texts.save(arabic, {"body": "<p>آخر</p>"})
    assert texts.standing(english.item)["en"].behind == 1
    texts.save(english, {"body": "<p>Another one</p>"})
    assert texts.standing(english.item)["en"].behind == 0


def test_a_review_is_one_thread(make_story: MakeStory, people: tuple[int, int]) -> None:
    writer, reader = people
    text = make_story(live=False)
    texts.save(text, {"title": "Mine"}, writer, autosave=True)
    review.ask(text, writer, "Please look")
    assert texts.standing(text.item)["en"].review == "asked"
    with pytest.raises(texts.TextError) as refused:
        review.give_back(text, reader, "  ")
    assert list(refused.value.problems) == ["reason"]
    review.give_back(text, reader, "The number is wrong")
    review.comment(text, writer, "Which one?")
    texts.save(text, {"title": "Mine, better"}, writer)
    with pytest.raises(texts.TextError) as refused:
        review.approve(text, writer, own_allowed=False)
    assert list(refused.value.problems) == ["review"]
    with pytest.raises(texts.ConflictError):
        review.approve(text, reader, own_allowed=False, version=1)
    review.approve(text, reader, own_allowed=False, version=3)
    thread = review.thread(text)
    assert [(one.kind, one.name) for one in thread] == [
        ("asked", "Layla"),
        ("returned", "Sam"),
        ("comment", "Layla"),
        ("approved", "Sam"),
    ]
    assert db.session.get(Revision, thread[0].revision_id).title == "Mine"
    standing = texts.standing(text.item)["en"]
    assert (standing.review, standing.review_by) == ("approved", reader)
    texts.save(text, {"title": "Another"}, writer)
    assert texts.standing(text.item)["en"].review == ""


def test_there_must_be_something_to_review(make_story: MakeStory, people: tuple[int, int]) -> None:
    text = texts.text_of(make_story().item, "ar")
    with pytest.raises(texts.TextError):
        review.ask(text, people[0])


def test_others_are_told_who_has_a_story_open(
    make_story: MakeStory, people: tuple[int, int]
) -> None:
    layla, sam = people
    id = make_story().item_id
    with freeze(utcnow()) as began:
        presence.here(id, layla, "form-1")
    with freeze(began + timedelta(minutes=5)):
        presence.here(id, sam, "form-2")
        presence.here(id, layla, "form-1")
        presence.here(id, layla, "form-1-again")
        assert presence.others(id, sam) == [("Layla", began)]
        presence.gone("form-1-again")
        assert [name for name, _since in presence.others(id, layla)] == ["Sam"]
        presence.gone("form-2")
        assert presence.others(id, layla) == []
    with freeze(began + timedelta(minutes=30)):
        assert presence.others(id, sam) == []


def test_words_put_aside_count_as_written_by_nobody(
    make_story: MakeStory, people: tuple[int, int]
) -> None:
    text = make_story("en", live=False)
    writer, second = people
    texts.save(text, {"title": "Theirs"}, writer)
    review.ask(text, writer)
    aside.keep(text, {"title": "Mine"}, second)
    aside.keep(text, {"title": "Mine"}, second)
    kept = db.session.query(Revision).filter_by(text_id=text.id, note=aside.ASIDE).all()
    assert [(one.kind, one.title, one.user_id) for one in kept] == [("kept", "Mine", second)]
    assert texts.latest_words(text).title == "Theirs"
    assert second not in approval.authors(text)
    texts.save(text, {"title": "Third"}, writer)
    newest = db.session.query(Revision).filter_by(text_id=text.id, title="Third").one()
    before = history.before(newest)
    assert before is not None
    assert before.title == "Theirs"
    review.comment(text, second, "Why?")
    assert review.thread(text)[-1].revision_id == newest.id
