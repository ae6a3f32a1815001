"""axe finds nothing on any kind of page, in both languages, light and dark, on a phone."""

from typing import Any

import pytest

from app.i18n.languages import public_languages
from tests.e2e.conftest import OpenPage
from tests.support import axe

CODES = [language.code for language in public_languages()]
PATHS = (
    *("", "stories", "coalition", "members", "facts", "social", "topics", "topics/financing"),
    *("campaigns", "campaigns/deny-daesh-cash", "series/sixty-seconds", "series/sixty-seconds/1"),
    *("search?q=daesh", "search?q=zzzzz", "search", "about", "accessibility", "nowhere"),
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", CODES)
def test_axe_finds_nothing(open_page: OpenPage, code: str, scheme: str) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": 360, "height": 740})
    axe.install(page)
    page.goto(f"/{code}/stories")
    story = page.locator("main h2 a, main h3 a").first.get_attribute("href") or ""
    found: list[Any] = []
    for path in [*(f"/{code}/{path}" for path in PATHS), story]:
        page.goto(path)
        found += axe.violations(page)
    assert found == []
