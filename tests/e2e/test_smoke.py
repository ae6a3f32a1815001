"""The site opens in a browser, in every language, with script and without."""

import pytest
from playwright.sync_api import expect

from app.i18n.languages import Language, public_languages
from tests.e2e.conftest import OpenPage


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("language", public_languages(), ids=lambda language: language.code)
def test_home_opens(open_page: OpenPage, language: Language, script: bool) -> None:
    page = open_page(java_script_enabled=script)
    answer = page.goto(f"/{language.code}/")
    assert answer is not None
    assert answer.ok
    expect(page.locator("html")).to_have_attribute("lang", language.tag)
    expect(page.locator("html")).to_have_attribute("dir", language.direction)
    expect(page.locator("h1")).to_be_visible()
