"""What scripts add, and that nothing is missing without them."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from app.i18n.languages import public_languages
from tests.e2e.conftest import OpenPage
from tests.support.browser import watched_page

CODES = [language.code for language in public_languages()]
PATHS = ("", "stories", "members", "facts", "coalition", "social", "search?q=daesh", "about")
HREFS = "links => links.map(link => link.getAttribute('href'))"


@pytest.fixture(scope="module")
def both(browser: Browser, live_server: str) -> Iterator[list[Page]]:
    """A page with script and one without, for tests that leave nothing in their profiles."""
    with ExitStack() as stack:
        yield [
            stack.enter_context(watched_page(browser, live_server, java_script_enabled=script))
            for script in (True, False)
        ]


def stored(page: Page) -> dict[str, str]:
    """What the device remembers."""
    kept: dict[str, str] = page.evaluate("({...localStorage})")
    return kept


def test_nothing_is_stored_before_accept_and_no_cookie_ever(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/en/")
    page.get_by_label("Dark").check()
    assert stored(page) == {}
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".consent")).to_be_hidden()
    assert set(stored(page)) == {"consent", "theme", "language"}
    page.goto("/en/stories")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator(".consent")).to_be_hidden()
    assert page.context.cookies() == []


def test_a_chosen_language_is_offered_on_pages_of_another(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/en/")
    page.get_by_role("button", name="Accept").click()
    page.locator("nav a[hreflang=ar]").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    page.goto("/en/members")
    offer = page.locator(".offer[data-language=ar]")
    expect(offer).to_be_visible()
    offer.locator("a").click()
    expect(page).to_have_url("/ar/members")


@pytest.mark.parametrize("code", CODES)
def test_load_more_adds_moves_to_the_first_new_headline_and_back_still_works(
    browser_page: Page, code: str
) -> None:
    browser_page.goto(f"/{code}/")
    posts = browser_page.locator(".post")
    before = posts.count()
    assert before < 6
    browser_page.locator("a[data-more]").click()
    expect(posts).to_have_count(6)
    focused = browser_page.evaluate("document.activeElement.closest('li') !== null")
    assert focused
    expect(browser_page.locator("[role=status][data-status]").last).not_to_be_empty()
    browser_page.goto(f"/{code}/about")
    browser_page.go_back()
    expect(browser_page.locator(".post")).to_have_count(6)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("path", PATHS)
def test_without_script_every_word_link_and_form_is_there(
    both: list[Page], code: str, path: str
) -> None:
    told = []
    for page in both:
        assert page.context.storage_state() == {"cookies": [], "origins": []}
        page.goto(f"/{code}/{path}")
        links = page.locator("main a:visible").evaluate_all(HREFS)
        told.append((page.locator("main").inner_text(), links, page.locator("main form").count()))
    assert told[0] == told[1]


def test_the_switch_keeps_the_reader_on_the_story(browser_page: Page) -> None:
    browser_page.goto("/en/stories")
    browser_page.locator("main h2 a, main h3 a").nth(1).click()
    heading = browser_page.locator("h1").inner_text()
    address = browser_page.url
    browser_page.locator("nav a[hreflang=ar]").first.click()
    expect(browser_page.locator("html")).to_have_attribute("lang", "ar")
    assert browser_page.locator("h1").inner_text() != heading
    browser_page.locator("nav a[hreflang=en]").first.click()
    expect(browser_page).to_have_url(address)


def test_the_keyboard_reaches_the_text_first(browser_page: Page) -> None:
    browser_page.goto("/ar/")
    browser_page.keyboard.press("Tab")
    focused = browser_page.locator(":focus")
    expect(focused).to_have_attribute("href", "#main")
    expect(focused).to_be_visible()
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "main"
