"""The board of languages: its numbers, the lists behind them, and who finds it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import event

from app.extensions import db
from app.models import HandedOut, Handout
from tests.conftest import MakeDesk
from tests.editor.translating.works import BODY, change, opened, path, story
from tests.editor.writing import logged
from tests.support.desk import Desk
from tests.support.pages import Page

BOARD = "/editor/translations"


def cells(page: Page, code: str) -> list[str]:
    """The numbers of a language, in the order of the columns."""
    rows = [row for row in page.all(".board tbody tr") if f"/{code}" in row.to_html()]
    (row,) = [one for one in rows if one.query("th a")[0].attrs["href"] == f"{BOARD}/{code}"]
    return [" ".join(str(cell.to_text()).split()) for cell in row.query("td")]


def number(page: Page, code: str, column: int) -> int:
    """The number in a column."""
    return int(cells(page, code)[column].split()[0])


def numbers(desk: Desk, code: str = "ar") -> tuple[int, int, int]:
    """What is behind, what is out, what waits for review."""
    page = desk.get(BOARD, status=200)
    return number(page, code, 2), number(page, code, 4), number(page, code, 5)


def hand_out(desk: Desk, id: int, **values: object) -> int:
    """A file that is out for translation."""
    with desk.app.app_context():
        one = Handout(token="t" * 8, source_language="en", language="ar", **values)
        one.texts.append(HandedOut(subject="story", subject_id=str(id)))
        db.session.add(one)
        db.session.commit()
        return one.id


def test_each_number_leads_to_its_list(desk: Desk) -> None:
    before = numbers(desk)
    stale, missing = story(desk), story(desk, translated="")
    change(desk, stale, body=BODY.replace("Two", "Three"))
    hand_out(desk, missing, due_on=date(2022, 3, 4), contact="Agency")
    desk.send(f"/editor/stories/{stale}/review", {"step": "ask", "language": "ar"})
    assert numbers(desk) == tuple(one + 1 for one in before)
    lists = {"stale": stale, "missing": missing, "review": stale, "wanted": missing}
    for state, id in lists.items():
        page = desk.get(f"{BOARD}/ar?state={state}", status=200)
        assert page.all(f'.work a[href="{path(id)}"]'), state
    assert "1 paragraph behind." in desk.get(f"{BOARD}/ar?state=stale").text
    out = desk.get(f"{BOARD}/ar/out", status=200).text
    assert "Due on" in out
    assert "Agency" in out


def test_a_file_is_closed(desk: Desk) -> None:
    id = hand_out(desk, story(desk))
    assert desk.send(f"{BOARD}/out/{id}/close", {}).location == f"{BOARD}/ar/out"
    assert "No file is out for translation." in desk.get(f"{BOARD}/ar/out").text
    assert logged(desk, "translation.close") == [str(id)]


def test_what_has_come_back_is_not_out(desk: Desk) -> None:
    before = numbers(desk)
    id = hand_out(desk, story(desk))
    with desk.app.app_context():
        for row in db.session.query(HandedOut).filter_by(handout_id=id):
            row.returned_at = db.session.get_one(Handout, id).created_at
        db.session.commit()
    assert numbers(desk) == before


def test_the_share_of_stories_is_of_what_readers_have(desk: Desk) -> None:
    def translated() -> str:
        return cells(desk.get(BOARD), "ar")[1]

    before = translated()
    story(desk, translated="", live=False)
    assert translated() == before
    story(desk)
    assert translated() != before


def test_percentages_are_of_a_hundred(desk: Desk) -> None:
    story(desk, translated="")
    interface, stories, *_ = cells(desk.get(BOARD), "ar")
    done, _of, every = stories.split(" ", 1)[1].split()
    assert stories.split()[0] == f"{100 * int(done) // int(every)}%"
    assert 0 < int(interface.split()[0].rstrip("%")) <= 100
    assert f"{interface.split()[0]} of " in desk.get(f"{BOARD}/ar/interface").text


def test_lists_go_on(desk: Desk) -> None:
    ids = [story(desk, translated="") for _ in range(26)]
    page = desk.get(f"{BOARD}/ar?state=missing", status=200)
    assert len(page.all(".work")) == 25
    (more,) = page.all('a[rel="next"]')
    assert str(ids[0]) in desk.get(str(more.attrs["href"]), status=200).text


def test_the_board_asks_a_few_times(desk: Desk) -> None:
    with desk.app.app_context():
        engine = db.engine
    desk.get(BOARD)
    asked: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    desk.get(BOARD)
    first = len(asked)
    for _ in range(5):
        story(desk, translated="")
    asked.clear()
    desk.get(BOARD)
    event.remove(engine, "before_cursor_execute", note)
    assert len(asked) <= max(first, 20)


def test_open_entries_of_the_interface(desk: Desk) -> None:
    page = desk.get(f"{BOARD}/ar/interface", status=200)
    assert "translations/ar/LC_MESSAGES/messages.po" in page.text
    assert desk.get(f"{BOARD}/ar/interface?lack=missing&after=3").status == 200
    own = desk.get(f"{BOARD}/en/interface", status=200).text
    assert "words are written in this language" in own, "no file is missed, and none is asked for"
    assert "no file" not in own
    assert "How to send a change" not in own
    assert desk.get(f"{BOARD}/ar/checks").status == 200
    for wrong in ("xx", "xx/interface", "xx/checks", "xx/out"):
        assert desk.get(f"{BOARD}/{wrong}").status == 404


def test_translators_see_their_languages_first(make_desk: MakeDesk) -> None:
    desk = make_desk(role="translator", languages=["ar"])
    page = desk.get(BOARD, status=200)
    first = page.all(".board tbody tr")[0]
    assert first.attrs["class"] == "mine"
    assert first.query("th a")[0].attrs["href"] == f"{BOARD}/ar"
    assert BOARD in [one.attrs["href"] for one in desk.get("/editor/").all(".desk-menu a")]


def test_contributors_are_not_bothered(make_desk: MakeDesk) -> None:
    desk = make_desk(role="contributor")
    assert BOARD not in [one.attrs["href"] for one in desk.get("/editor/").all(".desk-menu a")]


def test_lists_lead_to_texts_that_open(desk: Desk) -> None:
    page = desk.get(f"{BOARD}/ar?state=wanted", status=200)
    for link in page.all(".work h2 a")[:5]:
        desk.get(str(link.attrs["href"]), status=200)


def test_pages_are_translated_like_stories(desk: Desk) -> None:
    page = desk.get(f"{BOARD}/ar?state=wanted", status=200)
    hrefs = [str(link.attrs["href"]) for link in page.all(".work h2 a")]
    assert hrefs
    assert opened(desk, int(hrefs[-1].split("/")[3]))["token"]
