"""The pages that only come back of what somebody does, looked at in the pseudo-languages."""

from functools import partial

from playwright.sync_api import Page

from app.clock import utcnow
from app.content import texts
from app.editor import cookies
from app.errors.texts import OF_FORMS, TEXTS
from app.extensions import db
from app.models import Item, TakeDown
from tests.e2e.looking import Seen
from tests.e2e.pseudo_content import only_english
from tests.e2e.pseudo_pages import invited, send
from tests.support.accounts import PASSWORD
from tests.support.newsroom import Newsroom

# Of the texts that were found, one has changed since, one has gone, and readers are to see a third.
CHOSEN = """() => {
  const [changed, gone, one, ...others] = document.querySelectorAll('.found > li');
  const replace = (item, names, before, after) => item.querySelectorAll(names)
    .forEach(field => { field.value = field.value.replace(before, after); });
  replace(changed, '[name=seen]', /[|].*/, '|-1');
  replace(gone, '[name=seen], [name=pick]', /^[^|]+/, 't999999999');
  one.querySelectorAll('[name=publish]').forEach(box => { box.checked = true; });
  others.forEach(other => other.remove());
}"""
STALE = "document.querySelector('main form').elements.csrf_token.value = 'old'"


def at_work(page: Page, room: Newsroom, seen: Seen, story: int, fact: int) -> None:
    """What somebody sees who does one thing after the other, and of it all that has gone wrong."""
    _several(page, seen, story)
    _replaced(page, seen)
    page.goto(f"/editor/facts/{fact}/figure")
    send(page, value="90", as_of=utcnow().date().isoformat(), source="Layla")
    seen.look(page, "what a figure changes")
    _both_saved(page, room, seen, story)
    _elsewhere(page, room, seen)


def _several(page: Page, seen: Seen, story: int) -> None:
    for action in ("withdraw", "topic"):
        page.goto(f"/editor/stories/bulk?action={action}&ids={story}")
        seen.look(page, f"several stories: {action}")
    send(page)  # without a topic, which it has not had
    seen.look(page, "several stories: as they were")


def _replaced(page: Page, seen: Seen) -> None:
    page.goto("/editor/replace")
    send(page, find_en="Mosul", with_en="Mosul itself")
    seen.look(page, "what would be replaced")
    page.evaluate(CHOSEN)
    send(page, "main section form")
    seen.look(page, "what was replaced")


def _both_saved(page: Page, room: Newsroom, seen: Seen, story: int) -> None:
    page.goto(f"/editor/stories/{story}")
    room.within(partial(_somebody_else_saves, story, seen.code))
    send(page, "form[data-story-form]", title_en="Mine", kind="document")
    seen.look(page, "somebody else saved")


def _somebody_else_saves(id: int, whose: str) -> None:
    item = db.session.get_one(Item, id)
    item.version += 1
    texts.save(texts.text_of(item, "en"), {"title": f"Theirs, in {whose}"})
    db.session.commit()


def _elsewhere(page: Page, room: Newsroom, seen: Seen) -> None:
    """What stands in place of a page: it was taken down, is in another language only, or fails."""
    gone, english = room.within(_taken_down), room.within(only_english)
    for name, path, status in (
        ("taken down, at the desk", f"/editor/stories/{gone}", 410),
        ("taken down", f"/{seen.code}/stories/{gone}", 410),
        ("in another language", f"/{seen.code}/stories/{english}", 200),
        ("failed", f"/{seen.code}/failing/503", 503),
        ("failed, at the desk", "/editor/failing/503", 503),
    ):
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == status, path
        seen.look(page, name)


def _taken_down() -> int:
    return int(db.session.query(TakeDown.subject_id).filter_by(subject="story").scalar())


def as_a_translator(page: Page, room: Newsroom, seen: Seen, story: int) -> None:
    """The form of a story for somebody who writes in one language, and reads the others."""
    one = room.hire(f"one-{seen.code}", "translator", language=seen.code, languages=[seen.code])
    page.context.add_cookies([room.cookie(one)])
    page.goto(f"/editor/stories/{story}")
    seen.look(page, "a story, for a translator")


def failing(page: Page, blank: Page, seen: Seen) -> None:
    """Read what is said of every error, to readers, at the desk, and to whoever sends a form."""
    asked = [(page.request.get, code) for code in TEXTS]
    for ask, code in [*asked, *((page.request.post, code) for code in OF_FORMS)]:
        for place in (seen.code, "editor"):
            answer = ask(f"/{place}/failing/{code}")
            assert answer.status == code
            seen.read(blank, f"{place}: {code}", answer.text())


def signing_in_again(page: Page, room: Newsroom, seen: Seen) -> None:
    """Codes, and what comes of a form whose session has ended, or whose sender has a new one."""
    page.goto("/editor/account/codes")
    send(page, password=PASSWORD)
    seen.look(page, "codes on paper")
    page.goto("/editor/account")
    page.evaluate(STALE)
    send(page)
    seen.look(page, "signed in again")
    page.go_back()
    page.context.clear_cookies(name=cookies.KEY)
    send(page)
    seen.look(page, "signed out meanwhile")
    new = room.hire(f"new-{seen.code}", language=seen.code, totp_secret="")
    page.context.add_cookies([room.cookie(new)])
    page.goto("/editor/account/second-factor")
    seen.look(page, "a second factor")


def without_mail(page: Page, room: Newsroom, seen: Seen) -> None:
    """What is said of links where no mail server is."""
    page.context.clear_cookies(name=cookies.KEY)
    page.goto(f"/editor/forgotten?language={seen.code}")
    seen.look(page, "forgotten, without mail")
    user = room.hire(f"without-{seen.code}", "administrator", language=seen.code)
    page.context.add_cookies([room.cookie(user)])
    invited(page, seen, "an invitation without mail")
