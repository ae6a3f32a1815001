"""Failing checks: the number on the board is of all live stories, and as long as its list."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy.exc import OperationalError

from app.clock import utcnow
from app.content import facts, texts
from app.content.safety import takedowns
from app.content.worklists import due, live_checks, looking
from app.content.worklists.looking import AT_ONCE
from app.extensions import db
from app.models import Item, Publication, SecondLook
from tests.conftest import MakeApp, MakeDesk, MakeHome
from tests.editor.stories import fields
from tests.editor.translating.test_board import BOARD, number
from tests.editor.writing import rewrite, story
from tests.support.desk import Desk
from tests.support.homes import Home, command
from tests.support.pages import Page

FAILING = 3  # the column
BODY = "<p>Nothing else to doubt. It happened on 3 March in Mosul.</p>"
TITLES = {"en": "Doubtful", "ar": "قصة"}
MOST = 20


def counted(desk: Desk, code: str = "en") -> int:
    """The number on the board."""
    return number(desk.get(BOARD, status=200), code, FAILING)


def listed(desk: Desk, code: str = "en") -> list[str]:
    """The titles of the list, page by page."""
    found, path = [], f"{BOARD}/{code}/checks"
    while path:
        page = desk.get(path, status=200)
        found += page.texts("main .lines-of h2")
        path = next(iter(page.attributes("main a[rel=next]", "href")), "")
    return found


def waiting(page: Page) -> int:
    """How many stories the page says are still to be looked at."""
    return int(next(iter(page.texts("main .hint")), "0").split()[0])


def kept(desk: Desk, id: int) -> SecondLook | None:
    """What is kept of a story, to be read."""
    with desk.app.app_context():
        return db.session.get(SecondLook, id)


@pytest.fixture
def looked(desk: Desk) -> Desk:
    """A desk where nothing is due."""
    command(desk.app, "content", "look-again")
    return desk


def test_the_number_is_of_all_live_stories(looked: Desk) -> None:
    before, more = counted(looked), 2 * AT_ONCE + 5
    for n in range(more):
        story(looked, body=BODY, en=f"Doubtful {n}")
    story(looked, live=False, body=BODY, en="Nobody reads it")
    for opened in (AT_ONCE, 2 * AT_ONCE, more, more):
        page = looked.get(BOARD, status=200)
        assert number(page, "en", FAILING) == before + opened == len(listed(looked))
        assert waiting(page) == more - opened
    titles = listed(looked)
    assert {f"Doubtful {n}" for n in range(more)} <= set(titles)
    assert len(set(titles)) == len(titles)
    assert not {"Nobody reads it"} & set(titles)


def test_each_language_has_its_own(looked: Desk) -> None:
    before = counted(looked, "en"), counted(looked, "ar")
    story(looked, body="<p>It happened in 2014.</p>", **TITLES)
    rewrite(looked, story(looked, **TITLES), "ar", "fix", body="<p>وقع ذلك عام 2015.</p>")
    assert (counted(looked, "en"), counted(looked, "ar")) == (before[0], before[1] + 1)
    page = looked.get(f"{BOARD}/ar/checks", status=200)
    assert "2015" in page.text
    assert len(listed(looked, "ar")) == before[1] + 1


def test_the_list_follows_what_was_mended(looked: Desk) -> None:
    id = story(looked, body=BODY, en="Doubtful")
    number_ = counted(looked)
    rewrite(looked, id, "en", "fix", body="<p>It happened on 3 March 2017 in Mosul.</p>")
    assert "Doubtful" not in listed(looked)
    assert counted(looked) == number_ - 1


def test_what_an_editor_calls_no_problem_is_not_counted(looked: Desk) -> None:
    before, id = counted(looked), story(looked, body=BODY, en="Doubtful")
    assert counted(looked) == before + 1
    path = f"/editor/stories/{id}/publish"
    page = looked.get(path, status=200)
    (fingerprint,) = page.attributes("button[name=dismiss]", "value")
    looked.send(path, fields(page, "form.publish-form") | {"dismiss": fingerprint})
    assert len(listed(looked)) == before == counted(looked)


@pytest.mark.parametrize("how", ["withdrawn", "ended", "taken down"])
def test_what_is_no_doubt_any_more_is_not_counted(looked: Desk, how: str) -> None:
    before, id = counted(looked), story(looked, body=BODY, en="Doubtful")
    assert counted(looked) == before + 1
    with looked.app.app_context():
        item = db.session.get_one(Item, id)
        if how == "withdrawn":
            texts.withdraw(texts.text_of(item, "en"), "An error")
        elif how == "ended":
            publication = db.session.query(Publication).filter_by(item_id=id).one()
            publication.ends_at = utcnow()
        else:
            takedowns.take_down("story", id, "Her family asked.", looked.user_id)
        db.session.commit()
    assert counted(looked) == before == len(listed(looked))


def test_a_language_that_was_withdrawn_has_no_doubts(looked: Desk) -> None:
    id = story(looked, **TITLES)
    rewrite(looked, id, "ar", "fix", body="<p>وقع ذلك عام 2015.</p>")
    before = counted(looked, "ar")
    with looked.app.app_context():
        texts.withdraw(texts.text_of(db.session.get_one(Item, id), "ar"), "An error")
        assert live_checks.counts().get("ar", 0) == before - 1, "before anybody looks again"
        db.session.commit()
    assert counted(looked, "ar") == before - 1 == len(listed(looked, "ar"))


def test_a_figure_makes_all_due_and_a_day_does(looked: Desk) -> None:
    story(looked, en="Quiet")
    assert counted(looked) == len(listed(looked))
    with looked.app.app_context():
        assert due.waiting() == 0
        number_ = sum(1 for _row in db.session.query(SecondLook))
        facts.add_figure("members", 91, "2022-09", "A source")
        assert due.waiting() == number_
        db.session.rollback()
        facts.forget()
        db.session.query(SecondLook).update({"looked_at": utcnow() - timedelta(hours=25)})
        assert due.waiting() == number_
        assert due.due(changed=True) == []


def test_another_source_makes_a_story_due(looked: Desk) -> None:
    id = story(looked, **TITLES)
    counted(looked)
    with looked.app.app_context():
        assert due.waiting() == 0
        db.session.get_one(Item, id).source_language = "ar"
        db.session.flush()
        assert [one.id for one in due.due(changed=True)] == [id]


def test_what_was_changed_comes_first(looked: Desk) -> None:
    id = story(looked, body=BODY, en="Doubtful")
    counted(looked)
    with looked.app.app_context():
        db.session.query(SecondLook).update({"looked_at": utcnow() - timedelta(days=3)})
        db.session.commit()
    new = story(looked, en="New")
    rewrite(looked, id, "en", "fix", body="<p>Other words.</p>")
    with looked.app.app_context():
        assert [one.id for one in due.due(2)] == [id, new]


def test_the_command_looks_at_all(desk: Desk) -> None:
    for n in range(AT_ONCE + 3):
        story(desk, body='<p>See <a href="/en/nowhere">there</a>.</p>', en=f"Linking {n}")
    said = command(desk.app, "content", "look-again")
    page = desk.get(BOARD, status=200)
    assert int(said.split()[2]) >= AT_ONCE + 3
    assert waiting(page) == 0
    assert number(page, "en", FAILING) >= AT_ONCE + 3
    assert "Looked at 0 live stories." in command(desk.app, "content", "look-again")


def test_two_workers_say_the_same(
    make_app: MakeApp, make_home: MakeHome, sample_home: Home
) -> None:
    home = make_home(sample_home)
    one, other = Desk(make_app(home)), Desk(make_app(home), email="other@desk.example")
    for n in range(3):
        story(one, body=BODY, en=f"Doubtful {n}")
    assert counted(one) == counted(other) == len(listed(other)) == len(listed(one)) >= 3


def test_several_may_open_the_board_at_once(make_desk: MakeDesk) -> None:
    desks = [make_desk(email=f"{name}@desk.example") for name in ("one", "two", "three")]
    for n in range(AT_ONCE):
        story(desks[0], body=BODY, en=f"Doubtful {n}")
    together = Barrier(len(desks))

    def opened(desk: Desk) -> list[int]:
        together.wait()
        return [desk.get(path).status for path in (BOARD, f"{BOARD}/en/checks", "/editor/")]

    with ThreadPoolExecutor(len(desks)) as pool:
        assert list(pool.map(opened, desks)) == [[200] * 3] * 3
    assert {counted(desk) for desk in desks} == {len(listed(desks[0]))}


def test_of_the_words_only_what_is_quoted_is_kept(looked: Desk) -> None:
    id = story(looked, body=BODY, en="Doubtful")
    counted(looked)
    row = kept(looked, id)
    assert row is not None
    assert "3 March" in str(row.findings)
    assert not any(word in str(row.findings) for word in ("Mosul", "Nothing", "Doubtful"))


def test_a_take_down_leaves_nothing_and_nothing_comes_back(looked: Desk) -> None:
    id = story(looked, body=BODY.replace("</p>", ' <a href="/en/x">y</a></p>'), en="Doubtful")
    counted(looked)
    assert kept(looked, id) is not None
    rewrite(looked, id, "en", "fix", title="Still doubtful")

    def answers(_path: str) -> bool:  # meanwhile somebody else takes it down
        with looked.app.app_context():
            takedowns.take_down("story", id, "Her family asked.", looked.user_id)
            db.session.commit()
        return True

    with looked.app.app_context():
        looking.look(due.due(), answers)
        db.session.commit()
    assert kept(looked, id) is None


def test_the_board_asks_a_bounded_number_of_times(looked: Desk, asked: list[str]) -> None:
    numbers: list[int] = []
    for more in (1, AT_ONCE):
        for n in range(more):
            story(looked, body=BODY, en=f"Doubtful {n}")
        for path in (BOARD, f"{BOARD}/en/checks"):
            looked.get(path)
            asked.clear()
            looked.get(path, status=200)
            numbers.append(len(asked))
    assert max(numbers) <= MOST
    assert numbers[:2] == numbers[2:], "as many for twenty as for one"


def test_looking_asks_a_bounded_number_of_times(looked: Desk, asked: list[str]) -> None:
    for n in range(AT_ONCE):
        story(looked, body=BODY, en=f"Doubtful {n}")
    asked.clear()
    looked.get(BOARD, status=200)
    assert 0 < len(asked) <= MOST + 8, "\n".join(asked)


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A database to which others write for too long."""

    def refuse(_found: object) -> None:
        raise OperationalError("DELETE", {}, Exception("database is locked"))

    with monkeypatch.context() as patch:
        patch.setattr(looking, "_keep", refuse)
        yield


@pytest.mark.usefixtures("locked")
def test_the_page_does_not_wait_for_what_cannot_be_written(desk: Desk) -> None:
    story(desk, body=BODY, en="Doubtful")
    page = desk.get(BOARD, status=200)
    assert number(page, "en", FAILING) == 0
    assert waiting(page) > 0
    desk.get("/editor/", status=200)
