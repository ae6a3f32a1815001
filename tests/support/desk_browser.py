"""Somebody at the desk in a real browser: by mouse, by keyboard alone, and without script."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Protocol

from playwright.sync_api import FileChooser, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests.support.accounts import PASSWORD
from tests.support.newsroom import Newsroom

FAR = 400  # how often somebody presses Tab before giving up
QUICK, BREATH = 15, 60  # milliseconds between letters, and around other keys
FACT = "[[members|count]]"
ACTIVE = "selector => document.activeElement.matches(selector)"


class Hand(Protocol):
    """What a hand can do on a page; `script` says whether the page has any."""

    page: Page
    script: bool

    def press(self, selector: str) -> None:
        """Press a button or follow a link."""

    def write(self, selector: str, text: str) -> None:
        """Write into a field, in place of what stands there."""

    def choose(self, selector: str) -> None:
        """Choose a radio button."""

    def pick(self, selector: str, value: str) -> None:
        """Choose from a list."""

    def attach(self, selector: str, file: Path) -> None:
        """Choose a file."""

    def moment(self, selector: str, value: str) -> None:
        """Fill in a day (2026-11-22) or a time (09:05)."""

    def fact(self, field: str, expression: str) -> None:
        """Cite a fact where the cursor is."""


class Mouse:
    """Points and clicks."""

    def __init__(self, page: Page, *, script: bool = True) -> None:
        self.page, self.script = page, script

    def press(self, selector: str) -> None:
        self.page.locator(selector).first.click()

    def write(self, selector: str, text: str) -> None:
        self.press(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, selector: str) -> None:
        self.press(selector)

    def pick(self, selector: str, value: str) -> None:
        self.page.locator(selector).select_option(value)

    def attach(self, selector: str, file: Path) -> None:
        self.page.locator(selector).set_input_files(file)

    def moment(self, selector: str, value: str) -> None:
        self.page.locator(selector).fill(value)

    def fact(self, field: str, expression: str) -> None:
        self.press(f"{field}-bar [data-tool=fact]")
        self.press(f"dialog button[value='{expression}']")


class Keyboard:
    """Has no mouse: every place is reached by Tab, lists and radio buttons by the arrows."""

    script = True

    def __init__(self, page: Page) -> None:
        self.page = page

    def is_at(self, selector: str) -> bool:
        """Whether the focus is on what a selector finds."""
        return bool(self.page.evaluate(ACTIVE, selector))

    def reach(self, selector: str, key: str = "Tab") -> None:
        """Press Tab, or another key, until the focus is there."""
        self.page.wait_for_selector(selector, state="attached")
        for _step in range(FAR):
            if self.is_at(selector):
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{selector} cannot be reached by {key} on {self.page.url}")

    def press(self, selector: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Enter")

    def write(self, selector: str, text: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, selector: str) -> None:
        self.reach("input[type=radio]:checked")
        self.reach(selector, "ArrowDown")

    def pick(self, selector: str, value: str) -> None:
        self.reach(selector)
        self.page.keyboard.press("Home")
        for _step in range(FAR):
            if self.page.locator(selector).input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{selector} does not offer {value}")

    def attach(self, selector: str, file: Path) -> None:
        """Open the list of files with Enter; as a person does, once more where nothing opens.

        A browser opens it for a key that it has just seen: on a busy machine the focus may have
        moved, or too much time passed, when it comes to the first one.
        """
        try:
            chooser = self._chooser(selector)
        except PlaywrightTimeout:
            chooser = self._chooser(selector)
        chooser.set_files(file)

    def _chooser(self, selector: str) -> FileChooser:
        self.reach(selector)
        with self.page.expect_file_chooser() as opened:
            self.page.keyboard.press("Enter")
        return opened.value

    def moment(self, selector: str, value: str) -> None:
        """Type it as the browser's own fields want it, which they say in the order of its parts."""
        for typed in orders(value):
            self.page.locator("body").evaluate("() => document.activeElement.blur()")
            self.reach(selector)
            self.page.keyboard.type(typed)
            if self.page.locator(selector).input_value() == value:
                return
        raise AssertionError(f"{value} cannot be typed into {selector}")

    def fact(self, field: str, expression: str) -> None:
        self.reach(f"{field}-bar button", "Shift+Tab")
        self.reach(f"{field}-bar [data-tool=fact]", "ArrowRight")
        self.page.keyboard.press("Enter")
        self.press(f"dialog button[value='{expression}']")


def orders(value: str) -> list[str]:
    """A day or a time as the fields of browsers take it, in one order of its parts or another."""
    if ":" in value:
        hour, minute = map(int, value.split(":"))
        half = "PM" if hour >= 12 else "AM"
        return [f"{hour % 12 or 12:02}{minute:02}{half}", f"{hour:02}{minute:02}"]
    year, month, day = value.split("-")
    return [f"{month}{day}{year}", f"{day}{month}{year}", f"{year}{month}{day}"]


def sign_in(hand: Hand, room: Newsroom, name: str) -> None:
    """Sign in with password and second factor, and arrive at the desk."""
    hand.page.goto("/editor/")
    hand.write("#email", f"{name}@desk.example")
    hand.write("#password", PASSWORD)
    hand.press("main form .actions button")
    hand.write("#code", room.code())
    hand.press("main form .actions button")
    expect(hand.page).to_have_url("/editor/")


def ready(page: Page, field: str) -> None:
    """Wait until the form is whole: a script puts the rich text in the place of its field."""
    page.wait_for_selector(field, state="attached")
    page.wait_for_load_state("load")
    page.wait_for_function("!window.Trix || document.querySelectorAll('.rich').length > 1")


def key_by_key(page: Page, key: str) -> None:
    """Press a key as a person does: the rich text shows what it did before the next one comes."""
    page.wait_for_timeout(BREATH)
    page.keyboard.press(key)
    page.wait_for_timeout(BREATH)


def write_text(hand: Hand, language: str, *paragraphs: str) -> None:
    """Write a text into an empty field; FACT in it is a fact from the menu."""
    field = f"#body_{language}"
    ready(hand.page, field)
    hand.write(field, "")
    for number, paragraph in enumerate(paragraphs):
        for _line in range(0 if not number else 1 if hand.script else 2):
            key_by_key(hand.page, "Enter")
        before, fact, after = paragraph.partition(FACT)
        hand.page.keyboard.type(before, delay=QUICK)
        if fact and hand.script:
            hand.fact(field, FACT)
            hand.page.wait_for_function(ACTIVE, arg=field)
            hand.page.wait_for_timeout(BREATH)
        elif fact:
            hand.page.keyboard.type(fact)
        hand.page.keyboard.type(after, delay=QUICK)
    parts = [re.escape(part) for paragraph in paragraphs for part in paragraph.split(FACT)]
    written = hand.page.locator(f"textarea[name=body_{language}]")
    expect(written).to_have_value(re.compile(".*".join(parts), re.DOTALL))


def save(hand: Hand) -> None:
    """Press Save, and see that it was."""
    hand.press(".story-actions button[value=save]")
    expect(hand.page.locator(".messages .message")).to_be_visible()
