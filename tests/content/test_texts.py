"""The life of a text: saved, published, scheduled, corrected, withdrawn; drafts stay unseen."""

import re
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask

from app.clock import freeze, utcnow
from app.content import facts, lists, stories, texts
from app.extensions import db
from app.models import Publication, Revision, Text
from app.search import find
from tests.content.conftest import SEPTEMBER, MakeStory


def test_a_draft_is_nowhere(make_story: MakeStory) -> None:
    text = make_story(live=False, title="Unpublished zebra")
    assert stories.by_id("en", text.item_id) is None
    assert stories.elsewhere(text.item_id) is None
    assert lists.latest("en").items == ()
    assert find("zebra", "en", utcnow()).total == 0


def test_saving_a_live_text_changes_nothing_that_readers_see(make_story: MakeStory) -> None:
    text = make_story(title="As it is")
    texts.save(text, {"title": "As it may become"})
    assert stories.by_id("en", text.item_id).title == "As it is"
    texts.publish(text)
    assert stories.by_id("en", text.item_id).title == "As it may become"
    assert text.working_copy is None


def test_a_change_prepared_for_tomorrow_comes_at_its_second(make_story: MakeStory) -> None:
    text = make_story(title="Today")
    texts.save(text, {"title": "Tomorrow"})
    at = utcnow() + timedelta(days=1)
    texts.publish(text, at=at)
    with freeze(at - timedelta(seconds=1)):
        assert stories.by_id("en", text.item_id).title == "Today"
        assert find("today", "en", utcnow()).total == 1
    with freeze(at):
        assert stories.by_id("en", text.item_id).title == "Tomorrow"
        assert find("today", "en", utcnow()).total == 0
        assert find("tomorrow", "en", utcnow()).total == 1


def test_as_it_stood(make_story: MakeStory) -> None:
    text = make_story(title="First")
    texts.save(text, {"title": "Second"})
    later = SEPTEMBER + timedelta(days=3)
    texts.publish(text, at=later)
    stood = texts.as_it_stood(text.item_id, "en", later - timedelta(minutes=1))
    assert stood.title == "First"
    assert texts.as_it_stood(text.item_id, "en", later).title == "Second"
    assert texts.as_it_stood(text.item_id, "en", SEPTEMBER - timedelta(minutes=1)) is None


@pytest.mark.parametrize(
    ("change", "moves", "noted"),
    [("fix", False, False), ("update", True, False), ("correction", True, True)],
)
def test_what_readers_are_told_of_a_change(
    make_story: MakeStory, change: str, moves: bool, noted: bool
) -> None:
    text = make_story()
    texts.save(text, {"title": "Changed"})
    at = SEPTEMBER + timedelta(days=5)
    texts.publish(text, at=at, change=change, note="A number was wrong.")
    story = stories.by_id("en", text.item_id)
    assert (story.updated_at == at) == moves
    assert story.published_at == SEPTEMBER
    assert bool(story.corrections) == noted


def test_what_was_only_scheduled_gives_no_dates_to_what_comes_before_it(
    make_story: MakeStory,
) -> None:
    text = make_story()
    texts.save(text, {"title": "Tomorrow"})
    texts.publish(text, at=utcnow() + timedelta(days=1))
    texts.save(text, {"title": "Fixed today"})
    texts.publish(text, change="fix", replace_scheduled=True)
    assert stories.by_id("en", text.item_id).updated_at == SEPTEMBER


def test_a_first_publication_brought_forward_is_of_its_own_day(make_story: MakeStory) -> None:
    text = make_story(at=utcnow() + timedelta(days=7))
    texts.save(text, {"title": "Sooner"})
    now = utcnow()
    with freeze(now):
        texts.publish(text, replace_scheduled=True)
        story = stories.by_id("en", text.item_id)
    assert (story.title, story.published_at, story.updated_at) == ("Sooner", now, now)


def test_what_readers_have_seen_is_never_dropped(make_story: MakeStory) -> None:
    text = make_story(title="First")
    texts.save(text, {"title": "Second"})
    texts.publish(text, at=SEPTEMBER + timedelta(days=3))
    texts.save(text, {"title": "Between"})
    with pytest.raises(ValueError, match="readers have seen"):
        texts.publish(text, at=SEPTEMBER + timedelta(days=1))
    with pytest.raises(ValueError, match="readers have seen"):
        texts.withdraw(text, "Too early", at=SEPTEMBER + timedelta(days=1))


def at_once(app: Flask, id: int, change: Callable[[Text], object]) -> list[str]:
    """What comes of `change` when two sessions that have both read the text make it at once."""
    meeting, results = Barrier(2), []

    def work() -> None:
        with app.app_context():
            text = db.session.get_one(Text, id)
            assert text.working_copy is None or text.working_copy.title
            meeting.wait(10)
            try:
                change(text)
                db.session.commit()
                results.append("done")
            except texts.TextError:
                db.session.rollback()
                results.append("refused")

    threads = [Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return sorted(results)


def test_of_two_who_publish_at_once_one_does(app: Flask, make_story: MakeStory) -> None:
    text = make_story()
    texts.save(text, {"title": "By either"})
    db.session.commit()
    assert at_once(app, text.id, texts.publish) == ["done", "refused"]
    assert [card.title for card in lists.latest("en").items] == ["By either"]
    rows = db.session.query(Publication).filter_by(text_id=text.id, ends_at=None)
    assert rows.count() == 1


def test_two_who_save_first_at_once_write_one_working_copy(
    app: Flask, make_story: MakeStory
) -> None:
    text = make_story()
    db.session.commit()
    saved = at_once(app, text.id, lambda mine: texts.save(mine, {"title": "Draft"}))
    assert saved == ["done", "done"]
    db.session.expire_all()
    assert text.working_copy.version == 2


def test_withdrawn_in_one_language_it_stays_in_the_other(make_story: MakeStory) -> None:
    english = make_story(title="A bridge")
    make_story("ar", story=english.item, title="جسر")
    texts.withdraw(english, "A mistake")
    assert stories.by_id("en", english.item_id) is None
    assert stories.by_id("ar", english.item_id).translations == {"ar": "جسر"}
    assert set(stories.elsewhere(english.item_id).titles) == {"ar"}
    assert find("bridge", "en", utcnow()).total == 0


def test_revisions_are_only_ever_added(make_story: MakeStory) -> None:
    text = make_story(title="One")
    for title in ("Two", "Three"):
        texts.save(text, {"title": title})
        texts.publish(text)
    titles = db.session.query(Revision.title).filter_by(text_id=text.id).order_by(Revision.id)
    kept = ["One", "One", "Two", "Two", "Three", "Three"]  # each saved, and each published
    assert [title for (title,) in titles] == kept


@pytest.mark.usefixtures("members")
def test_a_text_without_a_title_or_with_an_unknown_fact_is_refused(
    make_story: MakeStory,
) -> None:
    with pytest.raises(texts.TextError) as refused:
        make_story(body="<p>[[nobody]]</p>")
    assert "body" in refused.value.problems
    with pytest.raises(texts.TextError):
        make_story(title="")


@pytest.mark.usefixtures("members")
def test_slugs_are_in_the_script_of_the_title_and_hold_no_figure(
    make_story: MakeStory,
) -> None:
    text = make_story("ar", title="في التحالف [[members|count]] من الدول، والمُدُن!")
    story = stories.by_id("ar", text.item_id)
    assert story.slug == "في-التحالف-من-الدول-والمدن"
    assert story.title == "في التحالف 85 عضوًا من الدول، والمُدُن!"


def test_a_list_goes_on_by_key_and_reads_each_story_once(make_story: MakeStory) -> None:
    for n in range(7):
        make_story(title=f"Story {n}", at=SEPTEMBER + timedelta(hours=n // 2))
    seen, after = [], None
    while True:
        listing = lists.latest("en", limit=3, after=after)
        seen += [card.title for card in listing.items]
        after = listing.next
        if after is None:
            break
    assert seen == [f"Story {n}" for n in reversed(range(7))]


@pytest.mark.parametrize("after", ["x", "1-", "-1", "1-x", "9" * 30 + "-1", "1-" + "9" * 30, "١-١"])
@pytest.mark.usefixtures("app_context")
def test_a_key_that_is_none_is_a_value_error(after: str) -> None:
    with pytest.raises(ValueError, match=re.escape(after)):
        lists.latest("en", after=after)


@pytest.mark.usefixtures("members")
def test_a_correction_cites_the_figure_of_the_story_and_none_that_there_is_not(
    make_story: MakeStory,
) -> None:
    text = make_story()
    texts.save(text, {"title": "Counted again"})
    with pytest.raises(texts.TextError) as refused:
        texts.publish(text, change="correction", note="We are [[nobody|count]].")
    assert "note" in refused.value.problems
    texts.publish(text, change="correction", note="We were [[members|count]].")
    facts.add_figure("members", 86, "2023-06", "A source")
    (note,) = stories.by_id("en", text.item_id).corrections
    assert note.text == "We were 85 members."
