"""Does the other language need to change? Asked while somebody types, and without any script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from app.content import texts
from app.extensions import db
from app.models import Story
from tests.support.browser import watched_page
from tests.support.newsroom import Newsroom

BODIES = {
    "en": "<p>The school has 3 rooms.</p>\n<p>It opens on Sunday.</p>",
    "ar": "<p>في المدرسة 3 غرف.</p>\n<p>تفتح أبوابها يوم الأحد.</p>",
}


def story(room: Newsroom) -> str:
    """The form of a story in both languages."""

    def begin() -> int:
        made = Story(source_language="en")
        db.session.add(made)
        db.session.flush()
        for code, body in BODIES.items():
            texts.save(texts.text_of(made, code), {"title": f"School {code}", "body": body})
        db.session.commit()
        return int(made.id)

    return f"/editor/stories/{room.within(begin)}"


@pytest.mark.parametrize("script", [True, False])
def test_the_question_is_asked_and_answered(
    browser: Browser, shared_room: Newsroom, script: bool
) -> None:
    room, path = shared_room, story(shared_room)
    cookie = room.cookie(room.hire(f"layla-asked-{script}", language="en"))
    with watched_page(browser, room.address, java_script_enabled=script) as page:
        page.context.add_cookies([cookie])
        page.goto(path)
        expect(page.locator(".ask")).to_have_count(0)
        if script:
            _typed_and_answered(page)
        else:
            _saved_and_answered(page)
        page.goto(path)
        expect(page.locator(".ask")).to_have_count(0)
        expect(page.locator("#side-ar .stands")).not_to_contain_text("behind")


def _typed_and_answered(page: Page) -> None:
    """While typing nothing moves: a button leads to the question; the form is not left."""
    title = page.locator("#title_en")
    title.fill("School in Mosul")
    button = page.locator("[data-save-status] button")
    expect(button).to_contain_text("need to change?")
    expect(page.locator(".ask")).to_have_count(0)
    button.click()
    expect(page.locator("#ask-ar-title")).to_be_focused()
    title.fill("School in Mosul, unsaved")
    page.locator("#ask-ar button[value=no]").click()
    expect(page.locator(".ask")).to_have_count(0)
    expect(title).to_have_value("School in Mosul, unsaved")
    title.fill("School in Mosul")
    expect(page.locator("#side-ar .stands")).not_to_contain_text("behind")
    expect(page.locator("[data-save-status]")).to_contain_text("Saved")


def _saved_and_answered(page: Page) -> None:
    page.locator("#title_en").fill("School in Mosul")
    page.locator(".story-actions button[value=save]").click()
    expect(page.locator(".ask h2")).to_contain_text("need to change?")
    expect(page.locator(".ask ins").first).to_contain_text("in")
    page.locator("#ask-ar button[value=no]").click()
    expect(page.locator("main")).to_contain_text("counts as up to date")
