"""What an editor was told is saved is there afterwards, whatever broke meanwhile: in short.

At length: tests/faults/test_words.py.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.content import texts
from app.extensions import db
from app.models import Publication, Revision, Story
from tests.support.accounts import PASSWORD
from tests.support.browser import watched_page
from tests.support.homes import Home
from tests.support.newsroom import Newsroom, newsroom, without_database
from tests.support.words import begin, break_things

SAVE = ".story-actions button[value=save]"
STATUS = "[data-save-status]"
NUMBERS = count(1)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[Newsroom]:
    """A site for all tests of this file, with one process that answers."""
    home = sample_home.copy(tmp_path_factory.mktemp("nothing-lost") / "instance")
    with newsroom(home, web_concurrency=1) as running:
        yield running
    home.remove()


class Writer:
    """Somebody signed in before a story of their own."""

    def __init__(self, room: Newsroom, page: Page, name: str, *, scripted: bool = True) -> None:
        self.room, self.page, self.name, self.scripted = room, page, name, scripted
        self.user_id = room.hire(name)
        self.story = room.within(begin)
        self.path = f"/editor/stories/{self.story}"
        self.page.context.add_cookies([room.cookie(self.user_id)])
        self.page.goto(self.path)

    def save(self, page: Page | None = None) -> None:
        """Press Save."""
        (page or self.page).click(SAVE)

    def sign_in(self, page: Page) -> None:
        """Sign in, with the second factor, on a page that asks for it."""
        page.fill("#email", f"{self.name}@desk.example")
        page.fill("#password", PASSWORD)
        page.click("main form .actions button")
        page.fill("#code", self.room.code())
        page.click("main form .actions button")

    def title(self) -> str:
        """The English title of the working copy."""
        return self.room.within(
            lambda: (
                texts.latest_words(texts.text_of(db.session.get_one(Story, self.story), "en")).title
            )
        )

    def body(self) -> str:
        """The English text as it is kept."""
        return self.room.within(
            lambda: (
                texts.latest_words(texts.text_of(db.session.get_one(Story, self.story), "en")).body
            )
        )

    def write(self, body: str) -> None:
        """Keep an English text, as whoever was here before, and open the form anew."""

        def keep() -> None:
            texts.save(texts.text_of(db.session.get_one(Story, self.story), "en"), {"body": body})
            db.session.commit()

        self.room.within(keep)
        self.page.goto(self.path)

    def titles(self) -> set[str]:
        """All English titles that the site keeps of the story."""

        def read() -> set[str]:
            text = texts.text_of(db.session.get_one(Story, self.story), "en")
            rows = db.session.query(Revision.title).filter_by(text_id=text.id)
            return {title for (title,) in rows} | {texts.latest_words(text).title}

        return self.room.within(read)


@pytest.fixture(params=["script", "no script"])
def writer(request: pytest.FixtureRequest, room: Newsroom, browser: Browser) -> Iterator[Writer]:
    """A writer with or without script."""
    with ExitStack() as stack:
        script = request.param == "script"
        page = stack.enter_context(
            watched_page(browser, room.address, java_script_enabled=script, locale="en")
        )
        yield Writer(room, page, f"writer{next(NUMBERS)}", scripted=script)


@pytest.fixture
def scripted(room: Newsroom, browser: Browser) -> Iterator[Writer]:
    """A writer whose form saves itself."""
    with watched_page(browser, room.address, locale="en") as page:
        page.on("dialog", lambda dialog: dialog.accept())
        yield Writer(room, page, f"writer{next(NUMBERS)}")


def saved(page: Page) -> None:
    """The page says that it was saved."""
    expect(page.locator(".messages .message")).to_be_visible()


def test_the_last_acknowledged_words_are_kept(browser: Browser, room: Newsroom) -> None:
    break_things(browser, room, seed=3, rounds=10, seconds=25)


def test_a_session_that_ended_leads_through_the_door_and_back(writer: Writer) -> None:
    writer.page.fill("#title_en", "Typed before the session ended")
    writer.room.end_sessions(writer.user_id)
    writer.save()
    writer.sign_in(writer.page)
    writer.page.click("form[data-resumed] button")
    saved(writer.page)
    expect(writer.page.locator("#title_en")).to_have_value("Typed before the session ended")
    assert writer.title() == "Typed before the session ended"


def test_a_form_saves_itself_after_signing_in_elsewhere(scripted: Writer) -> None:
    page = scripted.page
    scripted.room.end_sessions(scripted.user_id)
    page.fill("#title_en", "Typed while signed out")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    with page.expect_popup() as opened:
        page.click(f"{STATUS} a[href*=sign-in]")
    scripted.sign_in(opened.value)
    expect(opened.value).to_have_url("/editor/")
    opened.value.close()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator(STATUS)).to_contain_text("Saved at")
    assert scripted.title() == "Typed while signed out"


def test_what_a_page_had_not_saved_is_put_back(scripted: Writer) -> None:
    page, field = scripted.page, scripted.page.locator("textarea[name=body_en]")
    page.route("**/autosave", lambda route: route.abort())
    page.click("#body_en")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Typed without a network.")
    expect(field).to_have_value(re.compile("without a network"))
    page.reload()
    expect(page.locator(".kept-words")).to_contain_text("Typed without a network.")
    page.unroute("**/autosave")
    page.click(".kept-words button >> nth=0")
    expect(field).to_have_value(re.compile("without a network"))
    expect(page.locator(STATUS)).to_contain_text("Saved at")


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("<p>One &amp; two.</p>\n<p>A,<br>b &lt; c.</p>", "One & two.\n\nA,\nb < c."),
        ("<p>One <em>two</em>.</p>\n<p>Three.</p>", "One <em>two</em>.\n\nThree."),
        ("<p>One.</p>\n\n<p>Two.</p>", "<p>One.</p>\n\n<p>Two.</p>"),
        ("<h2>One</h2>\n<p>Two.</p>", "<h2>One</h2>\n<p>Two.</p>"),
    ],
)  # fmt: skip
def test_a_text_that_was_only_looked_at_keeps_its_bytes(
    writer: Writer, kept: str, shown: str
) -> None:
    writer.write(kept)
    expect(writer.page.locator("textarea[name=body_en]")).to_have_value(shown)
    if writer.scripted:
        rich = writer.page.locator("trix-editor#body_en")
        expect(rich).to_contain_text("two", ignore_case=True)
    writer.page.fill("#title_en", "Only the title")
    writer.save()
    saved(writer.page)
    assert (writer.title(), writer.body()) == ("Only the title", kept)


def test_both_ways_of_writing_keep_the_same(writer: Writer) -> None:
    writer.write("")
    writer.page.click("#body_en")
    for at, line in enumerate(["One & two.", "Three."]):
        for _enter in range(at * (1 if writer.scripted else 2)):
            writer.page.keyboard.press("Enter")
        writer.page.keyboard.type(line, delay=5)
    writer.save()
    saved(writer.page)
    assert writer.body() == "<p>One &amp; two.</p>\n<p>Three.</p>"


@pytest.mark.parametrize(("shown", "other"), [("en", "ar"), ("ar", "en")])
def test_on_a_phone_the_picture_follows_the_text_of_one_language(
    writer: Writer, shown: str, other: str
) -> None:
    writer.page.set_viewport_size({"width": 360, "height": 740})
    writer.page.click(f".side-tabs a[href='#side-{shown}']")
    expect(writer.page.locator(f"#side-{other}")).to_be_hidden()
    text = writer.page.locator(f"#body_{shown}").bounding_box()
    picture = writer.page.locator("#picture-title").bounding_box()
    assert text is not None
    assert picture is not None
    assert 0 < picture["y"] - (text["y"] + text["height"]) < 60


def test_two_tabs_are_shown_side_by_side(writer: Writer) -> None:
    other = writer.page.context.new_page()
    other.goto(writer.path)
    other.fill("#title_en", "From the other tab")
    writer.save(other)
    saved(other)
    writer.page.fill("#title_en", "From the first tab")
    writer.save()
    expect(writer.page.locator(".dispute")).to_contain_text("From the other tab")
    expect(writer.page.locator("#title_en")).to_have_value("From the first tab")
    assert writer.title() == "From the other tab"
    writer.page.check("input[name=choose_en][value=mine]")
    writer.page.click("main form .actions button")
    saved(writer.page)
    assert writer.title() == "From the first tab"
    assert writer.titles() >= {"From the other tab", "From the first tab"}


def test_the_back_button_after_saving_loses_nothing(writer: Writer) -> None:
    writer.page.fill("#title_en", "First")
    writer.save()
    saved(writer.page)
    writer.page.go_back()
    writer.page.fill("#title_en", "Second")
    writer.save()
    expect(writer.page.locator(".messages .message, .dispute")).to_be_visible()
    if writer.page.locator(".dispute").count():
        writer.page.check("input[name=choose_en][value=mine]")
        writer.page.click("main form .actions button")
        saved(writer.page)
    assert writer.title() == "Second"
    assert "First" in writer.titles()


def test_a_double_click_publishes_once(writer: Writer) -> None:
    writer.page.goto(f"{writer.path}/publish")
    writer.page.dblclick("button[name=publish]")
    expect(writer.page).to_have_url(writer.path)

    def live() -> int:
        return db.session.query(Publication).filter_by(item_id=writer.story).count()

    assert writer.room.within(live) == 1


def test_without_the_database_the_form_keeps_the_words(scripted: Writer) -> None:
    page = scripted.page
    with without_database(scripted.room):
        page.fill("#title_en", "Typed without a database")
        page.evaluate("window.dispatchEvent(new Event('focus'))")
        expect(page.locator(STATUS)).to_contain_text("cannot save")
        expect(page.locator("#title_en")).to_have_value("Typed without a database")
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.locator(STATUS)).to_contain_text("Saved at")
    assert scripted.title() == "Typed without a database"


def test_without_the_database_save_says_so_and_can_be_pressed_again(writer: Writer) -> None:
    page, answers = writer.page, list[Any]()
    page.on("response", lambda answer: answers.append((answer.request.method, answer.status)))
    with without_database(writer.room):
        page.fill("#title_en", "Sent without a database")
        writer.save()
        expect(page.locator("h1")).to_contain_text("could not be saved")
        assert ("POST", 503) in answers
    page.reload()  # sends the form once more
    saved(page)
    assert writer.title() == "Sent without a database"
