"""How often pages ask the database: a few times, however much they show."""

import pytest

from tests.conftest import MakeSite
from tests.support.pages import Site

MOST = {
    "/en/": 20,
    "/ar/stories": 12,
    "/en/members": 10,
    "/ar/search?q=daesh": 10,
    "/ar/feed.atom": 10,
    "/en/feed.json": 10,
    "/sitemap-1.xml": 20,
    "/sitemap-2.xml": 2,
}


@pytest.fixture
def uncached(make_site: MakeSite) -> Site:
    """A site that renders every page anew."""
    return make_site(page_cache_mb=0)


@pytest.mark.parametrize("path", MOST)
def test_a_page_asks_a_few_times(uncached: Site, asked: list[str], path: str) -> None:
    uncached.get(path, status=200)
    assert 0 < len(asked) <= MOST[path]
