"""A real Chromium, and a page in it that tells what went wrong while the test looked elsewhere."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

# Chromium asks its maker for this and that when it starts; the tests load from here alone.
QUIET = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
# Debian's Chromium without windows: with one, the address bar loads two pages of its own at first,
# which take more time than the pages that most tests open.
WITHOUT_WINDOWS = "/usr/bin/chromium-headless-shell"


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser, closed at the end."""
    program = os.environ.get("CHROMIUM") or WITHOUT_WINDOWS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        try:
            yield browser
        finally:
            browser.close()


class Watch:
    """What a browser page did that no test asks for: errors, and requests to other hosts."""

    def __init__(self, page: Page, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", self.console)
        page.on("request", lambda request: self.request(request.url))

    def console(self, message: ConsoleMessage) -> None:
        """Note an error; that a page answered 404 is the test's own business."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.faults.append(f"console: {message.text}")

    def request(self, url: str) -> None:
        """Note a request that leaves the site."""
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.netloc != self.host:
            self.faults.append(f"request to {url}")


@contextmanager
def watched_page(browser: Browser, address: str, **options: Any) -> Iterator[Page]:
    """A page in a browser profile of its own; AssertionError at the end for what Watch has seen.

    `options` are those of playwright's new_context: `locale`, `viewport`, `java_script_enabled` …
    """
    context = browser.new_context(base_url=address, **options)
    try:
        page = context.new_page()
        watch = Watch(page, address)
        yield page
        assert not watch.faults, watch.faults
    finally:
        context.close()
