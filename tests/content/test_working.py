"""Saving: what was not changed stays, what somebody else wrote is never written over unseen."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask

from app.clock import utcnow
from app.content import stories, texts
from app.content.lifecycle import drafts, working
from app.extensions import db
from app.models import Revision, Text, User
from tests.content.conftest import MakeStory

A, B, C = "abc"  # forms in browsers


def kinds(text: Text) -> list[str]:
    rows = db.session.query(Revision.kind).filter_by(text_id=text.id).order_by(Revision.id)
    return [kind for (kind,) in rows]


def kept(text: Text) -> set[str]:
    """Every title that the copy or a revision holds."""
    held = {title for (title,) in db.session.query(Revision.title).filter_by(text_id=text.id)}
    return held | ({text.working_copy.title} if text.working_copy else set())


def test_saving_what_is_the_same_changes_nothing(make_story: MakeStory) -> None:
    text = make_story(body="<p>One &amp; two.</p>", sources=[{"text": "A source", "url": ""}])
    words = drafts.latest_words(text)
    before = kinds(text)
    same = texts.save(text, words.values(), version=words.version, token=A)
    assert (same.version, same.body) == (words.version, words.body)
    assert text.working_copy is None
    assert kinds(text) == before
    texts.save(text, {"title": "Other"}, token=A)
    copy = drafts.latest_words(text)
    texts.save(text, copy.values(), version=copy.version, token=B)
    assert drafts.latest_words(text) == copy
    assert kinds(text) == [*before, "save"]


def test_an_autosave_is_no_revision_until_somebody_saves(make_story: MakeStory) -> None:
    text = make_story(live=False)
    before = kinds(text)
    for n in range(3):
        texts.save(text, {"title": f"Typed {n}"}, version=1 + n, token=A, autosave=True)
    assert kinds(text) == before
    texts.save(text, {"title": "Typed 2"}, version=4, token=A)
    assert kinds(text) == [*before, "save"]
    assert text.working_copy.version == 4


def test_a_conflict_changes_nothing_and_shows_theirs(make_story: MakeStory) -> None:
    text = make_story(live=False, title="First")
    texts.save(text, {"title": "Theirs"}, version=1, token=B, autosave=True)
    with pytest.raises(texts.ConflictError) as refused:
        texts.save(text, {"title": "Mine"}, version=1, token=A)
    assert (refused.value.theirs.title, refused.value.theirs.version) == ("Theirs", 2)
    assert text.working_copy.title == "Theirs"


def test_the_form_that_saved_last_may_save_again(make_story: MakeStory) -> None:
    text = make_story(live=False, title="First")
    texts.save(text, {"title": "Sent, and the answer lost"}, version=1, token=A, autosave=True)
    texts.save(text, {"title": "Sent again"}, version=1, token=A, autosave=True)
    assert text.working_copy.title == "Sent again"
    assert "Sent, and the answer lost" in kept(text)


def test_words_that_are_written_over_are_kept(make_story: MakeStory) -> None:
    text = make_story(live=False)
    texts.save(text, {"title": "Only autosaved"}, version=1, token=A, autosave=True)
    texts.save(text, {"title": "By somebody who saw it"}, version=2, token=B, autosave=True)
    assert kinds(text)[-1] == "kept"
    assert "Only autosaved" in kept(text)


def test_a_published_version_is_never_mistaken_for_a_later_one(make_story: MakeStory) -> None:
    """A form from before a publication does not match the next working copy by chance."""
    text = make_story(live=False)
    texts.save(text, {"title": "Two"}, token=A, autosave=True)
    texts.publish(text)
    texts.save(text, {"title": "Three"}, token=B, autosave=True)
    for stale in (0, 1, 2):
        with pytest.raises(texts.ConflictError):
            texts.save(text, {"title": "Stale"}, version=stale, token=C)
    with pytest.raises(texts.ConflictError):
        texts.save(text, {"title": "Stale"}, version=-1, token=C)


def test_discarding_goes_back_and_keeps_the_words(make_story: MakeStory) -> None:
    text = make_story(title="Live")
    texts.save(text, {"title": "A thought"}, token=A, autosave=True)
    texts.discard(text)
    assert drafts.latest_words(text).title == "Live"
    assert "A thought" in kept(text)


def test_restoring_is_a_new_revision(make_story: MakeStory) -> None:
    text = make_story(title="First", body="<p>Its words.</p>")
    first = db.session.query(Revision).filter_by(text_id=text.id).first()
    texts.save(text, {"title": "Second", "body": "<p>Others.</p>"}, token=A, autosave=True)
    texts.restore(text, first)
    assert drafts.latest_words(text).body == "<p>Its words.</p>"
    assert kinds(text)[-2:] == ["kept", "restore"]
    assert stories.by_id("en", text.item_id).title == "First"


def test_a_change_can_start_again_from_what_is_live(make_story: MakeStory) -> None:
    text = make_story(title="Live")
    texts.save(text, {"title": "For tomorrow"})
    texts.publish(text, at=utcnow() + timedelta(days=1))
    assert drafts.latest_words(text).title == "For tomorrow"
    drafts.start_from_live(text)
    assert drafts.latest_words(text).title == "Live"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"title": "x" * 301}, "title"),
        ({"alt": "x" * 1001}, "alt"),
        ({"credit": "x" * 301}, "credit"),
        ({"body": "x" * 200_001}, "body"),
    ],
)
def test_what_is_too_long_is_said_at_its_field(
    make_story: MakeStory, words: dict[str, str], field: str
) -> None:
    with pytest.raises(texts.TextError) as refused:
        make_story(live=False, **words)
    assert list(refused.value.problems) == [field]


@pytest.mark.parametrize("raw", ["\x00a", "a\ud800b", "\u202ea", "z" + "\u0301" * 200, " \u200b "])
@pytest.mark.parametrize("field", ["title", "standfirst", "body", "byline", "alt", "caption"])
def test_hostile_text_is_stored_clean(make_story: MakeStory, field: str, raw: str) -> None:
    text = make_story(live=False, **{field: raw})
    db.session.commit()
    stored = getattr(db.session.get(Text, text.id).working_copy, field)
    assert "\x00" not in stored
    assert "\u202e" not in stored
    assert len(stored) < 40
    again = texts.save(text, {field: stored})
    assert getattr(again, field) == stored


def test_two_who_save_at_once_and_saw_the_same_do_not_both_win(
    app: Flask, make_story: MakeStory
) -> None:
    text = make_story(live=False, title="Before")
    db.session.commit()
    id, meeting, results = text.id, Barrier(2), []

    def work(token: str) -> None:
        with app.app_context():
            mine = db.session.get_one(Text, id)
            version = drafts.latest_words(mine).version
            db.session.rollback()
            meeting.wait(10)
            try:
                texts.save(mine, {"title": token}, version=version, token=token, autosave=True)
                db.session.commit()
                results.append(token)
            except texts.ConflictError:
                db.session.rollback()
                results.append("conflict")

    threads = [Thread(target=work, args=(token,)) for token in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert len(results) == 2
    assert "conflict" in results
    db.session.expire_all()
    assert text.working_copy.title in results


def test_the_writer_of_kept_words_is_who_wrote_them(make_story: MakeStory) -> None:
    users = [User(email=f"{n}@example.org") for n in "ab"]
    db.session.add_all(users)
    text = make_story(live=False)
    db.session.flush()
    first, second = (user.id for user in users)
    texts.save(text, {"title": "Mine"}, first, version=1, token=A, autosave=True)
    texts.save(text, {"title": "Yours"}, second, version=2, token=B)
    revision = db.session.query(Revision).filter_by(text_id=text.id, kind="kept").one()
    assert (revision.user_id, revision.title) == (first, "Mine")
    assert working.counter(text) == 3
