"""Rich text over the plain fields: what goes in comes out, and what is pasted is clean."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from app import assets
from app.config import ROOT
from app.content.lifecycle.paragraphs import as_html, stored
from tests.conftest import MakeApp
from tests.support.bench import Bench, bench
from tests.support.browser import watched_page

pytestmark = pytest.mark.skipif(
    not assets.rich_text_available(), reason="the libraries of the rich text were not fetched"
)

CLIPBOARD = Path(__file__).parent / "clipboard"
MIXED = (CLIPBOARD / "mixed.html").read_text().strip()
PICTURE = {"id": 7, "name": "river.jpg", "src": "/static/none.png", "kind": "picture", "alt": {}}


@pytest.fixture
def desk(make_app: MakeApp) -> Iterator[Bench]:
    """The page with the form."""
    with bench(make_app()) as made:
        yield made


@pytest.fixture
def page(browser: Browser, desk: Bench) -> Iterator[Page]:
    """A browser that may write to the clipboard; the end fails where the console told of errors."""
    with watched_page(browser, desk.address) as opened:
        yield opened


def show(page: Page, desk: Bench, body: str = "", language: str = "en") -> Locator:
    """Open the form with `body`; its field, rich or plain."""
    desk.bodies = {language: body}
    page.goto("/bench")
    page.locator(".rich").nth(1).wait_for(state="attached")
    return page.locator(f"#body_{language}")


def written(page: Page, language: str = "en") -> str:
    """What the form would send."""
    return page.locator(f"textarea[name=body_{language}]").input_value()


def tool(page: Page, name: str, language: str = "en") -> Locator:
    """A button of the toolbar."""
    return page.locator(f"#body_{language}-bar").get_by_role("button", name=name, exact=True)


def press(page: Page, key: str) -> None:
    """Press a key as a person does: Trix shows one before the next comes."""
    page.keyboard.press(key)
    page.wait_for_timeout(50)


def sample_bodies() -> list[str]:
    """Every text of the sample content."""
    files = (tomllib.loads(path.read_text()) for path in (ROOT / "sample").rglob("*.toml"))
    parts = (part for data in files for part in data.values() if isinstance(part, dict))
    return [part["body"] for part in parts if part.get("body")]


def test_opening_changes_not_one_byte(page: Page, desk: Bench) -> None:
    bodies = [MIXED, *sample_bodies()]
    assert len(bodies) > 20
    for body in bodies:
        field = show(page, desk, body)
        assert field.evaluate("element => element.localName") == "trix-editor", body
        assert written(page) == body


def test_what_comes_back_is_what_went_in_after_a_change_elsewhere(page: Page, desk: Bench) -> None:
    field = show(page, desk, MIXED)
    field.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.type("The end")
    page.wait_for_timeout(100)
    assert written(page) == MIXED + "\n<p>The end</p>"


def test_going_back_to_what_was_there_gives_the_very_bytes(page: Page, desk: Bench) -> None:
    field = show(page, desk, "<p>One</p>\n\n\n<p>two  </p>")
    field.press("Control+End")
    page.keyboard.type("x")
    page.wait_for_timeout(50)
    assert written(page) == "<p>One</p>\n<p>twox</p>"
    page.keyboard.press("Backspace")
    page.wait_for_timeout(50)
    assert written(page) == "<p>One</p>\n\n\n<p>two  </p>"


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><p>x</p></li></ul>",
        "<p>a <a href='/x'><strong>b</strong></a> <strong><a href='/x'>c</a></strong></p>",
        "<p>one<script>alert(1)</script></p>",
        "<blockquote>a<p>b</p></blockquote>",
        "<p><u>under</u></p>",
    ],
)
def test_what_cannot_be_kept_opens_as_it_is(page: Page, desk: Bench, body: str) -> None:
    field = show(page, desk, body)
    assert field.evaluate("element => element.localName") == "textarea"
    assert written(page) == body
    assert page.get_by_text("it holds something that the rich text cannot keep").count() == 1
    assert not page.locator("#body_en-bar").is_visible()


def test_plain_paragraphs_are_taken_as_such(page: Page, desk: Bench) -> None:
    show(page, desk, "One\n\ntwo & three")
    assert written(page) == "One\n\ntwo & three"
    page.locator("#body_en").press("Control+End")
    page.keyboard.type("!")
    page.wait_for_timeout(50)
    assert written(page) == "<p>One</p>\n<p>two &amp; three!</p>"


def test_tags_and_entities_in_plain_paragraphs_mean_what_they_mean(page: Page, desk: Bench) -> None:
    typed = "AT&T &lt;b&gt; a < b\n\nthree <strong>four</strong> five"
    field = show(page, desk, typed)
    assert field.evaluate("element => element.localName") == "trix-editor"
    assert written(page) == typed
    field.press("Control+End")
    page.keyboard.type("!")
    page.wait_for_timeout(50)
    kept = "<p>AT&amp;T &lt;b&gt; a &lt; b</p>\n<p>three <strong>four</strong> five!</p>"
    assert written(page) == kept
    assert stored(typed) == kept.replace("!", "")


PLAIN = ["One", "One\n\nTwo,\nthree", "a & b\n \n\n<em>c</em>", " \n\na\n", "<p>a</p>\n\nb", "",
         "a\n<ul><li>b</li>\n\n<li>c</li></ul>\nd\n\ne", "<blockquote>\n\na\n\n</blockquote>\nb",
         "a<hr>\nb", "<table>\n\na", "a</ul>\n\nb\n<H2>c</H2>\n\n\nd"]  # fmt: skip


def test_the_browser_makes_the_same_html_of_plain_paragraphs(page: Page, desk: Bench) -> None:
    show(page, desk)
    for typed in [*PLAIN, MIXED, *sample_bodies()]:
        assert page.evaluate("text => window.desk.asHTML(text)", typed) == as_html(typed)


def test_plain_paragraphs_are_html_where_html_is_shown(page: Page, desk: Bench) -> None:
    show(page, desk, "One\n\ntwo & three")
    page.get_by_role("button", name="Show as HTML").first.click()
    assert written(page) == "<p>One</p>\n<p>two & three</p>"


def test_what_is_typed_is_simple_html(page: Page, desk: Bench) -> None:
    field = show(page, desk)
    field.focus()
    tool(page, "Heading").click()
    page.keyboard.type("A < B")
    press(page, "Enter")
    page.keyboard.type("plain ")
    press(page, "Control+b")
    page.keyboard.type("bold")
    press(page, "Control+b")
    page.keyboard.type(" thin")
    press(page, "Shift+Enter")
    page.keyboard.type("line")
    press(page, "Enter")
    tool(page, "List").click()
    page.keyboard.type("one")
    press(page, "Enter")
    page.keyboard.type("two")
    press(page, "Enter")
    press(page, "Enter")
    tool(page, "Quotation").click()
    page.keyboard.type("said")
    press(page, "Enter")
    page.keyboard.type("more")
    press(page, "Enter")
    press(page, "Enter")
    page.keyboard.type("after")
    page.wait_for_timeout(100)
    assert written(page) == (
        "<h2>A &lt; B</h2>\n<p>plain <strong>bold</strong> thin<br>line</p>\n"
        "<ul><li>one</li><li>two</li></ul>\n"
        "<blockquote><p>said</p><p>more</p></blockquote>\n<p>after</p>"
    )


def test_a_link_is_made_changed_and_removed(page: Page, desk: Bench) -> None:
    field = show(page, desk, "<p>see here</p>")
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+k")
    page.get_by_label("Address").fill("example.org/x")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert written(page) == '<p><a href="https://example.org/x">see here</a></p>'
    page.keyboard.press("Control+k")
    assert page.get_by_label("Address").input_value() == "https://example.org/x"
    page.get_by_role("button", name="Remove").click()
    page.wait_for_timeout(100)
    assert written(page) == "<p>see here</p>"


def test_a_fact_is_chosen_with_the_keyboard_alone(page: Page, desk: Bench) -> None:
    field = show(page, desk, "<p>We are</p>")
    field.press("Control+End")
    page.keyboard.type(" ")
    page.keyboard.press("Shift+Tab")  # the button beside the toolbar
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.dataset.tool") == "heading2"
    for _step in range(9):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.tool") == "fact"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_timeout(100)
    assert written(page) == "<p>We are [[members|count]]</p>"
    assert page.locator("trix-editor .chip-fact").inner_text() == "85 members"
    page.keyboard.type(" now")
    page.wait_for_timeout(100)
    assert written(page) == "<p>We are [[members|count]] now</p>"


TRIES = 12  # of what went wrong every other time


@pytest.mark.parametrize(("language", "share", "expected"), [
    ("en", 0.8, "A [[members|count]]! B"), ("en", 0.2, "A ![[members|count]] B"),
    ("ar", 0.2, "أ [[members|count]]! ب"), ("ar", 0.8, "أ ![[members|count]] ب"),
])  # fmt: skip
def test_a_click_on_a_fact_puts_the_cursor_beside_it(
    page: Page, desk: Bench, language: str, share: float, expected: str
) -> None:
    show(page, desk, f"<p>{expected.replace('!', '')}</p>", language)
    chip = page.locator("trix-editor .chip-fact")
    box = chip.bounding_box()
    assert box is not None
    chip.click(position={"x": box["width"] * share, "y": box["height"] / 2})
    page.wait_for_timeout(200)
    press(page, "!")
    assert written(page, language) == f"<p>{expected}</p>"


def after_a_chip(page: Page, desk: Bench, words: str) -> Iterator[int]:
    """An empty field in which `words` and a chip were written, again and again."""
    show(page, desk)
    empty = """() => { const field = document.querySelector('[name=body_en]');
      field.value = ''; field.dispatchEvent(new CustomEvent('desk:put')); }"""
    for turn in range(TRIES):
        page.evaluate(empty)
        page.locator("#body_en").focus()
        page.keyboard.type(words)
        tool(page, "Fact").click()
        page.keyboard.press("Enter")
        yield turn


def test_keys_as_fast_as_they_can_be_come_in_their_order(page: Page, desk: Bench) -> None:
    for _turn in after_a_chip(page, desk, "We are "):
        page.keyboard.type(" now, and that is so.")
        page.wait_for_timeout(60)
        assert written(page) == "<p>We are [[members|count]] now, and that is so.</p>"


def test_keys_that_take_away_do_so_at_once(page: Page, desk: Bench) -> None:
    for _turn in after_a_chip(page, desk, "We "):
        page.keyboard.press("Enter")
        page.keyboard.type("B")
        page.keyboard.press("Backspace")
        page.keyboard.press("Backspace")
        page.keyboard.type(" now")
        page.wait_for_timeout(60)
        assert written(page) == "<p>We [[members|count]] now</p>"
        page.keyboard.press("Control+a")
        page.keyboard.press("Delete")
        page.keyboard.type("New")
        page.wait_for_timeout(60)
        assert written(page) == "<p>New</p>"


def test_a_table_is_made_and_edited_again(page: Page, desk: Bench) -> None:
    field = show(page, desk, "<p>Before</p>")
    field.press("Control+End")
    tool(page, "Table").click()
    page.get_by_label("Rows").fill("1")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Caption").fill("Sums")
    page.get_by_label("Heading of column 1").fill("Year")
    page.get_by_label("Heading of column 2").fill("Sum")
    page.get_by_label("Row 1, column 1").fill("2021")
    page.get_by_label("Row 1, column 2").fill("<5>")
    page.get_by_role("button", name="Use this").click()
    page.wait_for_timeout(100)
    table = (
        '<table><caption>Sums</caption><thead><tr><th scope="col">Year</th>'
        '<th scope="col">Sum</th></tr></thead>'
        "<tbody><tr><td>2021</td><td>{}</td></tr></tbody></table>"
    )
    assert written(page) == "<p>Before</p>\n" + table.format("&lt;5&gt;")
    press(page, "ArrowLeft")
    tool(page, "Table").click()
    page.get_by_label("Row 1, column 2").fill("6")
    page.get_by_role("button", name="Use this").click()
    page.wait_for_timeout(100)
    assert written(page) == "<p>Before</p>\n" + table.format("6")


def test_a_picture_is_chosen_or_added(page: Page, desk: Bench) -> None:
    def found(route: Route) -> None:
        route.fulfill(status=200, content_type="application/json", body=json.dumps([PICTURE]))

    def added(route: Route) -> None:
        assert "multipart/form-data" in route.request.headers["content-type"]
        assert route.request.headers["x-csrftoken"] == "one"
        body = json.dumps(PICTURE | {"id": 8})
        route.fulfill(status=201, content_type="application/json", body=body)

    page.route("**/editor/media/choose.json*", found)
    page.route("**/editor/media/add.json", added)
    field = show(page, desk, "<p>Text</p>")
    field.press("Control+End")
    tool(page, "Picture").click()
    page.get_by_role("button", name="river.jpg").click()
    page.wait_for_timeout(100)
    assert written(page) == "<p>Text</p>\n<p>[[picture:7]]</p>"
    tool(page, "Picture").click()
    page.get_by_label("Or add a new one").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": b"png"}
    )
    page.wait_for_selector(".chip-picture >> nth=1")
    assert written(page).endswith("<p>[[picture:7]]</p>\n<p>[[picture:8]]</p>")


def test_the_number_of_a_picture_is_found_by_its_name(page: Page, desk: Bench) -> None:
    found = json.dumps([PICTURE])
    page.route("**/editor/media/choose.json*", lambda route: route.fulfill(body=found))
    show(page, desk)
    page.get_by_role("button", name="Choose a picture").click()
    page.get_by_role("button", name="river.jpg").click()
    expect(page.get_by_label("Number", exact=True)).to_have_value("7")
    expect(page.locator(".chooser [role=status]").first).to_have_text("river.jpg")
    expect(page.get_by_role("button", name="Choose a picture")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_label("Number", exact=True)).to_have_value("7")


def test_the_number_of_a_video_is_found_by_its_title(page: Page, desk: Bench) -> None:
    asked: list[str] = []

    def found(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=json.dumps([{"id": 3, "name": "Harvest", "src": "", "kind": "video"}]))

    page.route("**/editor/media/choose.json*", found)
    show(page, desk)
    page.get_by_role("button", name="Choose a video").click()
    page.get_by_role("button", name="Harvest").click()
    expect(page.get_by_label("Video", exact=True)).to_have_value("3")
    assert all("kind=video" in url for url in asked)


def test_a_picture_that_is_refused_says_why(page: Page, desk: Bench) -> None:
    answer = json.dumps({"problems": {"file": ["This is no picture."]}})
    page.route("**/editor/media/choose.json*", lambda route: route.fulfill(body="[]"))
    page.route("**/editor/media/add.json", lambda route: route.fulfill(status=422, body=answer))
    show(page, desk).focus()
    tool(page, "Picture").click()
    page.get_by_label("Or add a new one").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": b"png"}
    )
    page.get_by_text("This is no picture.").wait_for()
    page.get_by_role("button", name="Cancel").click()
    assert written(page) == ""


def test_one_can_go_to_html_and_back(page: Page, desk: Bench) -> None:
    show(page, desk, "<p>One</p>")
    page.get_by_role("button", name="Show as HTML").first.click()
    page.get_by_label("Text en").fill("<p>Two</p>\n<h2>Three</h2>")
    page.get_by_role("button", name="Show as rich text").click()
    assert page.locator("trix-editor#body_en h2").inner_text() == "Three"
    assert written(page) == "<p>Two</p>\n<h2>Three</h2>"


PASTE = """([html, text]) => {
  const data = new DataTransfer();
  if (html) data.setData('text/html', html);
  data.setData('text/plain', text);
  document.querySelector('#body_en').dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
}"""
WHATSAPP = "[14:05, 3/11/2026] Layla: \u200e*urgent* \u202bنص\u202c\u200b\n\nsecond\u2060 line"


@pytest.mark.parametrize(
    ("html", "text", "result"),
    [
        (
            CLIPBOARD.joinpath("word.html").read_text(),
            "",
            (
                "<h2>Title</h2>\n<p><strong>Bold</strong> and <em>slanted</em> عربي</p>\n"
                "<ul><li>first</li><li>second</li></ul>\n"
                '<p><a href="https://example.org/a">link</a></p>'
            ),
        ),
        (
            CLIPBOARD.joinpath("google-docs.html").read_text(),
            "",
            (
                "<p>Plain <strong>thick</strong><em> thin</em></p>\n<ol><li>one</li></ol>\n"
                '<p><a href="https://example.org/b?c">there</a></p>'
            ),
        ),
        (
            "",
            WHATSAPP,
            "<p>[14:05, 3/11/2026] Layla: *urgent* نص</p>\n<p>second line</p>",
        ),
        ("", "one\ntwo\r\n\r\nthree", "<p>one<br>two</p>\n<p>three</p>"),
        (
            (
                '<div onclick="x()">a<img src=x onerror=alert(1)></div><svg onload=alert(1)></svg>'
                '<iframe src="//evil.example"></iframe><a href="javascript:alert(1)">b</a>'
            ),
            "",
            "<p>a</p>\n<p>b</p>",
        ),
        (
            "<table><tr><td style='x'><p>A</p></td><td>B</td></tr></table>",
            "",
            "<table><tbody><tr><td>A</td><td>B</td></tr></tbody></table>",
        ),
    ],
    ids=["Word", "Google Docs", "WhatsApp", "plain", "hostile", "table"],
)
def test_what_is_pasted_is_clean(
    page: Page, desk: Bench, html: str, text: str, result: str
) -> None:
    show(page, desk).focus()
    page.evaluate(PASTE, [html, text])
    page.wait_for_timeout(100)
    assert written(page) == result


def test_pasting_into_a_sentence_keeps_it_one(page: Page, desk: Bench) -> None:
    show(page, desk, "<p>before after</p>").press("Control+Home")
    for _letter in "before ":
        page.keyboard.press("ArrowRight")
    page.evaluate(PASTE, ["<b>and</b> ", "and "])
    page.wait_for_timeout(100)
    assert written(page) == "<p>before <strong>and</strong> after</p>"


def test_the_toolbar_follows_the_direction_of_the_interface(page: Page, desk: Bench) -> None:
    desk.spoken = "ar"
    field = show(page, desk, "<p>سلام</p>", "ar")
    assert field.get_attribute("dir") == "rtl"
    assert field.get_attribute("lang") == "ar"
    page.locator("#body_ar-bar button").first.focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.dataset.tool") == "heading3"
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.dataset.tool") == "file"


def test_html_reaches_the_page_through_one_policy(page: Page, desk: Bench) -> None:
    show(page, desk)
    made = page.evaluate(
        "() => { const box = document.createElement('div');"
        " box.innerHTML = '<b>a</b><a href=javascript:x()>b</a><script>1<\\/script>';"
        " return box.innerHTML }"
    )
    assert made == "<b>a</b><a>b</a>"


def test_the_form_is_accessible(page: Page, desk: Bench) -> None:
    field = show(page, desk, MIXED)
    tool(page, "Fact").click()
    found = Axe().run(page).response["violations"]
    page.keyboard.press("Escape")
    found += Axe().run(page).response["violations"]
    assert [fault["id"] for fault in found] == []
    assert page.get_by_role("textbox", name="Text en").count() == 1
    page.get_by_text("Text en").click()
    assert field.evaluate("element => element === document.activeElement")
