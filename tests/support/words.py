"""Two who type numbered words into one story while things break, and what is said to be saved."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from random import Random

from playwright.sync_api import Browser, BrowserContext, Page

from app.content import texts
from app.extensions import db
from app.models import Revision, Story
from tests.support.newsroom import Newsroom

BODY = "textarea[name=body_en]"
PATIENCE = 20.0  # seconds in which a form that is left alone saves itself
# The test hears of each text that a page is about to send, and of each that was answered "saved".
LISTEN = """
const real = window.fetch;
window.fetch = async (...asked) => {
  const saving = String(asked[0]).endsWith("/autosave");
  if (saving) await window.hear(false, asked[1].body.get("body_en"));
  const answer = await real(...asked);
  if (saving && answer.ok) {
    const said = await answer.clone().json();
    if (said.saved) window.hear(true, asked[1].body.get("body_en"));
  }
  return answer;
};
"""


def plain(body: str) -> str:
    """The words of a text alone, whatever marks it up."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def mark(body: str) -> str:
    """The hash of the words of a text."""
    return hashlib.sha256(plain(body).encode()).hexdigest()[:16]


@dataclass
class Typist:
    """Somebody at a browser of their own.

    `told` is the text that they were last told is saved; `sent` are those that they have sent
    since, each of which may have taken its place without their hearing of it.
    """

    name: str
    room: Newsroom
    context: BrowserContext
    story: int
    user_id: int
    told: str = ""
    sent: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    number: int = 0
    page: Page | None = None

    def come(self) -> None:
        """Open the browser."""
        self.context.expose_binding("hear", lambda _source, saved, body: self.hear(saved, body))
        self.context.add_init_script(LISTEN)
        self.context.on("weberror", lambda error: self.faults.append(str(error.error)))
        self.sign_in()
        self.open()

    def hear(self, saved: bool, body: str) -> None:
        """Note that a text is being sent, or that it is saved."""
        if saved:
            self.told, self.sent = body, []
        else:
            self.sent.append(body)

    def sign_in(self) -> None:
        """A new session, as signing in makes one."""
        self.context.add_cookies([self.room.cookie(self.user_id)])

    @property
    def tab(self) -> Page:
        """The tab with the form."""
        assert self.page is not None
        return self.page

    def open(self) -> None:
        """Open the story in a new tab, in place of the old one."""
        if self.page is not None:
            self.page.close()
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.page.on("dialog", lambda dialog: dialog.accept())
        self.go()

    def go(self) -> None:
        """Go to the form; what this tab has kept of an earlier one is put back."""
        self.tab.goto(f"/editor/stories/{self.story}")
        self.tab.wait_for_selector(BODY, state="attached")
        self.tab.wait_for_function("!window.Trix || document.querySelectorAll('.rich').length > 1")
        if self.tab.locator(".kept-words").count():
            self.tab.locator(".kept-words button").first.click()

    def text(self) -> str:
        """What stands in the form."""
        return self.tab.locator(BODY).input_value()

    def type(self) -> None:
        """Type the next word at the end of the text."""
        self.number += 1
        self.tab.locator("#body_en").click()
        self.tab.keyboard.press("Control+End")
        self.tab.keyboard.type(f" {self.name}{self.number}")
        written = "([field, word]) => document.querySelector(field).value.includes(word)"
        self.tab.wait_for_function(written, arg=[BODY, f"{self.name}{self.number}"])

    def look_here(self) -> None:
        """Come back to the window, on which the form saves itself soon."""
        self.tab.evaluate("window.dispatchEvent(new Event('focus'))")

    def in_the_way(self) -> bool:
        """Whether the form says that somebody else has saved."""
        return self.tab.locator("[data-save-status] a[href*=conflict]").count() > 0

    def wait(self, seconds: float) -> bool:
        """Wait until all that stands here is known to be saved, or somebody is in the way."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.in_the_way() or mark(self.told) == mark(self.text()):
                return True
            self.tab.wait_for_timeout(100)
        return False

    def save(self, random: Random) -> str:
        """Press Save, and choose where both have saved; what came of it."""
        text = self.text()
        self.hear(False, text)
        self.press(".story-actions button[value=save]")
        self.tab.wait_for_selector(".messages .message, .dispute, .errors")
        if self.tab.locator(".dispute").count():
            return self.choose(random)
        if self.tab.locator(".messages .message").count():
            self.hear(True, text)
            return "saved"
        return "refused"

    def press(self, button: str) -> None:
        """Press a button, and wait for the page that answers: the one before may have a message."""
        with self.tab.expect_navigation():
            self.tab.locator(button).click()

    def choose(self, random: Random) -> str:
        """Choose one version of each language in dispute."""
        chosen, field = random.choice(["mine", "theirs"]), self.tab.locator(BODY)
        text = field.input_value() if field.count() else ""
        for radio in self.tab.locator(f"input[type=radio][value={chosen}]").all():
            radio.check()
        if chosen == "mine":
            self.hear(False, text)
        self.press("main form .actions button")
        self.tab.wait_for_selector(".story-form")
        if chosen == "mine" and text and self.tab.locator(".messages .message").count():
            self.hear(True, text)
        return chosen


def held(room: Newsroom, story: int) -> set[str]:
    """The hashes of all that the site keeps of a story's English text."""

    def read() -> set[str]:
        text = texts.text_of(db.session.get_one(Story, story), "en")
        rows = db.session.query(Revision.body).filter_by(text_id=text.id).all()
        bodies = [body for (body,) in rows]
        return {mark(body) for body in [*bodies, texts.latest_words(text).body]}

    return room.within(read)


def begin() -> int:
    """The story that both write; its number."""
    story = Story(source_language="en")
    db.session.add(story)
    db.session.flush()
    texts.save(texts.text_of(story, "en"), {"title": "Words", "body": "<p>Beginning.</p>"})
    db.session.commit()
    return story.id


@contextmanager
def typists(browser: Browser, room: Newsroom) -> Iterator[list[Typist]]:
    """Two of them, before the same story."""
    story = room.within(begin)
    made = []
    try:
        for name in "ab":
            context = browser.new_context(base_url=room.address)
            user = room.hire(f"typist-{name}-{story}")
            made.append(Typist(name, room, context, story, user))
            made[-1].come()
        yield made
    finally:
        for typist in made:
            typist.context.close()


@dataclass
class Breaking:
    """Breaks things at random, and says what it did."""

    room: Newsroom
    both: list[Typist]
    random: Random
    done: list[str] = field(default_factory=list)

    EVENTS = (
        *("nothing", "save", "save", "offline", "session", "tab", "reload"),
        *("worker", "kill", "leave", "other"),
    )

    def round(self) -> None:
        """One of them types, something happens, and what both were told is still there."""
        typist, other = self.random.sample(self.both, 2)
        event = self.random.choice(self.EVENTS)
        typist.type()
        said = getattr(self, event)(typist, other)
        if typist.in_the_way():
            said = f"{said or ''}, conflict: {typist.save(self.random)}"
        what = f"{typist.name}{typist.number} {event} {said or ''}"
        self.done.append(f"{what} | told {mark(typist.told)} {plain(typist.told)[-12:]}")
        self.check()

    def check(self) -> None:
        """What each was told last is among working copy and revisions."""
        kept = held(self.room, self.both[0].story)
        for typist in self.both:
            assert not typist.faults, typist.faults
            said = f"{typist.name} was told {plain(typist.told)!r}: {self.done}"
            assert not typist.told or kept & {mark(typist.told), *map(mark, typist.sent)}, said

    def _at_rest(self, typist: Typist, seconds: float = PATIENCE) -> str:
        typist.look_here()
        return "" if typist.wait(seconds) else "not saved"

    # --- What may happen.

    def nothing(self, typist: Typist, _other: Typist) -> str:
        """It saves itself."""
        said = self._at_rest(typist)
        assert not said, f"{typist.tab.locator('[data-save-status]').inner_text()}: {self.done}"
        return said

    def save(self, typist: Typist, _other: Typist) -> str:
        """Save is pressed."""
        return typist.save(self.random)

    def leave(self, typist: Typist, _other: Typist) -> None:
        """Nobody waits for anything."""
        typist.tab.wait_for_timeout(self.random.randint(0, 600))

    def other(self, typist: Typist, other: Typist) -> str:
        """The other types at the same moment, and both save themselves."""
        other.type()
        other.look_here()
        said = self._at_rest(typist)
        other.wait(PATIENCE)
        return said + (f", the other: {other.save(self.random)}" if other.in_the_way() else "")

    def offline(self, typist: Typist, _other: Typist) -> str:
        """The network goes, while words are typed or sent, and comes back."""
        typist.look_here()
        typist.tab.wait_for_timeout(self.random.randint(0, 700))
        typist.context.set_offline(True)
        typist.type()
        typist.tab.wait_for_timeout(self.random.randint(0, 1500))
        typist.context.set_offline(False)
        return self._at_rest(typist)

    def session(self, typist: Typist, _other: Typist) -> str:
        """The session is ended; signed in again, the words save themselves."""
        self.room.end_sessions(typist.user_id)
        typist.look_here()
        typist.tab.wait_for_timeout(self.random.randint(300, 1200))
        typist.sign_in()
        return self._at_rest(typist)

    def tab(self, typist: Typist, _other: Typist) -> None:
        """The tab is closed, at once or while it saves; the story is opened in another."""
        typist.look_here()
        typist.tab.wait_for_timeout(self.random.randint(0, 900))
        typist.open()

    def reload(self, typist: Typist, _other: Typist) -> str:
        """The page is loaded anew; what was not saved is put back."""
        before = typist.text()
        typist.look_here()
        typist.tab.wait_for_timeout(self.random.randint(0, 700))
        typist.go()
        kept = mark(typist.text()) == mark(before)
        return "put back" if kept else "as it is saved"

    def worker(self, typist: Typist, _other: Typist) -> str:
        """A process of the server dies, and another takes its place."""
        typist.look_here()
        typist.tab.wait_for_timeout(self.random.randint(0, 700))
        self.room.kill_worker()
        return self._at_rest(typist)

    def kill(self, typist: Typist, _other: Typist) -> str:
        """The power fails while somebody types, and comes back."""
        typist.look_here()
        typist.tab.wait_for_timeout(self.random.randint(0, 700))
        self.room.kill()
        typist.type()
        typist.look_here()
        typist.tab.wait_for_timeout(self.random.randint(0, 700))
        self.room.start()
        return self._at_rest(typist)


def break_things(browser: Browser, room: Newsroom, seed: int, rounds: int, seconds: float) -> None:
    """`rounds` of it, or as many as `seconds` allow; prints what was done."""
    end = time.monotonic() + seconds
    with typists(browser, room) as both:
        breaking = Breaking(room, both, Random(seed))  # noqa: S311  # the same each time
        try:
            while len(breaking.done) < rounds and time.monotonic() < end:
                breaking.round()
        finally:
            print(f"Seed {seed}:", *breaking.done, sep="\n")  # noqa: T201  # what came before a failure
        assert all(typist.told for typist in both), "One of them was never told anything."
