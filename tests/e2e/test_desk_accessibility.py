"""axe finds nothing on any kind of page of the desk; nothing is too wide; no script complains."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.every_page import furnish, pages, rows
from tests.support import axe
from tests.support.browser import watched_page
from tests.support.homes import Home
from tests.support.newsroom import Newsroom, newsroom

Looks = tuple[tuple[int, Literal["dark", "light"]], ...]
# For each language the looks in which its pages are measured; the last is that in which axe looks.
LOOKS: dict[str, Looks] = {
    "en": ((1280, "dark"), (360, "light")),
    "ar": ((360, "light"), (1280, "dark")),
}

# How wide the page is, and the labels that stand below their boxes, and not beside them.
MEASURED = """() => [document.documentElement.scrollWidth,
    [...document.querySelectorAll('.check > input + label')]
        .filter(label => label.checkVisibility())
        .filter(label => label.offsetTop >=
            label.control.offsetTop + label.control.offsetHeight)
        .map(label => label.innerText)]"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[Newsroom]:
    """A site with something of every kind."""
    home = sample_home.copy(tmp_path_factory.mktemp("every-page") / "instance")
    with newsroom(home, web_concurrency=1) as running:
        yield running
    home.remove()


@pytest.fixture(scope="module")
def values(room: Newsroom) -> dict[str, dict[str, Any]]:
    """What stands in the address of each page that names something."""
    return furnish(room)


def faults(page: Page, looks: Looks) -> list[Any]:
    """What is wrong with the page that is open, in each of the looks.

    The first is the one in which the page before was seen last, so that it changes once a page.
    """
    found: list[Any] = []
    size = page.viewport_size
    shown = size is not None and size["width"] == looks[-1][0]
    for width, scheme in reversed(looks) if shown else looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        wide, apart = page.evaluate(MEASURED)
        if wide > width:
            found.append((page.url, f"{wide} px wide in a window of {width}"))
        found += [(page.url, "a box above its label", name) for name in apart]
        if (width, scheme) == looks[-1]:
            found += axe.violations(page)
    return found


@pytest.mark.parametrize("in_both", [False, pytest.param(True, marks=pytest.mark.faults)])
def test_axe_finds_nothing_on_any_page_of_the_desk(
    room: Newsroom, values: dict[str, Any], browser: Browser, in_both: bool
) -> None:
    """Each page in one of the languages, turn by turn; where there is time, in both."""
    found: list[Any] = []
    with ExitStack() as stack:
        opened = [stack.enter_context(visitor(room, browser, code)) for code in LOOKS]
        for number, path in enumerate(pages(room, values, rows())):
            turn = number % len(opened)
            for page in opened if in_both else opened[turn : turn + 1]:
                found += faults_at(page, path)
    assert found == []


@contextmanager
def visitor(room: Newsroom, browser: Browser, code: str) -> Iterator[Page]:
    """A page of somebody who may see them all, in their language."""
    user = room.hire(f"visitor-{code}", "administrator", language=code)
    with watched_page(browser, room.address, locale=code) as page:
        axe.install(page)
        page.context.add_cookies([room.cookie(user)])
        yield page


def faults_at(page: Page, path: str) -> list[Any]:
    """What is wrong with the page at an address, in its language's looks."""
    answer = page.goto(path)
    assert answer is not None
    if answer.status != 200:
        return [(path, answer.status)]
    return faults(page, LOOKS[page.evaluate("document.documentElement.lang")])


def press(page: Page, button: str) -> None:
    """Send a form, and wait for the page that answers."""
    with page.expect_navigation():
        page.click(button)


@pytest.mark.parametrize(("code", "looks"), LOOKS.items())
def test_axe_finds_nothing_at_the_door_and_where_something_was_refused(
    room: Newsroom, values: dict[str, Any], browser: Browser, code: str, looks: Looks
) -> None:
    room.hire(f"guest-{code}", language=code)
    found: list[Any] = []
    with ExitStack() as stack:
        page = stack.enter_context(watched_page(browser, room.address, locale=code))
        axe.install(page)
        for path in ("/editor/forgotten", f"/editor/link/{values['link']['key']}"):
            page.goto(f"{path}?language={code}")
            found += faults(page, looks)
        page.goto(f"/editor/sign-in?language={code}")
        for _time in range(2):  # as it is opened, and with an error
            found += faults(page, looks)
            page.fill("#email", f"guest-{code}@desk.example")
            page.fill("#password", "wrong")
            press(page, "main form .actions button")
        page.fill("#password", "velvet otter paints seven harbours")
        press(page, "main form .actions button")
        page.wait_for_selector("#code")
        found += faults(page, looks)
        page.fill("#code", room.code())
        press(page, "main form .actions button")
        page.goto("/editor/stories/new")
        press(page, ".story-actions button[value=save]")
        page.wait_for_selector(".errors")
        found += faults(page, looks)
        for path in ("/editor/nowhere", "/editor/users"):
            page.goto(path)
            found += faults(page, looks)
    assert found == []
