"""How often pages ask the database: a few times, however much they show."""

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

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
def asked() -> Iterator[list[str]]:
    """The statements that any engine is sent."""
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield statements
    event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture
def uncached(make_site: MakeSite) -> Site:
    """A site that renders every page anew."""
    return make_site(page_cache_mb=0)


@pytest.mark.parametrize("path", MOST)
def test_a_page_asks_a_few_times(uncached: Site, asked: list[str], path: str) -> None:
    uncached.get(path, status=200)
    assert 0 < len(asked) <= MOST[path]
