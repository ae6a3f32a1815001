"""Topics, campaigns, series and episodes at the desk: words, order, and what may be deleted."""

import pytest
from sqlalchemy import select

from app.content.store import videos
from app.extensions import db
from app.models import Episode, Media, Series, Topic, Video
from tests.editor.forms import errors, fields, fill
from tests.support.desk import Desk

FOLDERS = {"topic": "topics", "campaign": "campaigns", "series": "series"}


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_new_one_is_read_and_found_and_deleted(desk: Desk, kind: str) -> None:
    folder = FOLDERS[kind]
    typed = {"title_en": "Clean water", "summary_en": "In short.", "body_en": "One.\n\nTwo <b>x"}
    assert fill(desk, f"/editor/{folder}/new", **typed).status == 303
    page = desk.get(f"/en/{folder}/clean-water")
    assert "<p>One.</p>" in page.text
    assert "Clean water" in desk.get("/en/search?q=clean+water").texts("main a")
    assert "Not yet in Arabic" in desk.get(f"/editor/{folder}").texts(".lacks")
    edit = desk.get(f"/editor/{folder}").attributes(".kept a", "href")[-1]
    assert desk.send(f"{edit}/remove", {}).status == 303
    assert desk.get(f"/en/{folder}/clean-water").status == 404
    assert "Clean water" not in desk.get("/en/search?q=clean+water").texts("main a")


def test_what_stories_are_about_stays_and_says_why(desk: Desk) -> None:
    with desk.app.app_context():
        id = db.session.execute(select(Topic.id)).scalars().first()
    path = f"/editor/topics/{id}"
    assert any("about it" in text for text in desk.get(path).texts(".remover"))
    assert desk.send(f"{path}/remove", {}).location.endswith(path)
    assert desk.get(path).status == 200


def test_the_order_is_that_of_readers(desk: Desk) -> None:
    def order() -> list[str]:
        return desk.get("/editor/campaigns").texts(".kept h2")

    before = order()
    move = desk.get("/editor/campaigns").attributes(".mover", "action")
    assert desk.send(move[1], {"way": "up"}).status == 303
    assert order() == [before[1], before[0], *before[2:]]
    assert desk.send(move[0], {"way": "down"}).status == 303  # now the second
    assert desk.send(move[1], {"way": "up"}).status == 303  # already the first: stays


def test_a_title_is_needed_where_there_is_a_text(desk: Desk) -> None:
    page = fill(desk, "/editor/topics/new", title_en="Water", body_ar="نص")
    assert page.attributes(".errors a", "href") == ["#title_ar"]
    page = fill(desk, "/editor/topics/new")
    assert errors(page) == ["Write a title in one language at least."]


def test_an_unknown_fact_is_refused_at_its_field(desk: Desk) -> None:
    page = fill(desk, "/editor/topics/new", title_en="Water", body_en="[[nobody]] says so.")
    assert page.attributes(".errors a", "href") == ["#body_en"]
    assert fields(page)["body_en"] == "[[nobody]] says so."


def test_a_key_is_taken_once_and_an_arabic_title_needs_one(desk: Desk) -> None:
    assert fill(desk, "/editor/topics/new", title_en="Water").status == 303
    assert fill(desk, "/editor/topics/new", title_en="Water").attributes(".errors a", "href") == [
        "#key"
    ]
    assert fill(desk, "/editor/topics/new", title_ar="الماء").attributes(".errors a", "href") == [
        "#key"
    ]
    assert fill(desk, "/editor/topics/new", title_ar="الماء", key="maa").status == 303


def test_episodes_have_numbers_that_are_their_order(desk: Desk) -> None:
    with desk.app.app_context():
        series = db.session.execute(select(Series)).scalars().first()
        id, key = series.id, series.key
        last = max(episode.number for episode in series.episodes)
    new = f"/editor/series/{id}/episodes/new"
    assert fields(desk.get(new))["number"] == str(last + 1)
    typed = {"title_en": "Sixty seconds on water", "transcript_en": "Water.\n\nMore."}
    assert fill(desk, new, **typed).status == 303
    assert "<p>More.</p>" in desk.get(f"/en/series/{key}/{last + 1}").text
    taken = fill(desk, new, **typed, number=str(last + 1))
    assert taken.attributes(".errors a", "href") == ["#number"]
    with desk.app.app_context():
        episode = db.session.execute(select(Episode.id).filter_by(number=last + 1)).scalar_one()
    assert fill(desk, f"/editor/episodes/{episode}", number="٩٩").status == 303
    assert desk.get(f"/en/series/{key}/99").status == 200
    assert f"/en/series/{key}/99" in desk.get("/en/search?q=sixty+seconds+water").text
    assert desk.send(f"/editor/episodes/{episode}/remove", {}).status == 303
    assert desk.get(f"/en/series/{key}/99").status == 404


def test_the_video_of_an_episode_is_found_by_its_title(desk: Desk) -> None:
    with desk.app.app_context():
        words = videos.Words({"en": "Harvest in Nineveh", "ar": "الحصاد"})
        video = videos.add_link("https://videos.example/harvest", words)
        bare = videos.add_link("https://videos.example/bare", videos.Words())
        id = db.session.execute(select(Series.id)).scalars().first()
        db.session.commit()
        number, other = video.id, bare.id
    page = desk.get(f"/editor/series/{id}/episodes/new", status=200)
    assert page.attributes("[name=video_id]", "data-choose") == ["video"]
    named = dict(
        zip(
            page.attributes("#recent-videos option", "value"),
            page.texts("#recent-videos option"),
            strict=True,
        )
    )
    assert named[str(number)] == "Harvest in Nineveh"
    assert named[str(other)] == "https://videos.example/bare"
    found = desk.get("/editor/media/choose.json?kind=video&q=الحصاد").json
    assert [(one["id"], one["name"]) for one in found] == [(number, "Harvest in Nineveh")]
    arabic = Desk(desk.app, email="ar@desk.example", language="ar")
    assert arabic.get("/editor/media/choose.json?kind=video&q=harvest+nineveh").json[0]["name"] == (
        "الحصاد"
    )


def test_the_posters_of_all_videos_are_read_at_once(desk: Desk, asked: list[str]) -> None:
    counts, path = [], "/editor/media/choose.json?kind=video"
    for more in (1, 4):
        with desk.app.app_context():
            for at in range(more):
                variant = {"name": f"pictures/{more}-{at}.jpg", "type": "image/jpeg", "width": 1}
                poster = Media(width=1, height=1, variants=[{**variant, "bytes": 1}])
                db.session.add(poster)
                db.session.flush()
                db.session.add(Video(title={"en": f"{at}"}, poster_id=poster.id))
            db.session.commit()
        asked.clear()
        found = [one for one in desk.get(path).json if "pictures/" in one["src"]]
        counts.append(len(asked))
    assert len(found) == 5
    assert counts[0] == counts[1]


def test_a_picture_stands_in_the_text_of_a_topic_and_an_episode(desk: Desk) -> None:
    with desk.app.app_context():
        variant = {"name": "pictures/a-1.jpg", "type": "image/jpeg", "width": 1, "bytes": 1}
        media = Media(width=1, height=1, variants=[variant], alt={"en": "A well"})
        db.session.add(media)
        db.session.commit()
        picture = f"One.\n\n[[picture:{media.id}]]"
        series = db.session.execute(select(Series)).scalars().first()
        id, path = series.id, f"/en/series/{series.key}/77"
    fill(desk, "/editor/topics/new", title_en="Water", body_en=picture)
    assert "A well" in desk.get("/en/topics/water").attributes(".prose img", "alt")
    new = f"/editor/series/{id}/episodes/new"
    fill(desk, new, title_en="Water", number="77", transcript_en=picture)
    assert "A well" in desk.get(path).attributes(".prose img", "alt")
