"""What editors keep and what it must not name: stories and videos that are gone, pictures."""

from datetime import timedelta

import pytest

from app.clock import utcnow
from app.content.keeping import episodes, notices, passages
from app.content.keeping.common import KeepingError
from app.content.keeping.episodes import EpisodeWords
from app.content.keeping.notices import NoticeWords
from app.extensions import db
from app.models import Page, Series, Story, Video

pytestmark = pytest.mark.usefixtures("app_context")


def kept(row: Story | Page | Series | Video) -> int:
    db.session.add(row)
    db.session.flush()
    return row.id


def test_a_notice_leads_to_a_story_that_there_is() -> None:
    gone = kept(Story(source_language="en", taken_down_at=utcnow()))
    page = kept(Page(source_language="en", key="about"))
    ends = utcnow() + timedelta(days=1)
    for id in (gone, page, 999):
        with pytest.raises(KeepingError) as refused:
            notices.add(NoticeWords({"en": "Read this."}, ends, story_id=id), "a" * 20)
        assert list(refused.value.problems) == ["story"]
    there = kept(Story(source_language="en"))
    notices.add(NoticeWords({"en": "Read this."}, ends, story_id=there), "b" * 20)


@pytest.mark.parametrize("text", [" ", "x" * 401, "[[nobody]]"])
def test_a_notice_cannot_become_just_anything(text: str) -> None:
    assert notices.problems(text)
    assert notices.problems("The office is closed.") == []


def test_an_episode_is_no_video_that_is_gone() -> None:
    series = db.session.get_one(Series, kept(Series(key="s", title={"en": "S"})))
    gone = kept(Video(taken_down_at=utcnow()))
    with pytest.raises(KeepingError) as refused:
        episodes.add(series, EpisodeWords("1", {"en": "One"}, video_id=gone))
    assert list(refused.value.problems) == ["video_id"]


def test_no_picture_stands_in_a_passage() -> None:
    with pytest.raises(KeepingError, match="cannot stand"):
        passages.save("coalition_intro", {"en": "<p>[[picture:1]]</p>"})
