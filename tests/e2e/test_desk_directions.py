"""English and Arabic side by side at a desk that speaks Arabic, on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.content import texts
from app.extensions import db
from app.models import Story
from tests.support.browser import watched_page
from tests.support.newsroom import Newsroom

PHONE = {"width": 390, "height": 800}
# Where the words of an element begin, from the edge of the window.
BEGINS = """element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return range.getBoundingClientRect().left;
}"""


def changed_story() -> int:
    """A story in both languages, of which the English source has changed since."""
    made = Story(source_language="en")
    db.session.add(made)
    db.session.flush()
    for code, body in {"en": "<p>Three rooms.</p>", "ar": "<p>ثلاث غرف.</p>"}.items():
        texts.save(texts.text_of(made, code), {"title": f"School {code}", "body": body})
    texts.save(texts.text_of(made, "en"), {"body": "<p>Four rooms.</p>"})
    db.session.commit()
    return int(made.id)


@pytest.fixture
def form(browser: Browser, shared_room: Newsroom) -> Iterator[Page]:
    """The form of that story, on the phone of somebody who works in Arabic."""
    story = shared_room.within(changed_story)
    cookie = shared_room.cookie(shared_room.hire(f"layla-{story}", language="ar"))
    with watched_page(browser, shared_room.address, viewport=PHONE) as page:
        page.context.add_cookies([cookie])
        page.goto(f"/editor/stories/{story}")
        yield page


def test_the_form_of_an_english_story_opens_in_arabic(form: Page) -> None:
    expect(form.locator("#side-ar")).to_be_visible()
    expect(form.locator("#side-en")).to_be_hidden()
    form.locator(".side-tabs a[href='#side-en']").click()
    expect(form.locator("#side-en")).to_be_visible()
    expect(form.locator("#side-ar")).to_be_hidden()


def test_headings_begin_where_the_english_words_below_them_do(form: Page) -> None:
    before = form.locator(".ask th bdi").first.evaluate(BEGINS)
    words = form.locator(".ask td").first.evaluate(BEGINS)
    assert abs(before - words) < 2


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_menu_of_a_phone_begins_where_one_is(
    browser: Browser, shared_room: Newsroom, language: str
) -> None:
    cookie = shared_room.cookie(shared_room.hire(f"layla-menu-{language}", language=language))
    with watched_page(
        browser, shared_room.address, viewport=PHONE, java_script_enabled=False
    ) as page:
        page.context.add_cookies([cookie])
        page.goto("/editor/notices")
        menu, here = page.locator(".desk-menu"), page.locator(".desk-menu [aria-current]")
        expect(here).to_be_in_viewport(ratio=1)
        around, box = menu.bounding_box(), here.bounding_box()
        assert around is not None
        assert box is not None
        assert around["x"] - 1 <= box["x"]
        assert box["x"] + box["width"] <= around["x"] + around["width"] + 1
