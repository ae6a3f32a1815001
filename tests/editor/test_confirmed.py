"""A "no" of somebody who may not publish: it counts at the desk, and for readers once confirmed."""

from dataclasses import dataclass

import pytest

from app.content import texts
from app.content.translation import state
from app.extensions import db
from app.models import Answer, Item
from tests.conftest import MakeDesk
from tests.editor.stories import fields, new_story, write
from tests.editor.test_asked import ARABIC, ENGLISH, QUESTION, answer, behind, change, questions
from tests.support.desk import Desk
from tests.support.pages import Page, Site

SAID = "Rana said that it need not change"
PROPOSED = f"{SAID}, and an editor said that it must;"
TO_AGREE = "/editor/translations/ar?state=unconfirmed"


@dataclass
class People:
    """An editor and a contributor, readers, and a story live in both languages that has changed."""

    editor: Desk
    rana: Desk
    readers: Site
    path: str

    @property
    def id(self) -> int:
        return int(self.path.rsplit("/", 1)[-1])

    def older(self, language: str = "ar") -> bool:
        """Whether readers are told that the translation is older."""
        found = self.readers.open(f"/{language}/stories/{self.id}", follow_redirects=True)
        assert found.status == 200
        return bool(found.all(".older"))

    def publish(self, *languages: str) -> None:
        form = fields(self.editor.get(f"/editor/stories/{self.id}/publish"), ".publish-form")
        form |= {"languages": list(languages), "publish": "1"}
        page = self.editor.send(f"/editor/stories/{self.id}/publish", form)
        assert page.status == 303, page.texts(".errors li")

    def review(self, desk: Desk, step: str, language: str) -> None:
        path = f"/editor/stories/{self.id}/review"
        version = {"ar": 1, "en": 0}[language]
        found = desk.get(path).attributes("input[name=version]", "value")[version]
        form = {"language": language, "step": step, "version": found, "body": ""}
        assert desk.send(path, form).status == 303


@pytest.fixture
def people(make_desk: MakeDesk) -> People:
    editor, rana = make_desk(), make_desk("contributor", name="Rana")
    path = new_story(editor, body_en=ENGLISH, title_ar="مدرسة تفتح أبوابها", body_ar=ARABIC)
    found = People(editor, rana, Site(editor.app), path)
    found.publish("en", "ar")
    return found


def plain(page: Page) -> str:
    return page.text.replace("\u2068", "").replace("\u2069", "")


def test_readers_are_told_until_an_editor_answers_as_well(people: People) -> None:
    change(people.editor, people.path, ("3 rooms", "4 rooms"))
    people.publish("en")
    assert people.older()
    page = answer(people.rana, people.rana.get(people.path), "no")
    assert "for readers once an editor" in people.rana.get(page.location).text
    assert behind(people.editor, people.path) == 0
    assert people.older()
    assert not questions(people.rana.get(people.path))
    page = people.editor.get(people.path)
    assert SAID in plain(page)
    assert questions(page) == [QUESTION]
    assert "Rana answered “No”." in plain(page)
    assert page.texts(".ask ins") == ["4"]
    answer(people.editor, page, "no")
    assert not people.older()
    assert SAID not in plain(people.editor.get(people.path))


def test_an_editor_may_answer_otherwise(people: People) -> None:
    change(people.editor, people.path, ("3 rooms", "4 rooms"))
    people.publish("en")
    answer(people.rana, people.rana.get(people.path), "no")
    answer(people.editor, people.editor.get(people.path), "yes")
    assert behind(people.editor, people.path) == 1
    assert people.older()
    assert not questions(people.editor.get(people.path))


@pytest.mark.parametrize("published", ["en", "ar"])
def test_publishing_either_text_confirms(people: People, published: str) -> None:
    if published == "en":
        answer(people.rana, change(people.rana, people.path, ("3 rooms", "4 rooms")), "no")
    else:
        change(people.editor, people.path, ("3 rooms", "4 rooms"))
        people.publish("en")
        answer(people.rana, people.rana.get(people.path), "no")
        write(people.editor, people.path, title_ar="مدرسة تفتح أبوابها اليوم")
        assert people.older()
    assert SAID in plain(people.editor.get(f"/editor/stories/{people.id}/publish"))
    people.publish(published)
    assert not people.older()


def test_publishing_an_answer_that_nobody_gave_confirms_nothing(people: People) -> None:
    change(people.rana, people.path, ("3 rooms", "4 rooms"))
    people.publish("en")
    assert people.older()


def test_approving_confirms_and_asking_for_review_does_not(people: People) -> None:
    change(people.editor, people.path, ("3 rooms", "4 rooms"))
    people.publish("en")
    answer(people.rana, people.rana.get(people.path), "no")
    people.review(people.rana, "ask", "ar")
    assert people.older()
    people.review(people.editor, "approve", "ar")
    assert not people.older()


def test_a_no_that_counts_already_is_not_taken_back(people: People) -> None:
    change(people.editor, people.path, ("3 rooms", "4 rooms"))
    people.publish("en")
    beside = people.rana.get(f"{people.path}/translate/ar")
    form = fields(beside, ".translate-form")
    unit = beside.attributes("button[value^='fine:']", "value")[0]
    answer(people.editor, people.editor.get(people.path), "no")
    assert not people.older()
    assert people.rana.send(f"{people.path}/translate/ar", form | {"then": unit}).status == 303
    assert not people.older()
    with people.editor.app.app_context():
        assert db.session.query(Answer).one().confirmed


def test_beside_its_source_it_counts_alike(people: People) -> None:
    change(people.editor, people.path, ("3 rooms", "4 rooms"))
    people.publish("en")
    path = f"{people.path}/translate/ar"
    for desk, older in ((people.rana, True), (people.editor, False)):
        page = desk.get(path)
        form = fields(page, ".translate-form")
        unit = next(iter(beside_units(people)))
        assert desk.send(path, form | {"then": f"fine:{unit}"}).status == 303
        assert people.older() is older


def beside_units(people: People) -> list[str]:
    """The paragraph that has changed."""
    with people.editor.app.app_context():
        item = db.session.get_one(Item, people.id)
        source = texts.latest_words(texts.text_of(item, "en"))
        return source.paragraphs[:1]


def test_the_board_tells_of_it(people: People) -> None:
    change(people.editor, people.path, ("3 rooms", "4 rooms"))
    people.publish("en")
    answer(people.rana, people.rana.get(people.path), "no")
    board = people.editor.get("/editor/translations")
    link = "/editor/translations/ar?state=unconfirmed"
    assert board.texts(f"a[href='{link}']") == ["1 said to need no change"]
    assert SAID in plain(people.editor.get(link))
    answer(people.editor, people.editor.get(people.path), "no")
    assert not people.editor.get("/editor/translations").all(f"a[href='{link}']")


def test_it_waits_on_the_desk_of_an_editor(people: People) -> None:
    change(people.editor, people.path, ("3 rooms", "4 rooms"))
    people.publish("en")
    answer(people.rana, people.rana.get(people.path), "no")
    block = "section[aria-labelledby=confirm-title] a"
    assert people.editor.get("/editor/").attributes(block, "href") == [people.path]
    assert not people.rana.get("/editor/").all(block)
    people.review(people.editor, "approve", "ar")
    assert not people.editor.get("/editor/").all(block)


def test_of_what_no_reader_had_nobody_is_asked_twice(people: People) -> None:
    path = new_story(people.editor, body_en=ENGLISH, title_ar="مدرسة تفتح", body_ar=ARABIC)
    answer(people.rana, change(people.rana, path, ("3 rooms", "4 rooms")), "no")
    page = people.editor.get(path)
    assert not questions(page)
    assert SAID not in plain(page)
    people.path = path
    people.publish("ar", "en")
    assert not people.older()


def test_what_a_file_says_waits_for_an_editor_as_well(people: People) -> None:
    change(people.editor, people.path, ("3 rooms", "4 rooms"))
    people.publish("en")
    with people.editor.app.app_context():
        text = texts.text_of(db.session.get_one(Item, people.id), "ar")
        state.answer(text, ["The school has 4 rooms."], False, None, confirmed=False)
        db.session.commit()
    page = people.editor.get(people.path)
    assert questions(page) == [QUESTION]
    assert page.text.count("A file that came back says that it need not") == 2
    assert people.older()


def test_a_source_asks_nothing_about_its_answers(people: People, asked: list[str]) -> None:
    change(people.editor, people.path, ("3 rooms", "4 rooms"))
    people.publish("en")
    answer(people.rana, people.rana.get(people.path), "no")
    asked.clear()
    assert not people.older("en")
    assert not [one for one in asked if "FROM answer" in one]


def test_what_is_said_of_other_words_counts_no_more(people: People) -> None:
    answer(people.rana, change(people.rana, people.path, ("3 rooms", "4 rooms")), "no")
    page = change(people.rana, people.path, ("4 rooms", "5 rooms"))
    assert SAID not in plain(page)
    people.publish("en")
    assert people.older()


def fine(people: People, desk: Desk) -> Page:
    """Press "It needs no change" beside the paragraph that has changed; the page that follows."""
    path = f"{people.path}/translate/ar"
    unit = next(iter(beside_units(people)))
    form = fields(desk.get(path), ".translate-form")
    sent = desk.send(path, form | {"then": f"fine:{unit}"})
    assert sent.status == 303
    return desk.get(path, status=200)


def stored(people: People) -> set[tuple[bool, bool]]:
    """(whether it must change, whether an editor stands behind it) of each answer."""
    with people.editor.app.app_context():
        return {(one.needed, one.confirmed) for one in db.session.query(Answer)}


def test_an_editors_yes_stands_until_an_editor_answers_otherwise(people: People) -> None:
    change(people.editor, people.path, ("3 rooms", "4 rooms"))
    people.publish("en")
    answer(people.editor, people.editor.get(people.path), "yes")
    page = fine(people, people.rana)
    assert "An editor said that this must change." in plain(page)
    assert stored(people) == {(True, True), (False, False)}
    assert behind(people.editor, people.path) == 1
    assert people.older()
    assert not questions(people.rana.get(people.path))
    asked = people.editor.get(people.path)
    assert questions(asked) == [QUESTION]
    assert "Rana answered “No”." in plain(asked)
    assert PROPOSED in plain(people.editor.get(TO_AGREE)), "else no editor would ever learn"
    assert SAID not in plain(people.editor.get(TO_AGREE)).replace(PROPOSED, "")
    assert people.editor.get("/editor/").all("[aria-labelledby=confirm-title] a")
    answer(people.editor, asked, "yes")
    assert not questions(people.editor.get(people.path))
    assert people.path not in people.editor.get(TO_AGREE).text
    assert stored(people) == {(True, True)}
    assert behind(people.editor, people.path) == 1
    fine(people, people.rana)
    answer(people.editor, people.editor.get(people.path), "no")
    assert stored(people) == {(False, True)}
    assert (behind(people.editor, people.path), people.older()) == (0, False)


@pytest.mark.parametrize("step", ["publish", "approve"])
def test_publishing_takes_no_side_against_an_editors_yes(people: People, step: str) -> None:
    change(people.editor, people.path, ("3 rooms", "4 rooms"))
    answer(people.editor, people.editor.get(people.path), "yes")
    fine(people, people.rana)
    fine(people, people.rana)
    if step == "publish":
        people.publish("en")
    else:
        people.review(people.rana, "ask", "ar")
        people.review(people.editor, "approve", "ar")
        people.publish("en")
    assert stored(people) == {(True, True), (False, False)}
    assert behind(people.editor, people.path) == 1
    assert people.older()
    assert PROPOSED in plain(people.editor.get(TO_AGREE))


def test_a_file_proposes_only_against_an_editors_yes(people: People) -> None:
    change(people.editor, people.path, ("3 rooms", "4 rooms"))
    answer(people.editor, people.editor.get(people.path), "yes")
    with people.editor.app.app_context():
        text = texts.text_of(db.session.get_one(Item, people.id), "ar")
        said = ["The school has 4 rooms."]
        assert not state.answer(text, said, False, None, confirmed=False)
        db.session.commit()
    assert behind(people.editor, people.path) == 1
    said = "A file that came back says that it need not change, and an editor said that it must"
    assert said in plain(people.editor.get(people.path))
