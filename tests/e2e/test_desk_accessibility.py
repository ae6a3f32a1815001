"""axe finds nothing on any kind of page of the desk; nothing is too wide; no script complains."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.e2e.every_page import CODES, furnish, pages, rows
from tests.e2e.test_accessibility import RULES
from tests.support.browser import watched_page
from tests.support.homes import Home
from tests.support.newsroom import Newsroom, newsroom

# For each language the looks in which its pages are measured; the last is that in which axe looks.
BOTH = [
    ("en", ((1280, "dark"), (360, "light"))),
    ("ar", ((360, "light"), (1280, "dark"))),
]

# The labels that stand below their boxes, and not beside them.
APART = """[...document.querySelectorAll('.check > input + label')]
    .filter(label => label.checkVisibility())
    .filter(label => label.offsetTop >=
        label.control.offsetTop + label.control.offsetHeight)
    .map(label => label.innerText)"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[Newsroom]:
    """A site with something of every kind."""
    home = sample_home.copy(tmp_path_factory.mktemp("every-page") / "instance")
    with newsroom(home) as running:
        yield running
    home.remove()


@pytest.fixture(scope="module")
def values(room: Newsroom) -> dict[str, dict[str, Any]]:
    """What stands in the address of each page that names something."""
    return furnish(room)


def faults(page: Page, looks: tuple[tuple[int, str], ...]) -> list[Any]:
    """What is wrong with the page that is open, in each of the looks."""
    found: list[Any] = []
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # one of the two
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append((page.url, f"{wide} px wide in a window of {width}"))
        found += [(page.url, "a box above its label", name) for name in page.evaluate(APART)]
    told = Axe().run(page, options=RULES).response["violations"]
    return [*found, *((page.url, one["id"], one["nodes"][0]["html"][:160]) for one in told)]


@pytest.mark.parametrize(("code", "looks"), BOTH, ids=CODES)
def test_axe_finds_nothing_on_any_page_of_the_desk(
    room: Newsroom, values: dict[str, Any], browser: Browser, code: str, looks: Any
) -> None:
    user = room.hire(f"visitor-{code}", "administrator", language=code)
    found: list[Any] = []
    with watched_page(browser, room.address, locale=code) as page:
        page.context.add_cookies([room.cookie(user)])
        for path in pages(room, values, rows()):
            answer = page.goto(path)
            assert answer is not None
            if answer.status != 200:
                found.append((path, answer.status))
                continue
            found += faults(page, looks)
    assert found == []


@pytest.mark.parametrize(("code", "looks"), BOTH, ids=CODES)
def test_axe_finds_nothing_at_the_door_and_where_something_was_refused(
    room: Newsroom, values: dict[str, Any], browser: Browser, code: str, looks: Any
) -> None:
    room.hire(f"guest-{code}", language=code)
    found: list[Any] = []
    with ExitStack() as stack:
        page = stack.enter_context(watched_page(browser, room.address, locale=code))
        for path in ("/editor/forgotten", f"/editor/link/{values['link']['key']}"):
            page.goto(f"{path}?language={code}")
            found += faults(page, looks)
        page.goto(f"/editor/sign-in?language={code}")
        for _time in range(2):  # as it is opened, and with an error
            found += faults(page, looks)
            page.fill("#email", f"guest-{code}@desk.example")
            page.fill("#password", "wrong")
            page.click("main form .actions button")
        page.fill("#password", "velvet otter paints seven harbours")
        page.click("main form .actions button")
        page.wait_for_selector("#code")
        found += faults(page, looks)
        page.fill("#code", room.code())
        page.click("main form .actions button")
        page.goto("/editor/stories/new")
        page.click(".story-actions button[value=save]")
        page.wait_for_selector(".errors")
        found += faults(page, looks)
        for path in ("/editor/nowhere", "/editor/users"):
            page.goto(path)
            found += faults(page, looks)
    assert found == []
