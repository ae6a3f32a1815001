"""Words that were acknowledged, while things break at random, at length: `make test-faults`."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.browser import chromium
from tests.support.homes import Home
from tests.support.newsroom import Newsroom, newsroom
from tests.support.words import break_things

pytestmark = pytest.mark.faults

ROUNDS = 60
LONGEST = 600  # seconds


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for all of them."""
    with chromium() as running:
        yield running


@pytest.fixture
def room(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[Newsroom]:
    """A site with two processes that answer."""
    home = sample_home.copy(tmp_path_factory.mktemp("words") / "instance")
    with newsroom(home) as running:
        yield running
    home.remove()


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_the_last_acknowledged_words_are_kept(browser: Browser, room: Newsroom, seed: int) -> None:
    break_things(browser, room, seed=seed, rounds=ROUNDS, seconds=LONGEST)
