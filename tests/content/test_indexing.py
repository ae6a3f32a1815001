"""The search index follows the facts, wherever and however a text cites one."""

from datetime import timedelta

import pytest

from app.clock import utcnow
from app.content import facts, indexing
from app.extensions import db
from app.models import Campaign, Episode, Series
from app.search import find
from tests.content.conftest import SEPTEMBER, MakeStory

pytestmark = pytest.mark.usefixtures("members")


def found(query: str) -> set[str]:
    """The kinds of what is found in English."""
    return {hit.kind for hit in find(query, "en", utcnow()).hits}


def new_figure() -> None:
    """87 members from today on."""
    figure = facts.add_figure("members", 87, facts.today().isoformat(), "A source")
    indexing.fact_changed("members", figure.effective_from)


def test_a_figure_for_an_earlier_day_renews_the_stories_since_and_no_others(
    make_story: MakeStory, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_story(title="Before", body="<p>[[members|count]]</p>", at=SEPTEMBER - timedelta(days=60))
    make_story(title="After", body="<p>[[members|count]]</p>")
    renewed = []
    monkeypatch.setattr(indexing, "text_changed", lambda text: renewed.append(text.id))
    figure = facts.add_figure("members", 86, "2022-09-01", "A source")
    indexing.fact_changed("members", figure.effective_from)
    monkeypatch.undo()
    assert len(renewed) == 1
    indexing.fact_changed("members")
    assert found("86") == {"story", "fact"}
    assert [hit.title for hit in find("85", "en", utcnow()).hits] == ["Before"]


def test_a_citation_with_spaces_is_renewed_too(make_story: MakeStory) -> None:
    make_story(body="<p>Now we are [[ members | count | today ]].</p>")
    assert found("85") == {"story"}
    new_figure()
    assert found("87") == {"story", "fact"}
    assert found("85") == set()


def test_the_title_of_a_subject_and_of_an_episode_is_renewed_too() -> None:
    campaign = Campaign(key="together", title={"en": "[[members|count]] together"})
    series = Series(key="seconds", title={"en": "Sixty seconds"})
    db.session.add_all([campaign, series])
    db.session.flush()
    episode = Episode(series_id=series.id, number=1, title={"en": "All [[members]]"})
    db.session.add(episode)
    db.session.flush()
    indexing.subject_changed("campaign", campaign)
    indexing.episode_changed(episode, "seconds")
    assert found("85") == {"campaign", "episode"}
    new_figure()
    assert found("87") == {"campaign", "episode", "fact"}
