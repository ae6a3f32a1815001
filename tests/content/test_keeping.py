"""What editors keep: counted forms from examples, order, and what a figure would change."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.content import facts
from app.content.keeping import common, counted, effects
from app.content.keeping import facts as kept
from app.extensions import db
from app.i18n import languages
from app.models import Fact, Topic
from tests.content.conftest import COUNTED, SEPTEMBER, MakeStory

ALL = languages.public_languages()


@pytest.mark.parametrize("language", ALL, ids=[one.code for one in ALL])
def test_each_form_has_an_example_that_comes_back_as_it_was(language: languages.Language) -> None:
    categories = language.plural_categories
    numbers = [counted.example(language, category) for category in categories]
    assert [language.plural_category(number) for number in numbers] == list(categories)
    shown = counted.shown(COUNTED[language.code], language)
    assert counted.read(shown, language) == (COUNTED[language.code], {})


def test_nothing_typed_is_a_fact_that_counts_nothing() -> None:
    assert counted.read({"one": " ", "other": ""}, languages.get("en")) == ({}, {})


def test_another_number_in_an_example_stays_a_number() -> None:
    typed = {"one": "1 school of the 20", "other": "2 schools of the 20"}
    forms, problems = counted.read(typed, languages.get("en"))
    assert problems == {}
    assert forms["other"] == "%(num)s schools of the 20"


@pytest.mark.usefixtures("members")
class TestEffects:
    def figure(self, as_of: str, value: int = 99) -> tuple[Fact, effects.Effects]:
        fact = db.session.execute(select(Fact).filter_by(key="members")).scalar_one()
        return fact, effects.of(fact, facts.figure_of(fact, value, as_of, "A source"))

    def test_a_story_of_an_earlier_day_stays_and_one_that_asks_for_today_changes(
        self, make_story: MakeStory
    ) -> None:
        make_story(title="It has [[members|count]].")
        make_story(title="It now has [[members|count|today]].")
        make_story(title="Of something else")
        _fact, found = self.figure("2023")
        assert [(one.before, one.after, one.dated) for one in found.changes] == [
            ("It now has 85 members.", "It now has 99 members.", True)
        ]
        assert found.staying == 1
        assert [title for _code, title, _path in found.examples] == ["It has 85 members."]

    def test_a_figure_that_held_on_the_day_of_a_story_changes_it(
        self, make_story: MakeStory
    ) -> None:
        make_story(title="It has [[members|count]].", at=SEPTEMBER + timedelta(days=3))
        _fact, found = self.figure("2022-09-30")
        assert [one.after for one in found.changes] == ["It has 99 members."]
        assert found.staying == 0

    def test_evergreen_sentences_alone_are_shown_with_old_and_new(self) -> None:
        body = {"en": "<p>First. There are [[members|count]]. Last.</p><p>More [[members]]</p>"}
        topic = Topic(key="water", title={"en": "Water"}, summary={}, body=body)
        db.session.add(topic)
        db.session.flush()
        fact, found = self.figure("2023")
        assert [(one.before, one.after) for one in found.changes] == [
            ("There are 85 members.", "There are 99 members."),
            ("More 85", "More 99"),
        ]
        assert {one.path for one in found.changes} == {"/en/topics/water"}
        assert len(fact.figures) == len(facts.known()["members"].figures)

    def test_nothing_is_kept_by_looking(self) -> None:
        before = facts.one("en", "members")
        self.figure("2023")
        assert facts.one("en", "members") == before

    def test_the_same_figure_twice_is_kept_once(self) -> None:
        fact = db.session.execute(select(Fact).filter_by(key="members")).scalar_one()
        said = (fact, 90, "2023", "A source", "", None)
        assert kept.add_figure(*said) is not None
        assert kept.add_figure(*said) is None


@pytest.mark.usefixtures("app_context")
def test_rows_without_an_order_get_one_when_the_first_is_moved() -> None:
    rows = [Topic(key=key, title={"en": key}) for key in "abc"]
    db.session.add_all(rows)
    db.session.flush()
    assert common.move(Topic, rows[2].id, up=True)
    assert [row.key for row in common.ordered(Topic)] == ["a", "c", "b"]
    assert not common.move(Topic, 999, up=True)
