"""The pages that are looked at in the pseudo-languages, besides those with an address."""

from collections.abc import Iterator
from typing import NamedTuple

from playwright.sync_api import Page

from tests.e2e.looking import Seen, ask
from tests.support.accounts import PASSWORD
from tests.support.newsroom import Newsroom

# How scripts show their dialogs, and what is pressed in one that leads to another.
DIALOGS = {
    "an address": ("askLink('https://other.example/')", ""),
    "the size of a table": ("askTable(null, {})", ""),
    "a table": ("askTable(null, {})", "next"),
    "a table that is kept": ("askTable('<table><tr><td><b>1</b></td></tr></table>', {})", ""),
    "a fact": ("askFact({lang: 'en', dir: 'ltr'})", ""),
    "a picture": ("askMedia('picture')", ""),
    "a file": ("askMedia('file')", ""),
}
WRONG = "short"  # a password that is none
TYPED = {"blank": "", "long": "x" * 6000}
SEND = """([form, typed]) => {
  const sent = document.querySelector(form);
  for (const [name, text] of Object.entries(typed)) sent.elements[name].value = text;
  HTMLFormElement.prototype.submit.call(sent);
}"""
REFUSED = ("stories/new", "users/invite", "facts/new")


class Sent(NamedTuple):
    """A form as somebody would send it to a page of its own address."""

    path: str
    how: str
    values: dict[str, str]


def dialogs(page: Page, seen: Seen, name: str) -> None:
    """The questions that the form which is open asks."""
    for title, (ask_it, pressed) in DIALOGS.items():
        page.evaluate(f"() => {{ desk.code = 'en'; desk.{ask_it}; }}")
        if pressed:
            page.click(f"dialog button[value={pressed}]")
        page.wait_for_selector("dialog[open]")
        page.wait_for_function("() => !document.querySelector('.desk-found:empty')")
        seen.look(page, f"{name}: {title}")
        page.evaluate("document.querySelector('dialog').close()")


def at_the_door(page: Page, room: Newsroom, seen: Seen, key: str) -> None:
    """What somebody sees who is not signed in, down to the code of the second factor."""
    code, email = seen.code, f"guest-{seen.code}@desk.example"
    room.hire(f"guest-{code}", language=code)
    page.goto(f"/editor/sign-in?language={code}")
    seen.look(page, "sign-in")
    for path in ("/editor/link/gone", "/editor/forgotten", f"/editor/link/{key}"):
        page.goto(path)
        seen.look(page, path)
    send(page, password=WRONG)
    seen.look(page, "a link, refused")
    page.goto("/editor/forgotten")
    send(page, email=email)
    seen.look(page, "forgotten, and sent")
    page.goto("/editor/sign-in")
    send(page, email=email, password=WRONG)
    seen.look(page, "sign-in, refused")
    send(page, email=email, password=PASSWORD)
    seen.look(page, "a code")
    send(page, code="000000")
    seen.look(page, "a code, refused")


def once(page: Page, seen: Seen) -> None:
    """The page that shows a link once, and forms with a summary of what is wrong."""
    invited(page, seen, "an invitation")
    for path in REFUSED:
        page.goto(f"/editor/{path}")
        send(page)
        seen.look(page, f"{path}, refused")


def invited(page: Page, seen: Seen, name: str) -> None:
    """The page that shows an administrator the link of somebody who is invited."""
    page.goto("/editor/users/invite")
    email = f"{name}-{seen.code}@desk.example".replace(" ", "-")
    send(page, email=email, name="Layla")
    seen.look(page, name)


def send(page: Page, form: str = "main form", **typed: str) -> None:
    """Send a form of the page, past what the browser itself would say of it."""
    with page.expect_navigation():
        page.evaluate(SEND, [form, typed])


def forms(page: Page, path: str) -> Iterator[Sent]:
    """The forms of the page that is open and lead to it, with too little in them and too much."""
    for elements in ask(page, "forms"):
        for how, text in TYPED.items():
            values = {name: text if typed else value for name, value, typed in elements}
            yield Sent(path, how, values)


def refused(page: Page, blank: Page, seen: Seen, sent: list[Sent]) -> int:
    """Read what comes back of forms that are sent; how many were refused."""
    count = 0
    for one in sent:
        answer = page.request.post(one.path, form=dict(one.values), max_redirects=0)
        if not 300 <= answer.status < 400:
            count += seen.read(blank, f"{one.path}, {one.how}: {answer.status}", answer.text())
    return count
