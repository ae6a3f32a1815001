"""The golden test: handles, hashtags, emoji and an address in six posts, as Chromium draws them."""

import pytest
from playwright.sync_api import Page

from app.i18n.languages import Language, public_languages
from tests.e2e.conftest import OpenPage

CODES = [language.code for language in public_languages()]

# For every Latin or hashtag run: the place of each of its letters, in the order in which it reads.
PLACES = """() => [...document.querySelectorAll('.post .text bdi')].map(run => {
  const walker = document.createTreeWalker(run, NodeFilter.SHOW_TEXT);
  const places = [];
  for (let node; (node = walker.nextNode());) {
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      places.push([Math.round(box.top), box.left]);
    }
  }
  return {text: run.textContent, places, dir: getComputedStyle(run).direction};
})"""


def runs(page: Page) -> list[dict]:
    """The isolated runs of the posts on a page."""
    found: list[dict] = page.evaluate(PLACES)
    return found


def is_latin(text: str) -> bool:
    """Whether a run reads from left to right."""
    return all(ord(letter) < 0x590 for letter in text)


@pytest.mark.parametrize("code", CODES)
def test_handles_hashtags_and_addresses_read_in_their_own_direction(
    browser_page: Page, code: str
) -> None:
    browser_page.goto(f"/{code}/social")
    found = runs(browser_page)
    assert len(found) >= 10
    for run in found:
        assert run["dir"] == ("ltr" if is_latin(run["text"]) else "rtl"), run["text"]
        lines: dict[int, list[float]] = {}
        for top, left in run["places"]:
            lines.setdefault(top, []).append(left)
        # Joined Arabic letters may stand above one another; Latin ones never do.
        for lefts in lines.values() if is_latin(run["text"]) else ():
            assert lefts == sorted(lefts), run["text"]


@pytest.mark.parametrize("code", CODES)
def test_the_posts_keep_every_sign(browser_page: Page, code: str) -> None:
    browser_page.goto(f"/{code}/social")
    text = browser_page.locator("main").inner_text()
    for sign in ("@UNESCO", "@UAEMCY", "@uaenatcomecs", "@IraqiSpoxMOD", "🐎"):
        assert sign in text
    address = "https://twitter.com/IraqiSpoxMOD/status/1573608277476360192"
    assert address in text.replace("\n", "")
    assert browser_page.locator(".post").count() == 6


def test_a_post_speaks_its_own_language_within_a_page_of_another(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/ar/social")
    for post in page.locator(".post .text").all():
        assert post.get_attribute("lang") == "ar"
        assert post.get_attribute("dir") == "rtl"
    for handle in page.locator(".post header bdi[dir=ltr]").all():
        assert handle.inner_text().startswith("@")


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_wider_than_a_small_phone(open_page: OpenPage, code: str) -> None:
    page = open_page(viewport={"width": 320, "height": 640})
    paths = ["", "stories", "members", "facts", "coalition", "social", "search?q=UNESCO", "topics"]
    for path in [*paths, "about", "campaigns", "series/sixty-seconds/1"]:
        page.goto(f"/{code}/{path}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, f"/{code}/{path} is {width} px wide"


def test_nothing_arabic_is_slanted_or_spaced(browser_page: Page) -> None:
    browser_page.goto("/ar/stories")
    links = browser_page.locator("main h2 a, main h3 a").all()
    paths = [link.get_attribute("href") or "" for link in links]
    for path in ["/ar/about", "/ar/coalition", *paths]:
        browser_page.goto(path)
        styles = browser_page.evaluate(
            """() => [...document.querySelectorAll('body *')]
              .filter(one => one.matches(':lang(ar)') && one.checkVisibility())
              .map(one => [one.outerHTML.slice(0, 80), getComputedStyle(one)])
              .filter(([_, s]) => s.fontStyle !== 'normal' || s.letterSpacing !== 'normal'
                || s.textAlign === 'justify')
              .map(([html]) => html)"""
        )
        assert styles == [], path


@pytest.mark.parametrize("language", public_languages(), ids=lambda language: language.code)
def test_a_page_has_its_language_s_face_and_other_scripts_the_device_s(
    browser_page: Page, language: Language
) -> None:
    browser_page.goto(f"/{language.code}/")
    face = "e => [getComputedStyle(e).fontFamily.split(',')[0], getComputedStyle(e).lineHeight]"
    own, _height = browser_page.locator("body").evaluate(face)
    assert own == {"sans": '"Rivers Sans"', "arabic": '"Rivers Arabic"'}[language.faces[0]]
    others = [other for other in public_languages() if other.direction != language.direction]
    for other in others:
        name = browser_page.locator(f".languages [lang={other.tag}]")
        assert name.evaluate(face)[0] == "system-ui"
    tall = language.direction == "rtl" or None
    assert (
        browser_page.locator("html").evaluate(
            "e => getComputedStyle(e).getPropertyValue('--lead') === '1.8' || null"
        )
        == tall
    )
