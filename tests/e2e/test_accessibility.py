"""axe finds nothing on any kind of page, in both languages, light and dark, on a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from app.i18n.languages import public_languages
from tests.e2e.conftest import OpenPage

CODES = [language.code for language in public_languages()]
PATHS = (
    *("", "stories", "coalition", "members", "facts", "social", "topics", "topics/financing"),
    *("campaigns", "campaigns/deny-daesh-cash", "series/sixty-seconds", "series/sixty-seconds/1"),
    *("search?q=daesh", "search?q=zzzzz", "search", "about", "accessibility", "nowhere"),
)
RULES = {
    "runOnly": [
        *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"),
    ]
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", CODES)
def test_axe_finds_nothing(open_page: OpenPage, code: str, scheme: str) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": 360, "height": 740})
    page.goto(f"/{code}/stories")
    story = page.locator("main h2 a, main h3 a").first.get_attribute("href") or ""
    found = []
    for path in [*(f"/{code}/{path}" for path in PATHS), story]:
        page.goto(path)
        faults = Axe().run(page, options=RULES).response["violations"]
        found += [(path, fault["id"], fault["nodes"][0]["html"][:120]) for fault in faults]
    assert found == []
