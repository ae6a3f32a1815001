"""A story from the first sign-in until readers have it, in a real browser, by any hand."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from app.content import texts
from app.content.lifecycle import review
from app.extensions import db
from app.i18n.languages import public_languages
from app.models import Story, Topic
from tests.support.browser import watched_page
from tests.support.desk_browser import FACT, Hand, Keyboard, Mouse, save, sign_in, write_text
from tests.support.files import jpeg
from tests.support.homes import Home
from tests.support.newsroom import Newsroom, newsroom, soon

CODES = [language.code for language in public_languages()]
TITLES = {"en": "Schools open beside the river", "ar": "مدارس تفتح قرب النهر"}
TEXTS = {
    "en": ("Pupils came early.", f"The Coalition has {FACT}.", "Schools that opened: 12"),
    "ar": ("حضر التلاميذ باكرًا.", f"يضم التحالف {FACT}.", "المدارس التي افتتحت: 14"),
}
ALTS = {"en": "Pupils at a gate", "ar": "تلاميذ عند بوابة"}
STORY = re.compile(r"/editor/stories/(\d+)$")
TOPIC = "financing"
CLOSE = timedelta(seconds=1)  # before a moment, readers come without a pause
BAGHDAD = ZoneInfo("Asia/Baghdad")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[Newsroom]:
    """A site where nobody approves their own texts, for all tests of this file."""
    home = sample_home.copy(tmp_path_factory.mktemp("newsroom") / "instance")
    with newsroom(home, separate_approval=True) as running:
        yield running
    home.remove()


@pytest.fixture
def photograph(tmp_path: Path) -> Path:
    """A picture on the editor's computer."""
    file = tmp_path / "school.jpg"
    file.write_bytes(jpeg("teal", (1600, 1200)))
    return file


Enter = Callable[[str], Hand]


# The keyboard does all that the mouse does, which is left to where there is time.
@pytest.fixture(params=["keyboard", "no script", pytest.param("mouse", marks=pytest.mark.faults)])
def enter(request: pytest.FixtureRequest, browser: Browser, room: Newsroom) -> Iterator[Enter]:
    """Somebody new sits down at a browser of their own and signs in."""
    kind = request.param
    language = "ar" if kind == "keyboard" else "en"
    opened = []

    def make(name: str) -> Hand:
        person = f"{name}-{kind.replace(' ', '')}"
        room.hire(person, language=language)
        options = {"locale": language, "viewport": {"width": 1280, "height": 900}}
        options |= {"java_script_enabled": False} if kind == "no script" else {}
        opened.append(watched_page(browser, room.address, **options))
        page = opened[-1].__enter__()
        page.set_default_timeout(15_000)
        hand = Keyboard(page) if kind == "keyboard" else Mouse(page, script=kind == "mouse")
        sign_in(hand, room, person)
        expect(page.locator("html")).to_have_attribute("lang", language)
        return hand

    yield make
    for context in reversed(opened):
        context.__exit__(None, None, None)


def compose(hand: Hand, photograph: Path, topic: str) -> int:
    """Write the story in both languages, with a picture and a fact; its number."""
    hand.press("main a[href$='/stories/new']")
    for code in CODES:
        hand.write(f"#title_{code}", TITLES[code])
        write_text(hand, code, *TEXTS[code])
    hand.attach("#picture", photograph)
    for code in CODES:
        hand.write(f"#alt_{code}", ALTS[code])
    hand.press(".story-details > summary")
    hand.pick("#topic_id", topic)
    save(hand)
    found = STORY.search(hand.page.url)
    assert found, hand.page.url
    return int(found[1])


def mend_the_number(hand: Hand) -> None:
    """Be warned that a number differs, go back, put it right, and not be warned again."""
    hand.press(".story-actions button[value=publish]")
    quoted = hand.page.locator(".findings ol blockquote")
    expect(quoted.filter(has_text="12")).to_have_count(1)
    expect(quoted.filter(has_text="14")).to_have_count(1)
    hand.press(".findings ol a")
    write_text(hand, "ar", *(part.replace("14", "12") for part in TEXTS["ar"]))
    hand.press(".story-actions button[value=publish]")
    expect(hand.page.locator(".publish-form")).to_be_visible()
    expect(hand.page.locator(".findings")).to_have_count(0)


def see_previews(hand: Hand, path: str) -> None:
    """Look at the story as readers will see it."""
    for code in CODES:
        hand.page.goto(path)
        hand.press(f".story-links a[href$='/preview/{code}']")
        expect(hand.page.locator("html")).to_have_attribute("lang", code)
        expect(hand.page.locator("h1")).to_have_text(TITLES[code])
        expect(hand.page.locator("main img").first).to_have_attribute("alt", ALTS[code])
        expect(hand.page.locator("main")).not_to_contain_text("[[")


def ask_for_review(hand: Hand, path: str) -> None:
    """Ask that somebody else reads it, in both languages."""
    for code in CODES:
        hand.page.goto(path)
        hand.press(".story-links a[href$='/review']")
        hand.press(f"section[aria-labelledby=review-{code}] button[value=ask]")
        expect(hand.page.locator(".messages .message")).to_be_visible()


def refused_without_approval(hand: Hand, path: str) -> None:
    """Publish it oneself, which the site does not allow."""
    hand.page.goto(f"{path}/publish")
    hand.press("button[name=publish]")
    expect(hand.page.locator(".errors")).to_be_visible()


def approve(hand: Hand, path: str) -> None:
    """Find the story among those that wait, read it, and approve both languages."""
    hand.press(f"main a[href$='{path}']")
    for code in CODES:
        hand.page.goto(path)
        hand.press(".story-links a[href$='/review']")
        hand.press(f"section[aria-labelledby=review-{code}] button[value=approve]")
        expect(hand.page.locator(".messages .message")).to_be_visible()


def schedule(hand: Hand, path: str, moment: datetime) -> None:
    """Publish both languages at a moment."""
    hand.page.goto(path)
    hand.press(".story-actions button[value=publish]")
    for code in CODES:
        expect(hand.page.locator(f"input[name=languages][value={code}]")).to_be_checked()
    hand.choose("input[name=when][value=later]")
    local = moment.astimezone(BAGHDAD)
    hand.moment("#at_day", local.date().isoformat())
    hand.moment("#at_time", f"{local:%H:%M}")
    hand.press("button[name=publish]")
    expect(hand.page).to_have_url(path)
    expect(hand.page.locator(".messages .message")).to_be_visible()


def places(id: int) -> dict[str, list[tuple[str, str]]]:
    """For each language: (address, what in it shows that the story is there)."""
    return {
        code: [
            (f"/{code}/{page}", f"/{code}/stories/{id}")
            for page in (
                *("", "stories", f"topics/{TOPIC}", "feed.atom", "feed.json"),
                *(f"topics/{TOPIC}/feed.atom", f"topics/{TOPIC}/feed.json"),
                "search?q=" + {"en": "river", "ar": "%D8%A7%D9%84%D9%86%D9%87%D8%B1"}[code],
            )
        ]
        + [("/sitemap-2.xml", f"/{code}/stories/{id}")]
        for code in CODES
    }


def there(room: Newsroom, id: int) -> list[tuple[str, str, bool]]:
    """Of every place in every language, alternating: whether the story is there."""
    found = places(id)
    rows = [
        (code, place)
        for pair in zip(*found.values(), strict=True)
        for code, place in zip(CODES, pair, strict=True)
    ]
    return [(code, path, mark in room.read(path)[1]) for code, (path, mark) in rows]


def watch_it_appear(room: Newsroom, id: int, moment: datetime) -> None:
    """Both languages come at that moment: once one is seen anywhere, all are seen everywhere."""
    assert not any(seen for _code, _path, seen in there(room, id))
    room.until(moment - timedelta(seconds=3))
    came, end = False, time.monotonic() + 60
    while time.monotonic() < end:
        before, rows = room.now(), there(room, id)
        for code, path, seen in rows:
            assert seen or not came, f"{path} lacks the story in {code}, which others have"
            came = came or seen
        assert came or before < moment
        assert not came or room.now() >= moment, "It came too early."
        if before >= moment:
            return
        if room.now() < moment - CLOSE:
            time.sleep(0.5)
    raise AssertionError("the moment never came")


def test_a_story_from_sign_in_to_readers(room: Newsroom, enter: Enter, photograph: Path) -> None:
    writer = enter("writer")
    topic = room.within(lambda: topic_number(TOPIC))
    id = compose(writer, photograph, topic)
    path = f"/editor/stories/{id}"
    mend_the_number(writer)
    see_previews(writer, path)
    ask_for_review(writer, path)
    refused_without_approval(writer, path)
    second = enter("second")
    approve(second, path)
    moment = soon(room)
    schedule(second, path, moment)
    watch_it_appear(room, id, moment)


NEW = {"en": "A corrected headline", "ar": "عنوان مصحح"}
OLD = {"en": "A headline with a mistake", "ar": "عنوان فيه خطأ"}
NOTES = {"en": "The headline named another town.", "ar": "ذكر العنوان بلدة أخرى."}


def live_story() -> int:
    """A story that readers have in both languages; its number."""
    story = Story(source_language="en")
    db.session.add(story)
    db.session.flush()
    written = [texts.text_of(story, code) for code in CODES]
    for text in written:
        words = {"title": OLD[text.language], "body": "<p>One.</p>"}
        texts.save(text, words)
    texts.publish_together(written)
    db.session.commit()
    return story.id


def approve_all(id: int, user_id: int) -> None:
    """Somebody else approves the words of a story as they stand."""
    for text in db.session.get_one(Story, id).texts:
        version = texts.latest_words(text).version
        review.approve(text, user_id, own_allowed=False, version=version)
    db.session.commit()


def readers_have(room: Newsroom, id: int, titles: dict[str, str], noted: bool) -> None:
    """What readers get in every language, on the page and in the feed, with the note or without."""
    for code in CODES:
        for path in (f"/{code}/stories/{id}", f"/{code}/feed.atom", f"/{code}/feed.json"):
            _status, text = room.read(path)
            for one in (OLD, NEW):
                assert (one[code] in text) == (one is titles), f"{path}: {one[code]}"
            assert (NOTES[code] in text) == noted, f"{path}: the note"
            assert "never published" not in text


def autosaved(page: Page, field: str, text: str) -> None:
    """Type into a field and wait until the form has saved itself."""
    with page.expect_response(lambda answer: answer.url.endswith("/autosave")) as answer:
        page.fill(field, text)
    assert answer.value.json()["saved"], answer.value.text()


def test_a_correction_for_tomorrow_is_not_seen_today(room: Newsroom, browser: Browser) -> None:
    id = room.within(live_story)
    path, editor = f"/editor/stories/{id}", room.hire("corrector")
    readers_have(room, id, OLD, noted=False)
    with watched_page(browser, room.address) as page:
        page.context.add_cookies([room.cookie(editor)])
        page.goto(path)
        for code in CODES:
            autosaved(page, f"#title_{code}", NEW[code])
        readers_have(room, id, OLD, noted=False)
        room.within(lambda: approve_all(id, room.hire("reviewer")))
        page.goto(f"{path}/publish")
        page.check("[name=change][value=correction]")
        for code in CODES:
            page.fill(f"#note_{code}", NOTES[code])
        tomorrow = (room.now() + timedelta(days=1)).astimezone(BAGHDAD)
        moment = tomorrow.replace(hour=9, minute=0, second=0, microsecond=0)
        page.check("[name=when][value=later]")
        page.fill("#at_day", moment.date().isoformat())
        page.fill("#at_time", "09:00")
        page.click("button[name=publish]")
        expect(page).to_have_url(path)
        autosaved(page, "#title_en", "A thought that is never published")
        readers_have(room, id, OLD, noted=False)
    room.until(moment - timedelta(minutes=1))
    readers_have(room, id, OLD, noted=False)
    room.until(moment + timedelta(seconds=1))
    readers_have(room, id, NEW, noted=True)


def topic_number(key: str) -> str:
    """The number of a topic, as the list of the form holds it."""
    return str(db.session.query(Topic.id).filter_by(key=key).scalar())
