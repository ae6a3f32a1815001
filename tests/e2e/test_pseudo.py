"""Every page in the pseudo-languages: nothing untranslated, nothing cut off, all of it mirrored."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from app.config import ROOT
from app.i18n import extraction, pseudo
from app.i18n.languages import TRANSLATIONS
from app.i18n.pseudo import PSEUDO
from tests.e2e import pseudo_answers, pseudo_content, pseudo_pages
from tests.e2e.every_page import furnish, pages, rows
from tests.e2e.looking import Seen, left
from tests.support.browser import watched_page
from tests.support.homes import Home
from tests.support.newsroom import Newsroom, newsroom
from tests.support.server import environment, free_port
from tests.support.telling import every

READERS = (
    *("", "stories", "coalition", "members", "facts", "social", "topics", "topics/financing"),
    *("campaigns", "campaigns/deny-daesh-cash", "series/sixty-seconds", "series/sixty-seconds/1"),
    *("search?q=zzzzz", "search?q=Mosul", "search", "about", "accessibility", "nowhere"),
    "members?q=zzz",
)
OF_FEEDS = {"components/body.html:_plain"}  # no page has it
TOLERANCE = 24  # pixels
# What somebody typed in this tab, and never saved.
KEPT = """path => sessionStorage.setItem(
  `desk:form:${path}:of-yesterday`, JSON.stringify({at: 0, words: [['title_en', 'Typed']]}))"""
# A mail server that does not answer, since a form asks for the address to which a link is sent.
MAIL = {"smtp_host": "127.0.0.1", "smtp_port": free_port()}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[Newsroom]:
    """A site with something of every kind, in the pseudo-languages too."""
    folder = tmp_path_factory.mktemp("pseudo")
    shutil.copytree(TRANSLATIONS, folder / "shipped")
    # The texts as they stand in the code, whether the shipped template has them yet or not.
    (folder / "shipped" / "messages.pot").write_bytes(extraction.extract())
    pseudo.write(folder / "shipped", folder / "translations")
    home = sample_home.copy(folder / "instance")
    translations = str(folder / "translations")
    # One worker, that takes each template in once.
    served = "tests.support.telling:app"
    chosen = {"translations_path": translations, "web_concurrency": 1, **MAIL}
    with newsroom(home, served, **chosen) as running:
        yield running
    home.remove()


@pytest.fixture(scope="module")
def values(room: Newsroom) -> dict[str, dict[str, Any]]:
    """What stands in the address of each page that names something."""
    found = furnish(room)
    used = (found[name]["id"] for name in ("user_edit", "file_edit", "video_edit"))
    found["late"] = {"id": room.within(partial(pseudo_content.followed_late, *used))}
    room.within(pseudo_content.translate)
    search = [sys.executable, "-m", "flask", "search", "rebuild"]
    subprocess.run(search, cwd=ROOT, env=environment(room.settings), check=True)
    found["story_preview"]["code"] = "{code}"
    return found


@pytest.fixture(scope="module")
def paths(room: Newsroom, values: dict[str, dict[str, Any]]) -> list[str]:
    """The addresses of all pages; readers' begin with `{code}`."""
    story, late = (f"stories/{values[name]['id']}" for name in ("story_edit", "late"))
    readers = [f"/{{code}}/{path}" for path in (*READERS, story, late, "search?q={word}")]
    desk = [f"/editor/{late}/{path}" for path in ("translate/ar", "history?language=en")]
    return [*readers, *desk, *map(unquote, pages(room, values, rows()))]


@pytest.fixture(scope="module")
def seen(
    room: Newsroom, paths: list[str], values: dict[str, dict[str, Any]], browser: Browser
) -> dict[str, Seen]:
    """What each pseudo-language's pages show."""
    found = {code: Seen(code) for code in PSEUDO}
    with ExitStack() as stack:
        blank = stack.enter_context(browser.new_page())
        opened = [
            (stack.enter_context(watched_page(browser, room.address, locale="en")), one)
            for one in found.values()
        ]
        for page, one in opened:
            pseudo_pages.at_the_door(page, room, one, values["link"]["key"])
            sent = visit(page, room, one, paths, f"/editor/stories/{values['story_edit']['id']}")
        act(opened, blank, room, values)
        # In the last language alone.
        assert pseudo_pages.refused(page, blank, one, sent) > 60
        leave(opened, room, values)
    return found


def act(
    opened: list[tuple[Page, Seen]], blank: Page, room: Newsroom, values: dict[str, dict[str, Any]]
) -> None:
    """Do what changes something, when everything has been seen as it was."""
    for page, seen in opened:
        story, fact = (values[name]["id"] for name in ("story_edit", "fact_figure"))
        pseudo_answers.at_work(page, room, seen, story, fact)
        pseudo_answers.failing(page, blank, seen)


def leave(
    opened: list[tuple[Page, Seen]], room: Newsroom, values: dict[str, dict[str, Any]]
) -> None:
    """Come to the desk as others do, and to one that sends no mail."""
    for page, seen in opened:
        pseudo_answers.signing_in_again(page, room, seen)
        pseudo_answers.as_a_translator(page, room, seen, values["story_edit"]["id"])
    room.again(smtp_host="")
    for page, seen in opened:
        pseudo_answers.without_mail(page, room, seen)


def visit(
    page: Page, room: Newsroom, seen: Seen, paths: list[str], story: str
) -> list[pseudo_pages.Sent]:
    """Open one page after the other, as somebody who may see them all; the forms on them."""
    user = room.hire(f"reader-{seen.code}", "administrator", language=seen.code)
    page.context.add_cookies([room.cookie(user)])
    page.evaluate(KEPT, story)
    forms: list[pseudo_pages.Sent] = []
    for path in paths:
        address = go(page, seen, path)
        seen.look(page, path)
        forms += pseudo_pages.forms(page, address)
        if path == story:
            assert page.query_selector(".kept-words")
            pseudo_pages.dialogs(page, seen, path)
    pseudo_pages.once(page, seen)
    return forms


def go(page: Page, seen: Seen, path: str) -> str:
    """Open a page; its address in this language."""
    word = PSEUDO[seen.code].letters("coalition")
    filled = path.replace("{code}", seen.code).replace("{word}", word)
    answer = page.goto(filled)
    assert answer is not None
    assert answer.status == (404 if "nowhere" in path else 200), filled
    return filled


def test_every_text_is_translated(seen: dict[str, Seen]) -> None:
    assert [said for one in seen.values() for said in one.untranslated] == []


def test_nothing_is_cut_off_or_wider_than_a_phone(seen: dict[str, Seen]) -> None:
    assert [said for one in seen.values() for said in one.cut] == []


def test_only_a_preview_that_was_shared_is_in_another_language(seen: dict[str, Seen]) -> None:
    foreign = [path for one in seen.values() for path in one.foreign]
    assert [path for path in foreign if not path.startswith("/editor/shared/")] == []


@pytest.mark.parametrize("code", PSEUDO)
def test_every_template_was_looked_at(room: Newsroom, seen: dict[str, Seen], code: str) -> None:
    """And every macro of it: a new one that stands on no page above is missing here."""
    missing = every(room.app, "feeds/") - OF_FEEDS - seen[code].templates
    assert sorted(missing) == []


def test_every_page_is_mirrored(seen: dict[str, Seen]) -> None:
    assert [said for one in seen.values() for said in one.turned] == []
    left, right = (seen[code].boxes for code in PSEUDO)
    assert len(left.keys() & right.keys()) > 80
    found = [
        (path, name, box, right[path][1][name])
        for path in left.keys() & right.keys()
        for name, box in left[path][1].items()
        if name in right[path][1] and not_mirrored(box, right[path][1][name], left[path][0])
    ]
    assert found == []


def not_mirrored(there: list[float], here: list[float], width: float) -> bool:
    """Whether a block stands at the same side of the window in both directions.

    `there` and `here` are where it begins and ends, each from the side at which lines begin: the
    same numbers in a mirrored page, but for the length of its words.
    """
    off = (sum(there) / 2 - width / 2, width / 2 - sum(here) / 2)  # from the middle, to the right
    apart = min(abs(there[0] - here[0]), abs(there[1] - here[1]))
    return apart > TOLERANCE and off[0] * off[1] > 0 and min(map(abs, off)) > width * 0.06


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[!!! Åll !!!] missed", ["missed"]),
        ("[!!! Öf \ue0001\ue001 [!!! thåt !!!] ··· !!!]\ue0002\ue001 Save", ["Save"]),
        ("by \u2068somebody\u2069 at https://site.example/page or page.html", []),
        ("Såvé", []),
    ],
)
def test_words_outside_of_brackets_are_found(text: str, words: list[str]) -> None:
    assert [word for _place, word in left(f"\ue0000\ue001{text}")] == words


@pytest.mark.parametrize(
    ("here", "wrong"), [([100, 300], False), ([100, 350], False), ([980, 1180], True)]
)
def test_what_stands_at_the_same_side_is_not_mirrored(here: list[float], wrong: bool) -> None:
    assert not_mirrored([100, 300], here, 1280) == wrong
