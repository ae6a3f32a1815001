"""The form saves itself: what the server does not have stays in the page and in the tab."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route, expect

from tests.conftest import MakeApp
from tests.support.bench import Bench, bench
from tests.support.browser import watched_page

NOON = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def desk(make_app: MakeApp) -> Iterator[Bench]:
    """The page with the form."""
    with bench(make_app()) as made:
        yield made


@pytest.fixture
def page(browser: Browser, desk: Bench) -> Iterator[Page]:
    """The form, opened, with a clock that stands still until the test moves it."""
    with watched_page(browser, desk.address) as opened:
        opened.clock.install(time=NOON)
        show(opened)
        opened.clock.pause_at(NOON + timedelta(minutes=5))
        yield opened


def show(page: Page) -> None:
    """Open the form anew."""
    page.goto("/bench")


def kept(page: Page) -> list[str]:
    """What this tab keeps of forms."""
    keys = page.evaluate("Object.keys(sessionStorage)")
    return [page.evaluate("key => sessionStorage[key]", key) for key in keys if ":form:" in key]


def status(page: Page, words: str) -> None:
    """Wait until the line below the form says so."""
    expect(page.locator("[data-save-status]")).to_contain_text(words)


def wait(page: Page, milliseconds: int, words: str) -> None:
    """Let so much time pass in the page, and wait until an answer after it makes the line say so.

    The line is emptied first, for what it said before may be the same. Time stands still until
    the answer has come: half a minute that passes meanwhile would call the request off.
    """
    page.locator("[data-save-status]").evaluate("line => line.replaceChildren()")
    page.clock.run_for(milliseconds)
    status(page, words)


def test_the_page_says_what_is_so_after_a_save(page: Page, desk: Bench) -> None:
    said = {"saved": True, "at": "14:05", "title": "Edit: $& <One>", "stands": {"en": "Not yet."}}
    desk.answers.append((200, said))
    page.get_by_label("Title en").fill("One")
    wait(page, 3100, "Saved at")
    expect(page.locator("h1")).to_have_text("Edit: $& <One>")
    expect(page).to_have_title("Edit: $& <One>")
    expect(page.locator(".stands")).to_have_text(["Not yet.", "Nothing written yet."])


def test_it_saves_three_seconds_after_the_last_change(page: Page, desk: Bench) -> None:
    page.get_by_label("Title en").fill("One")
    page.clock.run_for(2000)
    page.get_by_label("Title en").fill("Two")
    page.clock.run_for(2500)
    assert not desk.saved
    assert "Two" in kept(page)[0]
    wait(page, 600, "Saved at \u206814:05\u2069.")
    assert [form["title_en"] for form in desk.saved] == ["Two"]
    assert desk.saved[0].get("token", "") == page.locator("[data-token]").get_attribute(
        "data-token"
    )
    assert desk.tokens == ["one"]
    assert page.locator("[name=version_en]").input_value() == "2"
    assert page.locator("[name=item_version]").input_value() == "2"
    assert kept(page) == []


def test_it_saves_at_least_every_ten_seconds_while_somebody_types(page: Page, desk: Bench) -> None:
    for second in range(11):
        page.get_by_label("Title en").fill(f"word {second}")
        page.clock.run_for(1000)
    status(page, "Saved")
    assert len(desk.saved) == 1


def test_nothing_is_saved_where_nothing_changed(page: Page, desk: Bench) -> None:
    page.get_by_label("Title en").fill("a")
    page.get_by_label("Title en").fill("")
    page.clock.run_for(20000)
    assert not desk.saved


def test_a_late_answer_leaves_what_was_typed_meanwhile_to_be_saved(page: Page, desk: Bench) -> None:
    page.get_by_label("Title en").fill("One")
    page.route("**/bench/save", lambda route: (page.keyboard.type("!"), route.continue_()))
    wait(page, 3100, "Saved")
    page.unroute("**/bench/save")
    assert page.get_by_label("Title en").input_value() == "One!"
    assert "One!" in kept(page)[0]
    page.clock.run_for(3100)
    expect(page.locator("[name=version_en]")).to_have_value("3")
    assert [form["title_en"] for form in desk.saved] == ["One", "One!"]
    assert desk.saved[1]["version_en"] == "2"
    assert kept(page) == []


def test_without_a_network_the_words_stay_and_are_saved_later(page: Page, desk: Bench) -> None:
    page.route("**/bench/save", lambda route: route.abort())
    page.get_by_label("Title en").fill("Precious")
    wait(page, 3100, "There is no connection.")
    assert "Precious" in kept(page)[0]
    page.unroute("**/bench/save")
    wait(page, 5100, "Saved")
    assert desk.saved[0]["title_en"] == "Precious"
    assert kept(page) == []


@pytest.mark.parametrize(
    ("code", "answer", "words"),
    [
        (503, {}, "The site cannot save at the moment."),
        (500, {}, "The site cannot save at the moment."),
        (413, {}, "This is too large to be sent."),
        (422, {"problems": {"title_en": ["It is too long."]}}, "Not saved yet. It is too long."),
        (403, {}, "You may no longer change this."),
        (409, {"conflict": ["en"], "url": "/bench/done"}, "Somebody else has saved this"),
    ],
)
def test_what_went_wrong_is_said_in_words(
    page: Page, desk: Bench, code: int, answer: dict[str, object], words: str
) -> None:
    desk.answers.append((code, answer))
    page.get_by_label("Title en").fill("Precious")
    wait(page, 3100, words)
    assert "Precious" in kept(page)[0]
    assert page.get_by_label("Title en").input_value() == "Precious"


def test_it_waits_longer_each_time_and_then_saves(page: Page, desk: Bench) -> None:
    desk.answers += [(503, {}), (503, {})]
    page.get_by_label("Title en").fill("Precious")
    wait(page, 3100, "The site cannot save")
    wait(page, 5100, "The site cannot save")
    assert not desk.answers
    page.clock.run_for(5100)
    assert not desk.saved
    wait(page, 5100, "Saved")


def test_after_a_conflict_it_shows_the_way_and_sends_now_and_then(page: Page, desk: Bench) -> None:
    desk.answers += [(409, {"conflict": ["en"], "url": "/bench/done"})] * 2
    page.get_by_label("Title en").fill("Mine")
    wait(page, 3100, "Press “Save” to see both versions")
    page.get_by_label("Title en").fill("Mine still")
    page.clock.run_for(50000)
    assert len(desk.answers) == 1
    wait(page, 11000, "Press “Save” to see both versions")
    page.clock.run_for(200000)
    assert not desk.answers, "what is typed after a conflict is not put aside"
    assert not desk.saved
    assert page.locator("[data-save-status] a").get_attribute("href") == "/bench/done"
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/bench/done")
    assert desk.sent[0]["title_en"] == "Mine still"


def test_who_was_signed_out_signs_in_elsewhere_and_it_goes_on(page: Page, desk: Bench) -> None:
    desk.answers += [(401, {"error": "signed-out"}), (400, {})]
    desk.csrf = "two"
    token = page.locator("meta[name=csrf-token]")
    page.get_by_label("Title en").fill("Precious")
    wait(page, 3100, "You are signed out.")
    link = page.get_by_role("link", name="Sign in (opens in a new tab)")
    assert link.get_attribute("href") == "/editor/sign-in"
    assert link.get_attribute("target") == "_blank"
    expect(token).to_have_attribute("content", "two")  # only then the next try is planned
    desk.csrf = "three"
    wait(page, 5100, "trying again")
    expect(token).to_have_attribute("content", "three")
    wait(page, 11000, "Saved")
    assert desk.tokens[-1] == "three"
    assert page.locator("[data-story-form] [name=csrf_token]").input_value() == "three"


def test_what_a_crash_left_is_offered_and_never_put_back_silently(page: Page) -> None:
    page.route("**/bench/save", lambda route: route.abort())
    page.get_by_label("Title en").fill("Precious <b>")
    wait(page, 3100, "There is no connection.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.unroute("**/bench/save")
    show(page)
    assert page.get_by_label("Title en").input_value() == ""
    offer = page.get_by_role("region", name="What you typed at")
    assert "Precious <b>" in offer.inner_text()
    offer.get_by_role("button", name="Put back what I typed").click()
    assert page.get_by_label("Title en").input_value() == "Precious <b>"
    assert offer.count() == 0
    wait(page, 3100, "Saved")
    assert kept(page) == []
    show(page)
    assert page.locator(".kept-words").count() == 0


def test_what_was_left_can_be_thrown_away(page: Page) -> None:
    page.get_by_label("Title en").fill("Draft")
    page.on("dialog", lambda dialog: dialog.accept())
    show(page)
    page.get_by_role("button", name="Throw it away").click()
    assert kept(page) == []
    assert page.get_by_label("Title en").input_value() == ""


def test_leaving_asks_only_where_something_is_unsaved(page: Page) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.get_by_label("Title en").click()
    show(page)
    assert asked == []
    page.get_by_label("Title en").fill("x")
    show(page)
    assert asked == ["beforeunload"]
    page.get_by_label("Title en").fill("y")
    wait(page, 3100, "Saved")
    show(page)
    assert asked == ["beforeunload"]


def test_a_double_click_sends_once_and_leaves_nothing_behind(browser: Browser, desk: Bench) -> None:
    # Without the clock, which hides how the browser came to a page.
    with watched_page(browser, desk.address) as page:
        show(page)
        page.get_by_label("Title en").fill("Once")
        page.get_by_role("button", name="Save").dblclick()
        page.wait_for_url("**/bench/done")
        assert [form["title_en"] for form in desk.sent] == ["Once"]
        assert kept(page) == []


def test_sending_waits_for_the_save_that_is_on_its_way(page: Page, desk: Bench) -> None:
    page.get_by_label("Title en").fill("One")

    def slow(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/bench/save", slow)
    page.clock.resume()
    page.clock.run_for(3050)
    page.get_by_role("button", name="Save").click(no_wait_after=True)
    page.clock.run_for(1000)
    page.wait_for_url("**/bench/done")
    assert len(desk.saved) == 1
    assert desk.sent[0]["version_en"] == "2"
    assert desk.sent[0]["then"] == "save"


def test_an_answer_that_comes_while_signing_out_keeps_nothing(page: Page) -> None:
    """The answer comes before the page has gone, as it does on a slow connection."""
    held: list[Route] = []
    page.route("**/bench/save", lambda route: held.append(route))
    page.route("**/bench/sign-out", lambda route: route.fulfill(status=204))  # the page stays
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_label("Title en").fill("Secret")
    with page.expect_request("**/bench/save"):
        page.clock.run_for(3100)
    with page.expect_response("**/bench/sign-out"):
        page.get_by_role("button", name="Sign out").click()
    held[0].abort()
    status(page, "There is no connection.")
    assert kept(page) == []
    page.get_by_label("Title en").fill("Stayed")
    assert len(kept(page)) == 1, "who types has not left"


def test_signing_out_wipes_what_the_tab_keeps(page: Page) -> None:
    page.route("**/bench/save", lambda route: route.abort())
    page.get_by_label("Title en").fill("Secret")
    wait(page, 3100, "There is no connection.")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/bench/done")
    assert page.evaluate("JSON.stringify(sessionStorage)") == json.dumps({}).replace(" ", "")
