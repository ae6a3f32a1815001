"""Fixtures of the browser tests: the site behind gunicorn, and pages of a real Chromium."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import chromium, watched_page
from tests.support.homes import Home
from tests.support.newsroom import Newsroom, newsroom
from tests.support.server import free_port, serve

OpenPage = Callable[..., Page]

expect.set_options(timeout=20_000)  # milliseconds; machines that test are busy


# The files that take longest: begun first, they leave no process alone at the end.
LONG = ("test_pseudo", "test_nothing_lost", "test_desk_accessibility", "test_newsroom")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs a browser, and runs when asked for: `pytest -m e2e`."""
    here = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    for item in here:
        item.add_marker(pytest.mark.e2e)
    first = [item for name in LONG for item in here if item.path.stem == name]
    others = set(items) - set(first)
    items[:] = first + [item for item in items if item in others]


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[str]:
    """The address of the site with sample content behind gunicorn; tests must write nothing."""
    home = sample_home.copy(tmp_path_factory.mktemp("live") / "instance")
    port = free_port()
    with serve(home.settings(port=port, site_url=f"http://127.0.0.1:{port}")) as address:
        yield address
    home.remove()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    with chromium() as running:
        yield running


@pytest.fixture(scope="session")
def shared_room(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[Newsroom]:
    """A site for tests that keep to people and stories of their own."""
    home = sample_home.copy(tmp_path_factory.mktemp("room") / "instance")
    with newsroom(home) as running:
        yield running
    home.remove()


@pytest.fixture
def open_page(browser: Browser, live_server: str) -> Iterator[OpenPage]:
    """Opens pages in profiles of their own: `open_page(java_script_enabled=False)`."""
    with ExitStack() as stack:

        def make(**options: Any) -> Page:
            return stack.enter_context(watched_page(browser, live_server, **options))

        yield make


@pytest.fixture
def browser_page(open_page: OpenPage) -> Page:
    """A page in a fresh profile; `browser_page.goto("/ar/")` is relative to the site."""
    return open_page()
