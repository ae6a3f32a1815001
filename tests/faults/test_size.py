"""The site at size: the last page of a list costs what the first does, and search stays quick."""

import re
import time
from collections.abc import Callable, Iterator
from statistics import median

import pytest

from app import create_app
from tests.support.homes import Home, close, command
from tests.support.pages import Site

pytestmark = pytest.mark.faults

STORIES = 3000
MARGIN = 10  # machines are noisy; what is looked for is a cost that grows with the content
FLOOR = 0.02  # seconds, below which a difference says nothing


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[Site]:
    """A site with thousands of stories in both languages, and no page cache."""
    home = sample_home.copy(tmp_path_factory.mktemp("big") / "instance")
    app = create_app(home.settings(page_cache_mb=0))
    command(app, "content", "generate", str(STORIES))
    yield Site(app)
    close(app)
    home.remove()


def seconds(visit: Callable[[], object]) -> float:
    """The middle of five visits."""
    times = []
    for _visit in range(5):
        began = time.perf_counter()
        visit()
        times.append(time.perf_counter() - began)
    return median(times)


def test_the_last_page_costs_what_the_first_does(big: Site) -> None:
    path, pages = "/ar/stories", []
    while path:
        pages.append(path)
        following = big.get(path).attributes("main a[rel=next]", "href")
        path = following[0] if following else ""
    assert len(pages) > STORIES // 20
    first = seconds(lambda: big.client.get(pages[0]))
    last = seconds(lambda: big.client.get(pages[-1]))
    assert last < MARGIN * max(first, FLOOR)


@pytest.mark.parametrize("query", ["harbour", "الميناء", "daesh", "zzzz"])
def test_a_search_does_not_read_everything(big: Site, query: str) -> None:
    empty = seconds(lambda: big.client.get("/en/search"))
    found = seconds(lambda: big.client.get("/en/search", query_string={"q": query}))
    assert found < MARGIN * max(empty, FLOOR)


def test_the_sitemap_names_every_story_in_its_parts(big: Site) -> None:
    parts = re.findall(r"<loc>[^<]*/(sitemap-\d+\.xml)</loc>", big.get("/sitemap.xml").text)
    listed = sum(big.get(f"/{name}").text.count("<url>") for name in parts)
    assert listed > 2 * STORIES
