"""The list of stories: found by words, sifted by state, a page at a time."""

import pytest

from app.content import texts
from app.content.worklists.worklist import STATES
from app.extensions import db
from app.models import Item
from tests.conftest import MakeDesk
from tests.editor.writing import rewrite, story
from tests.support.desk import Desk


def numbers(desk: Desk, query: str) -> list[int]:
    """The numbers of the stories that a list shows."""
    page = desk.get(f"/editor/stories?{query}", status=200)
    return [int(value) for value in page.attributes(".work input[name=ids]", "value")]


def test_the_list_shows_each_language_and_its_state(desk: Desk) -> None:
    id = story(desk, en="A market opens")
    page = desk.get("/editor/stories", status=200)
    assert page.h1 == "Stories"
    first = page.all(".work")[0]
    words = first.to_text()
    assert "A market opens" in words
    assert "Live since" in words
    assert "Nothing yet" in words
    assert numbers(desk, "")[0] == id


@pytest.mark.parametrize("words", ["markets", "MARKET", "سوق", "السُّوق"])
def test_stories_are_found_by_words_in_every_state(desk: Desk, words: str) -> None:
    live = story(desk, en="Zephyr market", ar="زفير السوق")
    draft = story(desk, live=False, en="Zephyr market again", ar="زفير السوق من جديد")
    found = numbers(desk, f"q={words}")
    assert {live, draft} <= set(found)
    assert numbers(desk, "q=zephyrless") == []


def test_a_story_is_found_by_its_number_in_any_digits(desk: Desk) -> None:
    id = story(desk, live=False, en="Numbered")
    arabic = str(id).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert id in numbers(desk, f"q={id}")
    assert id in numbers(desk, f"q={arabic}")


def test_stories_are_sifted_by_state(desk: Desk) -> None:
    both = story(desk, en="Both", ar="كلتاهما")
    one, single = story(desk, en="One"), story(desk, en="Single")
    draft = story(desk, live=False, en="Draft", ar="مسودة")
    with desk.app.app_context():
        item = db.session.get_one(Item, one)
        texts.withdraw(texts.text_of(item, "en"), "A mistake")
        db.session.commit()
    assert draft in numbers(desk, "state=copy")
    assert both not in numbers(desk, "state=copy")
    assert both in numbers(desk, "state=live&language=ar")
    assert numbers(desk, "state=withdrawn") == [one]
    missing = numbers(desk, "state=missing&language=ar")
    assert single in missing
    assert not {one, both, draft} & set(missing)
    assert one not in numbers(desk, "language=ar")
    assert numbers(desk, "state=scheduled") == []


def test_a_language_is_behind_after_an_update_of_the_source(desk: Desk) -> None:
    id = story(desk, en="Source", ar="الأصل")
    assert id not in numbers(desk, "state=behind")
    rewrite(desk, id, "en", publish="update", body="<p>Something new.</p>")
    assert numbers(desk, "state=behind") == [id]
    assert numbers(desk, "state=behind&language=en") == []


def test_what_was_taken_down_shows_no_words(desk: Desk) -> None:
    id = story(desk, en="Zebra secret")
    with desk.app.app_context():
        texts.take_down(db.session.get_one(Item, id), desk.user_id, "Danger")
        db.session.commit()
    page = desk.get("/editor/stories?state=taken-down", status=200)
    assert "Zebra" not in page.text
    assert "Taken down on" in page.texts(".work .stands")[0]
    assert page.texts(".work h2") == [f"Taken down (number {id})"]
    assert page.texts("option[selected]") == ["Taken down"]


def test_what_was_taken_down_is_in_that_state_alone(desk: Desk) -> None:
    id = story(desk, en="Zebra secret", ar="سر")
    with desk.app.app_context():
        texts.take_down(db.session.get_one(Item, id), desk.user_id, "Danger")
        db.session.commit()
    for state in STATES:
        page = desk.get(f"/editor/stories?state={state}", status=200)
        listed = f"/editor/stories/{id}" in page.attributes(".work a", "href")
        assert listed == (state == "taken-down"), state
    for filters in ("", "q=zebra", f"q={id}", "language=en"):
        page = desk.get(f"/editor/stories?{filters}", status=200)
        assert f"/editor/stories/{id}" not in page.attributes(".work a", "href"), filters


def test_the_list_goes_on_page_by_page(desk: Desk) -> None:
    made = [story(desk, live=False, en=f"Story {n}") for n in range(30)]
    seen, path = [], "/editor/stories?state=copy"
    while path:
        page = desk.get(path, status=200)
        seen += [int(v) for v in page.attributes(".work input[name=ids]", "value")]
        path = next(iter(page.attributes("a[rel=next]", "href")), "")
    assert seen == made[::-1]


@pytest.mark.parametrize(
    "query",
    [
        "before=x",
        "before=99999999999999999999",
        "state=nonsense&language=xx&topic=1e9&kind=%00",
        "q=%00%ED%A0%80%E2%80%AE",
        "q=%22*(OR",
        "topic=٩",
    ],
)
def test_nonsense_in_the_address_is_no_error(desk: Desk, query: str) -> None:
    desk.get(f"/editor/stories?{query}", status=200)


@pytest.mark.parametrize("role", ["contributor", "translator", "editor"])
@pytest.mark.parametrize("path", ["/editor/", "/editor/stories"])
def test_a_new_story_is_offered_to_those_who_may_begin_one(
    make_desk: MakeDesk, role: str, path: str
) -> None:
    desk = make_desk(role)
    offered = "/editor/stories/new" in desk.get(path, status=200).links
    assert offered == (desk.get("/editor/stories/new").status == 200)
    assert offered == (role != "translator")


@pytest.mark.parametrize("role", ["contributor", "translator"])
def test_those_who_only_write_choose_nothing(make_desk: MakeDesk, role: str) -> None:
    page = make_desk(role).get("/editor/stories", status=200)
    assert page.all(".work")
    assert not page.all("input[name=ids]")


def test_a_language_that_is_behind_is_counted_once_wherever_it_is_named(desk: Desk) -> None:
    id = story(desk, body="<p>Reading.</p>\n<p>Writing.</p>", en="Source", ar="الأصل")
    rewrite(desk, id, "en", publish="update", body="<p>Reading.</p>\n<p>Singing.</p>")
    said = "Arabic is older than English: 1 paragraph has changed since."
    for path in ("/editor/", f"/editor/stories/{id}/publish"):
        found = [plain(text) for text in desk.get(path, status=200).texts("li")]
        assert sum(said in text for text in found) == 1, path
    rewrite(desk, id, "en", body="<p>Reading.</p>\n<p>Dancing.</p>")
    text = plain(desk.get("/editor/").text)
    assert said not in text, "somebody is at work on it, and it is said in the form"


def test_what_was_taken_down_is_not_behind(desk: Desk) -> None:
    id = story(desk, en="Source", ar="الأصل")
    rewrite(desk, id, "en", publish="update", body="<p>Something new.</p>")
    with desk.app.app_context():
        texts.take_down(db.session.get_one(Item, id), desk.user_id, "Danger")
        db.session.commit()
    assert numbers(desk, "state=behind") == []


def plain(text: str) -> str:
    """What is said, without the signs around what stands in a sentence."""
    return text.replace("\u2068", "").replace("\u2069", "")
