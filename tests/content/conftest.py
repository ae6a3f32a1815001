"""What the tests of the content share: facts to cite and a story to publish."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask.ctx import AppContext

from app.content import facts, texts
from app.extensions import db
from app.models import Fact, Story, Text

COUNTED = {
    "en": {"one": "%(num)s member", "other": "%(num)s members"},
    "ar": {
        "zero": "%(num)s عضو",
        "one": "عضو واحد",
        "two": "عضوان",
        "few": "%(num)s أعضاء",
        "many": "%(num)s عضوًا",
        "other": "%(num)s عضو",
    },
}
# The order of the history that the site is about, vague dates among exact ones.
HISTORY = (
    (66, "2016-08"),
    (79, "2019-02"),
    (80, "2019-06"),
    (81, "2019"),
    (82, "2020"),
    (83, "2020-11"),
    (84, "2021-12-02"),
    (85, "2022"),
)
SEPTEMBER = datetime(2022, 9, 28, 9, tzinfo=UTC)

MakeStory = Callable[..., Text]


@pytest.fixture
def members(app_context: AppContext) -> Fact:  # noqa: ARG001  # a fixture that it needs
    """The fact [[members]] with its history."""
    fact = Fact(
        key="members",
        label={"en": "Members", "ar": "الأعضاء"},
        description={"en": "Who belongs.", "ar": "من ينتمي."},
        counted=COUNTED,
    )
    db.session.add(fact)
    db.session.flush()
    for value, as_of in HISTORY:
        facts.add_figure("members", value, as_of, "A source of the day")
    return fact


@pytest.fixture
def make_story(app_context: AppContext) -> MakeStory:  # noqa: ARG001  # as above
    """Makes a story with a text in one language, saved and, unless `live=False`, published."""

    def make(
        language: str = "en",
        at: datetime = SEPTEMBER,
        live: bool = True,
        story: Story | None = None,
        **wording: object,
    ) -> Text:
        if story is None:
            story = Story(source_language=language)
            db.session.add(story)
            db.session.flush()
        text = texts.text_of(story, language)
        texts.save(text, {"title": "A story", "body": "<p>Some words.</p>", **wording})
        if live:
            texts.publish(text, at=at, published_at=at)
        return text

    return make
