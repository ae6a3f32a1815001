"""The search index follows the facts, wherever and however a text cites one."""

import pytest

from app.clock import utcnow
from app.content import facts, indexing
from app.extensions import db
from app.models import Campaign, Episode, Series
from app.search import find
from tests.content.conftest import MakeStory

pytestmark = pytest.mark.usefixtures("members")


def found(query: str) -> set[str]:
    """The kinds of what is found in English."""
    return {hit.kind for hit in find(query, "en", utcnow()).hits}


def new_figure() -> None:
    """87 members from today on."""
    facts.add_figure("members", 87, facts.today().isoformat(), "A source")
    indexing.fact_changed("members")


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
