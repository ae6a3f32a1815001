"""What scripts save of a form: never a revision, never over somebody else's words."""

from typing import Any

from app.extensions import db
from app.models import AuditEntry, DeskSession, Item, Revision, Story
from tests.editor.stories import new_story, opened
from tests.support.desk import Desk

JSON = {"Accept": "application/json"}


def rows(desk: Desk, model: Any) -> int:
    """The number of rows of a table."""
    with desk.app.app_context():
        return db.session.query(model).count()


def taken_on(form: dict[str, Any], answer: Any) -> dict[str, Any]:
    """The form with the versions of an answer, as the script keeps them."""
    versions = {f"version_{code}": str(n) for code, n in answer.json["versions"].items()}
    return form | versions | {"item_version": str(answer.json["item_version"])}


def test_it_saves_without_a_revision_or_a_line_in_the_log(desk: Desk) -> None:
    path = new_story(desk)
    before = rows(desk, Revision), rows(desk, AuditEntry)
    form = opened(desk, path)
    for n in range(3):
        typed = {"title_en": f"Title {n}", "place_en": f"Place {n}"}
        answer = desk.send(f"{path}/autosave", form | typed, headers=JSON)
        assert answer.status == 200
        assert answer.json["saved"] is True
        form = taken_on(form, answer)
    assert (rows(desk, Revision), rows(desk, AuditEntry)) == before
    assert opened(desk, path)["title_en"] == "Title 2"
    assert opened(desk, path)["place_en"] == "Place 2"


def test_it_tells_what_the_page_now_says(desk: Desk) -> None:
    new = "/editor/stories/new"
    typed = opened(desk, new) | {"title_en": "A school opens"}
    answer = desk.send(f"{new}/autosave", typed, headers=JSON).json
    page = desk.get(answer["edit_url"], status=200)
    assert [answer["title"]] == [str(one.to_text()) for one in page.all("h1")]
    stands = [page.all(f"#side-{code} .stands")[0].to_text() for code in ("en", "ar")]
    assert [answer["stands"][code] for code in ("en", "ar")] == stands
    assert "A school opens" in answer["title"]
    assert answer["stands"]["en"].startswith("Not published yet; saved on")
    assert answer["stands"]["ar"] == "Nothing written yet."


def test_what_was_typed_and_taken_back_is_saved_too(desk: Desk) -> None:
    path = new_story(desk)
    form = opened(desk, path)
    desk.send(f"{path}/autosave", form | {"title_en": "Typed"})
    assert desk.send(path, form).status == 303, "its own words are in nobody's way"
    assert opened(desk, path)["title_en"] == form["title_en"]


def test_somebody_elses_words_are_not_written_over(make_desk: Any) -> None:
    one, other = make_desk(), make_desk(email="layla@desk.example", name="Layla")
    path = new_story(one)
    mine, theirs = opened(one, path), opened(other, path)
    assert other.send(f"{path}/autosave", theirs | {"title_en": "Theirs"}).status == 200
    answer = one.send(f"{path}/autosave", mine | {"title_en": "Mine"})
    assert answer.status == 409
    assert answer.json["conflict"] == ["en"]
    assert one.get(answer.json["url"]).status == 303
    page = one.send(answer.json["url"], mine | {"title_en": "Mine"})
    assert page.status == 409
    assert page.all(".dispute")
    assert opened(one, path)["title_en"] == "Theirs"
    history = one.get(f"{path}/history")
    assert history.texts("td").count("Mine") == 1, "it is put aside once, and at once"
    assert "Not saved, since somebody else had saved; kept here" in history.text


def test_what_cannot_be_kept_is_said_by_field(desk: Desk) -> None:
    path = new_story(desk)
    answer = desk.send(f"{path}/autosave", opened(desk, path) | {"title_en": "x" * 301})
    assert answer.status == 422
    assert list(answer.json["problems"]) == ["title_en"]


def test_a_new_story_begins_once_by_itself(desk: Desk) -> None:
    form = opened(desk, "/editor/stories/new")
    before = rows(desk, Story)
    empty = desk.send("/editor/stories/new/autosave", form)
    assert empty.status == 200
    assert rows(desk, Story) == before
    first = desk.send("/editor/stories/new/autosave", form | {"title_en": "A"})
    again = desk.send("/editor/stories/new/autosave", form | {"title_en": "AB"})
    assert first.json["edit_url"] == again.json["edit_url"]
    saved = desk.send("/editor/stories/new", taken_on(form, again) | {"title_en": "ABC"})
    assert saved.location == first.json["edit_url"]
    assert rows(desk, Story) == before + 1
    assert opened(desk, saved.location)["title_en"] == "ABC"


def test_without_a_session_scripts_are_told_so(desk: Desk) -> None:
    path = new_story(desk)
    form = opened(desk, path)
    with desk.app.app_context():
        db.session.query(DeskSession).delete()
        db.session.commit()
    answer = desk.open(f"{path}/autosave", method="POST", data=form, headers=JSON)
    assert answer.status == 401
    assert opened_title(desk, path) == "A school opens"


def opened_title(desk: Desk, path: str) -> str:
    """The title that is kept."""
    with desk.app.app_context():
        item = db.session.get(Item, int(path.rsplit("/", maxsplit=1)[-1]))
        assert item is not None
        return next(str(t.working_copy.title) for t in item.texts if t.working_copy)


def test_who_else_is_here(make_desk: Any) -> None:
    one, other = make_desk(), make_desk(email="layla@desk.example", name="Layla")
    path = new_story(one)
    token = opened(other, path)["token"]
    here = one.send(f"{path}/presence", {"token": "abcdefgh1234"})
    assert len(here.json["presence"]) == 1
    other.send(f"{path}/presence", {"token": token, "gone": "1"})
    assert one.send(f"{path}/presence", {"token": "abcdefgh1234"}).json["presence"] == []
    assert one.send(f"{path}/presence", {"token": "\0"}).status == 200
