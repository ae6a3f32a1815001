"""A text beside its source in a browser: with the keyboard alone, and saved while one types."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.content import texts
from app.extensions import db
from app.models import Item, Story
from tests.support.browser import watched_page
from tests.support.newsroom import Newsroom

BODY = "<p>Three <strong>rooms</strong> are new.</p>\n<p>It opens on Sunday.</p>"


@pytest.fixture
def story(shared_room: Newsroom) -> int:
    """A story with a title in both languages and a text in one."""

    def begin() -> int:
        made = Story(source_language="en")
        db.session.add(made)
        db.session.flush()
        texts.save(texts.text_of(made, "en"), {"title": "A school", "body": BODY})
        texts.save(texts.text_of(made, "ar"), {"title": "مدرسة"})
        db.session.commit()
        return int(made.id)

    return shared_room.within(begin)


@pytest.fixture
def page(browser: Browser, shared_room: Newsroom, story: int) -> Iterator[Page]:
    """Its page, as a translator sees it."""
    name, speaks = f"layla-{story}", {"language": "en", "languages": ["ar"]}
    cookie = shared_room.cookie(shared_room.hire(name, "translator", **speaks))
    with watched_page(browser, shared_room.address) as opened:
        opened.context.add_cookies([cookie])
        opened.goto(f"/editor/stories/{story}/translate/ar")
        yield opened


def body(room: Newsroom, story: int) -> str:
    """The Arabic text as it is kept."""
    return room.within(
        lambda: texts.latest_words(texts.text_of(db.session.get_one(Item, story), "ar")).body
    )


def test_it_is_translated_with_the_keyboard_alone(
    page: Page, shared_room: Newsroom, story: int
) -> None:
    fields = page.locator(".unit textarea")
    fields.first.focus()
    page.keyboard.press("Control+Enter")
    expect(fields.nth(1)).to_be_focused()
    page.keyboard.insert_text("ثلاث <strong>غرف</strong> جديدة.")
    page.keyboard.press("Control+Enter")
    expect(fields.nth(2)).to_be_focused()
    page.keyboard.insert_text("تفتح يوم الأحد.")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-save-status]")).to_contain_text("Saved at")
    expect(page.locator("#side-ar .stands")).to_contain_text("3 of 3 parts are done.")
    expect(page.locator(".unit").nth(2)).to_have_attribute("data-state", "fresh")
    page.keyboard.press("Alt+ArrowUp")
    expect(fields.nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    expect(fields.nth(1)).not_to_be_focused()
    said = "<p>ثلاث <strong>غرف</strong> جديدة.</p>\n<p>تفتح يوم الأحد.</p>"
    assert body(shared_room, story) == said


def test_what_is_wrong_is_said_while_one_types(page: Page) -> None:
    unit = page.locator(".unit").nth(1)
    unit.locator("textarea").fill("ثلاث غرف جديدة.")
    expect(unit.locator("[data-said] .severe")).to_have_count(1)
    unit.locator("textarea").fill("ثلاث <strong>غرف</strong> جديدة.")
    expect(unit.locator("[data-said]")).to_have_text("Nothing was found.")


def test_it_saves_by_itself(page: Page, shared_room: Newsroom, story: int) -> None:
    page.locator(".unit textarea").nth(2).fill("تفتح يوم الأحد.")
    expect(page.locator("[data-save-status]")).to_contain_text("Saved at", timeout=15_000)
    assert body(shared_room, story) == "<p>تفتح يوم الأحد.</p>"
    page.reload()
    expect(page.locator(".unit textarea").nth(2)).to_have_value("تفتح يوم الأحد.")
