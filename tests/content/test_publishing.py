"""Publishing: with its details, at its time, in languages together, once."""

from datetime import UTC, datetime, timedelta

import pytest

from app.clock import freeze, utcnow
from app.config import Settings
from app.content import lists, stories, texts
from app.content.lifecycle import approval, details, drafts, review
from app.content.lifecycle.details import Details
from app.content.samples import sample
from app.extensions import db
from app.models import Campaign, Publication, Story, Text, Topic, User
from app.search import find
from tests.content.conftest import SEPTEMBER, MakeStory

NOON = datetime(2026, 3, 1, 12, 0, 30, tzinfo=UTC)


@pytest.fixture
def editor(app_context: object) -> int:  # noqa: ARG001  # a fixture that it needs
    user = User(email="editor@example.org")
    db.session.add(user)
    db.session.flush()
    return user.id


@pytest.fixture
def pair(make_story: MakeStory) -> list[Text]:
    """A story saved in two languages, and live in none."""
    english = make_story(live=False, title="A bridge")
    arabic = make_story("ar", live=False, story=english.item, title="جسر")
    return [english, arabic]


def topic(key: str) -> Topic:
    one = Topic(key=key, title={"en": key, "ar": key})
    db.session.add(one)
    db.session.flush()
    return one


def test_readers_see_the_details_of_the_publication(make_story: MakeStory) -> None:
    text = make_story()
    chosen = Details(
        kind="document",
        topic_id=topic("water").id,
        place={"en": "Mosul", "ar": "الموصل"},
        people=({"en": "Layla", "ar": "ليلى"}, {"ar": "سالم"}),
    )
    details.save(text.item, chosen)
    story = stories.by_id("en", text.item_id)
    assert (story.kind, story.topic, story.place, story.people) == ("news", None, "", ())
    assert texts.standing(text.item)["en"].changed
    assert drafts.preview(text.item, "en").place == "Mosul"
    texts.publish(text)
    story = stories.by_id("en", text.item_id)
    assert (story.kind, story.topic.key, story.place) == ("document", "water", "Mosul")
    assert story.people == ("Layla",)
    assert [card.id for card in lists.latest("en", topic="water").items] == [text.item_id]
    assert lists.latest("en", kind="news").items == ()
    assert not texts.standing(text.item)["en"].changed
    details.save(text.item, Details(topic_id=topic("schools").id))
    assert [card.topic.key for card in lists.latest("en").items] == ["water"]
    assert lists.latest("en", topic="schools").items == ()


def test_details_that_do_not_exist_or_were_changed_meanwhile_are_refused(
    make_story: MakeStory,
) -> None:
    story: Story = make_story().item
    with pytest.raises(texts.ContentError) as refused:
        details.save(story, Details(topic_id=99, kind="poem", file_ids=(5,)))
    assert set(refused.value.problems) == {"topic_id", "kind", "file_ids"}
    details.save(story, Details(place={"en": "Mosul"}), version=1)
    assert story.version == 2
    details.save(story, Details(place={"en": " Mosul "}), version=1)  # the same: no conflict
    with pytest.raises(texts.ConflictError) as conflict:
        details.save(story, Details(place={"en": "Basra"}), version=1)
    assert conflict.value.theirs.place == {"en": "Mosul"}


def test_a_double_click_publishes_once(make_story: MakeStory, editor: int) -> None:
    text = make_story(live=False)
    version = drafts.latest_words(text).version
    first = texts.publish(text, version=version, user_id=editor)
    with pytest.raises(texts.AlreadyPublishedError) as refused:
        texts.publish(text, version=version, user_id=editor)
    assert refused.value.publication.id == first.id
    with pytest.raises(texts.AlreadyPublishedError):
        texts.publish(text, user_id=editor)
    texts.save(text, {"title": "By another"})
    with pytest.raises(texts.AlreadyPublishedError):
        texts.publish(text, version=version, user_id=editor)
    with pytest.raises(texts.ConflictError):
        texts.publish(text, version=77, user_id=editor)
    assert db.session.query(Publication).filter_by(text_id=text.id).count() == 1


@pytest.mark.parametrize(
    ("at", "until", "field"),
    [
        (timedelta(minutes=-3), None, "at"),
        (timedelta(hours=2), timedelta(hours=1), "until"),
        (timedelta(hours=2), timedelta(hours=2), "until"),
        (None, timedelta(hours=-1), "until"),
    ],
)
def test_times_that_cannot_be(
    make_story: MakeStory,
    editor: int,
    at: timedelta | None,
    until: timedelta | None,
    field: str,
) -> None:
    text = make_story(live=False)
    with freeze(NOON), pytest.raises(texts.TextError) as refused:
        texts.publish(
            text,
            at=NOON + at if at else None,
            until=NOON + until if until else None,
            user_id=editor,
        )
    assert list(refused.value.problems) == [field]
    assert stories.by_id("en", text.item_id) is None


def test_the_minute_that_has_begun_is_now(make_story: MakeStory, editor: int) -> None:
    text = make_story(live=False)
    with freeze(NOON):
        texts.publish(text, at=NOON.replace(second=0), user_id=editor)
        assert stories.by_id("en", text.item_id).published_at == NOON


def test_what_ends_is_gone_at_its_minute(make_story: MakeStory, editor: int) -> None:
    text = make_story(live=False, title="A passing zebra")
    end = NOON + timedelta(hours=1)
    with freeze(NOON):
        texts.publish(text, until=end, user_id=editor)
        assert stories.by_id("en", text.item_id)
    with freeze(end):
        assert stories.by_id("en", text.item_id) is None
        assert find("zebra", "en", utcnow()).total == 0
        assert texts.standing(text.item)["en"].withdrawn_at == end.replace(second=0)


def test_together_both_appear_at_one_moment(pair: list[Text], editor: int) -> None:
    id = pair[0].item_id
    with freeze(NOON):
        texts.publish_together(pair, at=NOON + timedelta(hours=1), user_id=editor)
    rows = db.session.query(Publication).filter_by(item_id=id).all()
    assert len({(row.starts_at, row.together) for row in rows}) == 1
    assert rows[0].together
    with freeze(rows[0].starts_at - timedelta(seconds=1)):
        assert stories.elsewhere(id) is None
    with freeze(rows[0].starts_at):
        assert set(stories.elsewhere(id).titles) == {"en", "ar"}


def test_together_means_none_where_one_cannot(pair: list[Text], editor: int) -> None:
    texts.save(pair[1], {"title": ""})
    with pytest.raises(texts.TextError) as refused:
        texts.publish_together(pair, user_id=editor)
    assert list(refused.value.problems) == ["ar.title"]
    assert db.session.query(Publication).count() == 0
    assert pair[0].working_copy is not None


def test_together_leaves_alone_what_did_not_change(pair: list[Text], editor: int) -> None:
    texts.publish_together(pair, user_id=editor)
    texts.save(pair[0], {"title": "A longer bridge"})
    (only,) = texts.publish_together(pair, user_id=editor)
    assert only.language == "en"
    with pytest.raises(texts.AlreadyPublishedError):
        texts.publish_together(pair, user_id=editor)


def test_calling_off_brings_everything_back(pair: list[Text], editor: int) -> None:
    until = NOON + timedelta(days=9)
    with freeze(NOON):
        texts.publish_together(pair, until=until, user_id=editor)
    with freeze(NOON + timedelta(days=1)):
        for text in pair:
            texts.save(text, {"title": f"New {text.language}"})
        texts.publish_together(pair, at=NOON + timedelta(days=2), user_id=editor)
        texts.save(pair[1], {"title": "Newer"}, autosave=True)
        called_off = texts.cancel_schedule(pair[0], editor)
        assert {one.language for one in called_off} == {"en", "ar"}
        assert texts.cancel_schedule(pair[0], editor) == []
        assert [drafts.latest_words(text).title for text in pair] == ["New en", "Newer"]
    with freeze(NOON + timedelta(days=3)):
        assert stories.by_id("en", pair[0].item_id).title == "A bridge"
    with freeze(until):
        assert stories.by_id("en", pair[0].item_id) is None


def test_publishing_over_a_schedule_needs_to_be_meant(pair: list[Text], editor: int) -> None:
    texts.publish_together(pair, at=utcnow() + timedelta(days=1), user_id=editor)
    texts.save(pair[0], {"title": "Now rather"})
    with pytest.raises(texts.TextError) as refused:
        texts.publish(pair[0], user_id=editor)
    assert list(refused.value.problems) == ["scheduled"]
    texts.publish(pair[0], user_id=editor, replace_scheduled=True)
    with freeze(utcnow() + timedelta(days=2)):
        assert set(stories.elsewhere(pair[0].item_id).titles) == {"en"}, "never one by itself"
    assert drafts.latest_words(pair[1]).title == "جسر"


def test_withdrawing_calls_off_what_was_to_come(pair: list[Text], editor: int) -> None:
    texts.publish_together(pair, user_id=editor)
    for text in pair:
        texts.save(text, {"title": f"New {text.language}"})
    texts.publish_together(pair, at=utcnow() + timedelta(days=1), user_id=editor)
    texts.withdraw(pair[0], "A mistake", user_id=editor)
    with freeze(utcnow() + timedelta(days=2)):
        assert stories.by_id("en", pair[0].item_id) is None
        assert stories.by_id("ar", pair[0].item_id).title == "جسر"
    assert texts.standing(pair[0].item)["en"].reason == "A mistake"
    texts.publish(pair[0], user_id=editor)
    assert stories.by_id("en", pair[0].item_id).title == "New en"


def test_a_correction_says_what_it_corrects(make_story: MakeStory, editor: int) -> None:
    text = make_story()
    texts.save(text, {"title": "Corrected"})
    with pytest.raises(texts.TextError) as refused:
        texts.publish(text, change="correction", note=" ", user_id=editor)
    assert list(refused.value.problems) == ["note"]


@pytest.mark.usefixtures("separate_approval")
def test_where_it_is_asked_for_somebody_else_approves(make_story: MakeStory, editor: int) -> None:
    writer = User(email="writer@example.org")
    db.session.add(writer)
    db.session.flush()
    text = make_story(live=False)
    texts.save(text, {"title": "By the writer"}, writer.id)
    for by, publishes in ((None, False), (writer.id, False), (editor, True)):
        if by is not None:
            review.approve(text, by, own_allowed=True)
        if not publishes:
            with pytest.raises(texts.TextError) as refused:
                texts.publish(text, user_id=editor)
            assert list(refused.value.problems) == ["review"]
    texts.save(text, {"title": "And changed again"}, writer.id)
    assert texts.standing(text.item)["en"].review == ""
    with pytest.raises(texts.TextError):
        texts.publish(text, user_id=editor)
    review.approve(text, editor, own_allowed=False)
    publication = texts.publish(text, user_id=editor)
    assert (publication.approved_by_id, text.review) == (editor, "")


@pytest.fixture
def separate_approval(monkeypatch: pytest.MonkeyPatch, app_context: object) -> None:  # noqa: ARG001  # a fixture that it needs
    monkeypatch.setattr(approval, "settings", lambda: Settings(separate_approval=True))


def test_what_was_taken_down_is_shown_to_nobody(pair: list[Text], editor: int) -> None:
    english, arabic = pair
    texts.publish(english, user_id=editor)
    texts.publish(arabic, at=utcnow() + timedelta(days=1), user_id=editor)
    texts.save(english, {"title": "A draft"})
    moment = utcnow()
    texts.take_down(english.item, editor, "Somebody is in danger")
    with freeze(utcnow() + timedelta(days=2)):
        assert stories.elsewhere(english.item_id) is None
        assert find("bridge", "en", utcnow()).total == 0
    assert stories.gone(english.item_id)
    for ask in (
        lambda: drafts.latest_words(english),
        lambda: drafts.preview(english.item, "ar"),
        lambda: texts.as_it_stood(english.item_id, "en", moment),
        lambda: texts.save(english, {"title": "Back"}),
        lambda: texts.publish(english),
        lambda: review.thread(english),
    ):
        with pytest.raises(texts.GoneError):
            ask()


def test_unloading_the_sample_leaves_what_editors_published(make_story: MakeStory) -> None:
    campaign = Campaign(key="cash", title={"en": "Cash"}, sample=True)
    db.session.add(campaign)
    db.session.flush()
    text = make_story(live=False)
    details.save(text.item, Details(campaign_id=campaign.id))
    texts.publish(text, at=SEPTEMBER)
    db.session.commit()
    sample.unload()
    assert stories.by_id("en", text.item_id).campaign is None
