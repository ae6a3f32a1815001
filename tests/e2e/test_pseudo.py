"""Every page in the pseudo-languages: nothing untranslated, nothing cut off, all of it mirrored.

What a page shows that is no word of the interface (names, addresses, posts in their own language)
is marked as that, and left out here; everything else stands in the brackets of a pseudo-language.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from app.config import ROOT
from app.content.keeping.networks import NAMES
from app.i18n import extraction, pseudo
from app.i18n.languages import TRANSLATIONS
from app.i18n.pseudo import PSEUDO
from tests.e2e import pseudo_content
from tests.e2e.every_page import furnish, pages, rows
from tests.support.browser import watched_page
from tests.support.homes import Home
from tests.support.newsroom import Newsroom, newsroom
from tests.support.server import environment

READERS = (
    *("", "stories", "coalition", "members", "facts", "social", "topics", "topics/financing"),
    *("campaigns", "campaigns/deny-daesh-cash", "series/sixty-seconds", "series/sixty-seconds/1"),
    *("search?q=zzzzz", "search", "about", "accessibility", "nowhere", "members?q=zzz"),
)
WIDE, NARROW = 1280, 360
TOLERANCE = 24  # pixels
BRACKETS = re.compile(r"\[!!! (?:(?!\[!!! | !!!\]).)* !!!\]", re.DOTALL)
# Addresses, handles and names of files.
# Names of languages and the word in a list are Babel's, by the locale of a row; then people, and
# the network of the sample's accounts.
GIVEN = {"English", "Arabic", "and", "Layla", "Reader", "sample", *NAMES}
VALUE = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")  # isolated, since it is no word
NO_WORDS = re.compile(r"https?://\S+|\S+@\S+|[@#/]\w\S*|\S+\.\w\S*|\S*[_/]\S*")
WORD = re.compile(r"(?<![^\W\d_])[A-Za-z]{3,}(?![^\W\d_])")

# Each text that can be seen or heard, with the element that it stands in, in the page's order.
TEXTS = """() => {
  const page = document.documentElement;
  const foreign = one => {
    const marked = one.closest('[lang]');
    return marked && marked !== page && marked.lang !== page.lang;
  };
  const data = one => one.closest(
    'script, style, template, noscript, textarea, bdi, code, kbd, samp, data, abbr, '
    + '[dir=auto], [translate=no]'
  ) || foreign(one);
  const shown = one => one.cloneNode(false).outerHTML.slice(0, 120);
  const runs = [], alone = [[document.title, '<title>']];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    runs.push([data(parent) ? ' ' : node.nodeValue, shown(parent)]);
  }
  const names = ['alt', 'title', 'aria-label', 'placeholder', 'aria-description', 'label'];
  for (const one of document.querySelectorAll(names.map(name => `[${name}]`).join())) {
    if (data(one)) continue;
    for (const name of names.filter(name => one.hasAttribute(name)))
      alone.push([one.getAttribute(name), shown(one)]);
  }
  const about = document.querySelector('meta[name=description]');
  if (about) alone.push([about.content, '<meta name=description>']);
  return {runs, alone};
}"""

# What is wider than the box that cuts it off, and buttons that are too small for their words.
CUT = """() => {
  const found = [];
  for (const one of document.querySelectorAll('body *')) {
    if (!one.checkVisibility() || one.clientWidth < 3 || !one.textContent.trim()) continue;
    if (one.closest('[aria-hidden=true]')) continue;
    const style = getComputedStyle(one);
    const cuts = ['hidden', 'clip'].includes(style.overflowX) || style.textOverflow === 'ellipsis';
    const button = one.matches('button, summary, .button, [role=button]');
    if ((cuts || button) && one.scrollWidth > one.clientWidth + 1)
      found.push(`${one.scrollWidth} in ${one.clientWidth}: ${one.outerHTML.slice(0, 160)}`);
    const low = ['hidden', 'clip'].includes(style.overflowY);
    if ((low || button) && one.scrollHeight > one.clientHeight + 2)
      found.push(`${one.scrollHeight} high in ${one.clientHeight}: ${one.outerHTML.slice(0, 160)}`);
  }
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push(`${wide} px wide in a window of ${innerWidth}`);
  return found;
}"""

# Where the blocks of a page stand, from the edge at which its lines begin.
BOXES = """() => {
  const width = document.documentElement.clientWidth, found = {};
  const rtl = document.documentElement.dir === 'rtl';
  const blocks = 'header, header > *, header > * > *, main, main > *, main > * > *, footer > *, '
    + 'main form > *, main .actions > :first-child, th:first-child, td:first-child';
  for (const [n, one] of document.querySelectorAll(blocks).entries()) {
    const box = one.getBoundingClientRect();
    if (!one.checkVisibility() || box.width < 2 || box.height < 2) continue;
    // Behind its first neighbour, what wraps as words do stands where their lengths put it.
    const around = getComputedStyle(one.parentElement), first = one.parentElement.firstElementChild;
    if (around.flexWrap === 'wrap' && one !== first) continue;
    found[`${n} ${one.localName}#${one.id}.${one.className}`] = rtl
      ? [width - box.right, width - box.left] : [box.left, box.right];
  }
  return [width, found];
}"""


class Seen(NamedTuple):
    """What was found on the pages of a language, and where their blocks stand."""

    untranslated: list[Any]
    cut: list[Any]
    boxes: dict[str, Any]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, sample_home: Home) -> Iterator[Newsroom]:
    """A site with something of every kind, in the pseudo-languages too."""
    folder = tmp_path_factory.mktemp("pseudo")
    shutil.copytree(TRANSLATIONS, folder / "shipped")
    # The texts as they stand in the code, whether the shipped template has them yet or not.
    (folder / "shipped" / "messages.pot").write_bytes(extraction.extract())
    pseudo.write(folder / "shipped", folder / "translations")
    home = sample_home.copy(folder / "instance")
    with newsroom(home, translations_path=str(folder / "translations")) as running:
        yield running
    home.remove()


@pytest.fixture(scope="module")
def paths(room: Newsroom) -> list[str]:
    """The addresses of all pages; readers' begin with `{code}`."""
    values = furnish(room)
    room.within(pseudo_content.translate)
    search = [sys.executable, "-m", "flask", "search", "rebuild"]
    subprocess.run(search, cwd=ROOT, env=environment(room.settings), check=True)
    story = f"stories/{room.newest_story() - 2}"
    readers = [f"/{{code}}/{path}" for path in (*READERS, story, "search?q={word}")]
    values["story_preview"]["code"] = "{code}"
    return [*readers, *map(unquote, pages(room, values, rows()))]


def visit(page: Page, code: str, paths: list[str]) -> Iterator[str]:
    """Open one page after the other."""
    word = PSEUDO[code].letters("coalition")
    for path in paths:
        filled = path.replace("{code}", code).replace("{word}", word)
        answer = page.goto(filled)
        assert answer is not None
        assert answer.status == (404 if "nowhere" in path else 200), filled
        if page.evaluate("document.documentElement.lang") == PSEUDO[code].tag:
            yield path


def untranslated(page: Page) -> list[str]:
    """The words of a page that no translator has seen."""
    told = page.evaluate(TEXTS)
    text = "".join(f"\ue000{n}\ue001{run}" for n, (run, _where) in enumerate(told["runs"]))
    found = [f"{word} in {told['runs'][n][1]}" for n, word in left(text)]
    for alone, where in told["alone"]:
        found += [f"{word} in {where}" for _n, word in left(f"\ue0000\ue001{alone}")]
    return found


def left(text: str) -> Iterator[tuple[int, str]]:
    """Each word outside of all brackets, with the number of the run in which it stands."""
    before, text = "", VALUE.sub(lambda match: "".join(marks(match[0])), text)
    while text != before:
        before, text = text, BRACKETS.sub(lambda match: "".join(marks(match[0])), text)
    parts = re.split("\ue000(\\d+)\ue001", text)
    for place, part in zip(parts[1::2], parts[2::2], strict=True):
        for word in WORD.findall(NO_WORDS.sub(" ", part)):
            if word not in GIVEN:
                yield int(place), word


def marks(text: str) -> list[str]:
    """The numbers of the runs that begin in `text`."""
    return re.findall("\ue000\\d+\ue001", text)


@pytest.fixture(scope="module")
def seen(room: Newsroom, paths: list[str], browser: Browser) -> dict[str, Seen]:
    """What each pseudo-language's pages show."""
    return {code: look(room, paths, browser, code) for code in PSEUDO}


def look(room: Newsroom, paths: list[str], browser: Browser, code: str) -> Seen:
    """Open every page in a narrow window and a wide one; what is wrong, and what is where."""
    user = room.hire(f"reader-{code}", "administrator", language=code)
    found = Seen([], [], {})
    with watched_page(browser, room.address, locale="en") as page:
        page.context.add_cookies([room.cookie(user)])
        for path in visit(page, code, paths):
            found.untranslated.extend((path, said) for said in untranslated(page))
            for width in (NARROW, WIDE):
                page.set_viewport_size({"width": width, "height": 800})
                found.cut.extend((path, width, said) for said in page.evaluate(CUT))
            found.boxes[path] = page.evaluate(BOXES)
    return found


def test_every_text_is_translated(seen: dict[str, Seen]) -> None:
    assert [said for one in seen.values() for said in one.untranslated] == []


def test_nothing_is_cut_off_or_wider_than_a_phone(seen: dict[str, Seen]) -> None:
    assert [said for one in seen.values() for said in one.cut] == []


def test_every_page_is_mirrored(seen: dict[str, Seen]) -> None:
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
