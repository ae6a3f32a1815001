"""Looking at pages in a pseudo-language: what is not translated, what is cut off, what is where.

What a page shows that is no word of the interface (names, addresses, posts in their own language)
is marked as that, and left out here; everything else stands in the brackets of a pseudo-language.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from app.content.keeping.networks import NAMES
from app.i18n.pseudo import PSEUDO

WIDE, NARROW = 1280, 360
BRACKETS = re.compile(r"\[!!! (?:(?!\[!!! | !!!\]).)* !!!\]", re.DOTALL)
# Names of languages and the word in a list are Babel's, by the locale of a row; then people, the
# networks of the sample's accounts, and what files are.
GIVEN = {"English", "Arabic", "and", "Layla", "Reader", "sample", *NAMES, "PDF"}
VALUE = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")  # isolated, since it is no word
# Addresses, handles and names of files.
NO_WORDS = re.compile(r"https?://\S+|\S+@\S+|[@#/]\w\S*|\S+\.\w\S*|\S*[_/]\S*")
WORD = re.compile(r"(?<![^\W\d_])[A-Za-z]{3,}(?![^\W\d_])")
# The data attributes that hold no words, as scripts name them; all others do.
KEYS = (
    *("accept", "asked", "choose", "copy", "face", "language", "more", "rich", "source", "state"),
    *("status", "token", "tool", "unit"),
)
_SCRIPT = Path(__file__).with_name("looking.js").read_text(encoding="utf-8")
LOOKING = f"const looking = ({_SCRIPT.strip()})(new Set({json.dumps(KEYS)}));"


@dataclass
class Seen:
    """What was found on the pages of a language, and where their blocks stand."""

    code: str
    untranslated: list[Any] = field(default_factory=list)
    cut: list[Any] = field(default_factory=list)
    turned: list[Any] = field(default_factory=list)  # blocks that go against their page
    boxes: dict[str, Any] = field(default_factory=dict)
    foreign: set[str] = field(default_factory=set)  # pages in another language
    templates: set[str] = field(default_factory=set)  # those of all pages, and their macros

    def look(self, page: Page, name: str) -> bool:
        """Look at the page that is open, in both widths; whether it is in this language.

        The width that comes first is the one in which the page before was seen last.
        """
        first = ask(page, "look", {"texts": True, "boxes": _width(page) == WIDE})
        if first["lang"] != PSEUDO[self.code].tag:
            self.foreign.add(name)
            return False
        self._keep(name, _width(page), first)
        width = NARROW if _width(page) == WIDE else WIDE
        page.set_viewport_size({"width": width, "height": 800})
        self._keep(name, width, ask(page, "look", {"texts": False, "boxes": width == WIDE}))
        return True

    def read(self, blank: Page, name: str, html: str) -> bool:
        """Read a page that no window shows; whether it is one with a form that was refused."""
        found: dict[str, Any] = ask(blank, "read", html)
        assert found["lang"] == PSEUDO[self.code].tag, name
        self.untranslated += [(name, said) for said in untranslated(found["texts"])]
        return bool(found["refused"])

    def _keep(self, name: str, width: int, found: dict[str, Any]) -> None:
        self.cut += [(name, width, said) for said in found["cut"]]
        self.turned += [(name, said) for said in found["turned"]]
        self.templates.update(found["templates"])
        if found["texts"]:
            self.untranslated += [(name, said) for said in untranslated(found["texts"])]
        if found["boxes"]:
            self.boxes[name] = found["boxes"]


def ask(page: Page, what: str, given: Any = None) -> Any:
    """What looking.js finds on the page that is open."""
    return page.evaluate(f"given => {{ {LOOKING} return looking.{what}(given); }}", given)


def _width(page: Page) -> int:
    size = page.viewport_size
    return size["width"] if size else 0


def untranslated(told: dict[str, Any]) -> list[str]:
    """The words of a page that no translator has seen."""
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
