"""axe in a browser's page: its script comes with each page, and only what is wrong comes back."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    ],
    "resultTypes": ["violations"],
}
_RUN = """options => axe.run(document, options).then(found => found.violations.map(
    one => [location.href, one.id, one.nodes[0].html.slice(0, 160)]))"""


def install(page: Page) -> None:
    """Let every page that is opened from now on have axe: to send it each time takes long."""
    page.add_init_script(Axe().axe_script)


def violations(page: Page) -> list[Any]:
    """What axe finds wrong: address of the page, rule, and the first element."""
    found: list[Any] = page.evaluate(_RUN, OPTIONS)
    return found
