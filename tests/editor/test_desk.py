"""The first page of the desk: what waits, for whom, in a few statements."""

from datetime import date, timedelta

from app.clock import utcnow
from app.content import texts
from app.content.lifecycle import review
from app.extensions import db
from app.models import Consent, Item, Notice
from tests.conftest import MakeDesk
from tests.editor.writing import rewrite, story
from tests.support.desk import Desk
from tests.support.homes import command

MOST = 15


def blocks(desk: Desk) -> dict[str, str]:
    """The blocks of the first page: the words under each title."""
    page = desk.get("/editor/", status=200)
    sections = page.all("main .blocks section")
    titles = page.texts("main .blocks section h2")
    return {title: one.to_text() for title, one in zip(titles, sections, strict=True)}


def test_my_work_and_nobody_elses(make_desk: MakeDesk) -> None:
    mine, other = make_desk("contributor"), make_desk("editor", email="e@desk.example")
    story(mine, live=False, en="Written by me")
    story(other, live=False, en="Written by another")
    assert "Written by me" in blocks(mine)["Your work"]
    assert "Written by another" not in mine.get("/editor/").text


def test_reviews_wait_for_editors_and_come_back(make_desk: MakeDesk) -> None:
    writer, editor = make_desk("contributor"), make_desk("editor")
    id = story(writer, live=False, en="Please read this")
    with writer.app.app_context():
        text = texts.text_of(db.session.get_one(Item, id), "en")
        review.ask(text, writer.user_id, "")
        db.session.commit()
    assert "Please read this" in blocks(editor)["Waiting for your review"]
    assert "Waiting for your review" not in blocks(writer)
    with writer.app.app_context():
        text = texts.text_of(db.session.get_one(Item, id), "en")
        review.give_back(text, editor.user_id, "Who said that?")
        db.session.commit()
    assert "Please read this" in blocks(writer)["Returned to you"]
    assert "Waiting for your review" not in blocks(editor)


def test_translators_are_told_of_their_language_alone(make_desk: MakeDesk) -> None:
    editor = make_desk("editor")
    arabic = make_desk("translator", email="a@desk.example", languages=["ar"])
    english = make_desk("translator", email="b@desk.example", languages=["en"])
    story(editor, en="Only in English")
    assert "Only in English" in blocks(arabic)["Waiting for translation"]
    assert "Only in English" not in english.get("/editor/").text
    id = story(editor, en="Source", ar="الأصل القديم")
    rewrite(editor, id, "en", publish="update", body="<p>Something new.</p>")
    assert "الأصل القديم" in blocks(arabic)["Waiting for translation"]


def test_what_is_scheduled_and_what_was_published(desk: Desk) -> None:
    story(desk, en="Published today")
    id = story(desk, live=False, en="Published tomorrow")
    with desk.app.app_context():
        text = texts.text_of(db.session.get_one(Item, id), "en")
        texts.publish(text, at=utcnow() + timedelta(days=1), user_id=desk.user_id)
        db.session.commit()
    found = blocks(desk)
    assert "Published tomorrow" in found["Scheduled"]
    assert "Published today" in found["Published lately"]
    assert "Published tomorrow" not in found["Published lately"]


def test_notices_about_to_end_and_consents_that_have_ended(desk: Desk) -> None:
    id = story(desk, en="With consent")
    with desk.app.app_context():
        now = utcnow()
        for key, hours in (("soon", 5), ("later", 500)):
            db.session.add(
                Notice(
                    key=key,
                    text={"ar": f"إشعار {key}"},
                    starts_at=now - timedelta(hours=1),
                    ends_at=now + timedelta(hours=hours),
                )
            )
        db.session.add(Consent(item_id=id, who="Somebody", until=date(2020, 1, 1)))
        db.session.commit()
    found = blocks(desk)
    assert "soon" in found["Notices about to end"]
    assert "later" not in found["Notices about to end"]
    assert "Somebody" in found["Consent that has ended"]


def test_doubts_about_what_is_live(desk: Desk) -> None:
    story(desk, en="Doubtful", body="<p>It happened on 3 March.</p>")
    assert "Doubtful" in blocks(desk)["Live, and worth a second look"]


def test_six_lines_and_a_way_to_all(desk: Desk) -> None:
    for number in range(8):
        story(desk, live=False, en=f"Work {number}", ar=f"عمل {number}")
    page = desk.get("/editor/", status=200)
    assert "/editor/stories?state=copy" in page.links
    assert blocks(desk)["Your work"].count("Work ") + blocks(desk)["Your work"].count("عمل ") == 6


def test_an_empty_desk_says_so(make_desk: MakeDesk) -> None:
    page = make_desk("contributor").get("/editor/", status=200)
    assert "Nothing waits for you." in page.text
    assert not page.all(".blocks")


def test_a_second_factor_is_recommended_until_there_is_one(make_desk: MakeDesk) -> None:
    without, having = make_desk(), make_desk("administrator", totp_secret="x" * 32)
    link = "/editor/account/second-factor"
    assert link in without.get("/editor/", status=200).attributes("main a", "href")
    assert link not in having.get("/editor/", status=200).attributes("main a", "href")


def test_where_all_must_have_one_it_comes_before_the_desk(make_desk: MakeDesk) -> None:
    desk = make_desk(settings={"require_second_factor": True})
    assert desk.get("/editor/", status=303).location == "/editor/account/second-factor"


def test_what_was_taken_down_is_gone_from_the_desk(desk: Desk) -> None:
    id = story(desk, en="Hidden words")
    rewrite(desk, id, "en", body="<p>More.</p>")
    with desk.app.app_context():
        texts.take_down(db.session.get_one(Item, id), desk.user_id, "Danger")
        db.session.commit()
    assert "Hidden words" not in desk.get("/editor/").text


def test_the_desk_asks_a_few_times(desk: Desk, asked: list[str]) -> None:
    for number in range(4):
        story(desk, live=number % 2 == 0, en=f"Work {number}")
    command(desk.app, "content", "look-again")
    desk.get("/editor/", status=200)
    asked.clear()
    desk.get("/editor/", status=200)
    assert 0 < len(asked) <= MOST, "\n".join(asked)


def test_a_list_asks_a_few_times(desk: Desk, asked: list[str]) -> None:
    story(desk, live=False, en="Work")
    asked.clear()
    desk.get("/editor/stories?q=work&state=copy&language=en", status=200)
    assert 0 < len(asked) <= MOST, "\n".join(asked)


def test_the_language_is_changed_at_the_foot_of_a_page(desk: Desk) -> None:
    page = desk.get("/editor/stories?q=x")
    assert page.attributes(".desk-languages button", "value") == ["en", "ar"]
    form = {"language": "ar", "next": page.attributes(".desk-languages [name=next]", "value")[0]}
    assert desk.send("/editor/language", form, status=303).location == "/editor/stories?q=x"
    assert desk.get("/editor/stories").lang == "ar"
