"""A visit to the site: the page that came back, and the duties that every page has."""

import base64
import hashlib
import re
from collections import Counter
from functools import cached_property
from typing import Any, cast
from urllib.parse import urlsplit

from flask import Flask
from justhtml import JustHTML
from justhtml.dom import Element
from werkzeug.test import TestResponse

from app.i18n import languages

ISOLATES = re.compile("[\u2066-\u2069]")
held_to_duties = True  # whether every HTML page is; a run beside another may leave that to it
SCRIPT_TYPES = {"", "module", "text/javascript"}  # others are data, to which no policy applies


def text_of(element: Element | None) -> str:
    """The text of `element` as read: spaces collapsed, isolates left out; "" for None."""
    if element is None:
        return ""
    return " ".join(ISOLATES.sub("", element.to_text(separator="", strip=False)).split())


class Page:
    """One response of the site. HTML is parsed when first asked for."""

    def __init__(self, path: str, response: TestResponse) -> None:
        self.path = path
        self.response = response

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @property
    def headers(self) -> Any:
        """The response's headers, a case-insensitive multi-dictionary."""
        return self.response.headers

    @property
    def location(self) -> str:
        """Where a redirect leads, "" for all else."""
        return self.response.headers.get("Location", "")

    @property
    def text(self) -> str:
        """The body as text."""
        return self.response.get_data(as_text=True)

    @property
    def json(self) -> Any:
        """The body read as JSON."""
        return self.response.get_json(force=True)

    @property
    def is_html(self) -> bool:
        """Whether the body is an HTML page."""
        return self.response.mimetype == "text/html"

    @cached_property
    def document(self) -> JustHTML:
        """The parsed page, with `errors`, as the HTML standard reads it."""
        return JustHTML(self.text, sanitize=False, collect_errors=True)

    @cached_property
    def elements(self) -> list[Element]:
        """All elements, in the page's order."""
        return cast(list[Element], self.document.query("*"))

    def all(self, selector: str) -> list[Element]:
        """The elements that match a CSS selector, in the page's order."""
        if selector.isalnum():  # the name of an element, which each page is asked for often
            return [element for element in self.elements if element.name == selector]
        return cast(list[Element], self.document.query(selector))

    def one(self, selector: str) -> Element:
        """The one element that matches `selector`; AssertionError where there is not one."""
        found = self.all(selector)
        assert len(found) == 1, f"{self.path}: {len(found)} elements match {selector}"
        return found[0]

    def texts(self, selector: str) -> list[str]:
        """The texts of the elements that match `selector`."""
        return [text_of(element) for element in self.all(selector)]

    def attributes(self, selector: str, name: str) -> list[str]:
        """The attribute `name` of each element that matches `selector` and has it."""
        values = (element.attrs.get(name) for element in self.all(selector))
        return [value for value in values if value is not None]

    @property
    def h1(self) -> str:
        """The text of the page's heading."""
        return text_of(self.one("h1"))

    @property
    def title(self) -> str:
        """The title of the document, without bidi isolates."""
        return text_of(self.one("head > title"))

    @property
    def lang(self) -> str:
        """The language that the page claims to speak."""
        return self.one("html").attrs.get("lang") or ""

    @property
    def dir(self) -> str:
        """The page's direction."""
        return self.one("html").attrs.get("dir") or ""

    @property
    def links(self) -> list[str]:
        """Where the links of the page lead, in its order."""
        return self.attributes("a[href]", "href")

    def meta(self, name: str) -> str:
        """The content of a meta element, by its name or property; "" where there is none."""
        found = self.attributes(f'meta[name="{name}"]', "content")
        found += self.attributes(f'meta[property="{name}"]', "content")
        return found[0] if found else ""


def check_duties(page: Page) -> None:
    """AssertionError, with the page's path, where an HTML page misses one of its duties."""
    faults = [*markup_faults(page), *language_faults(page), *header_faults(page)]
    assert not faults, f"{page.path} ({page.status}): " + "; ".join(faults)


def markup_faults(page: Page) -> list[str]:
    """Faults of the markup: syntax, heading, title, ids and what a strict policy would block."""
    faults = [f"HTML: {error}" for error in page.document.errors]
    headings = page.texts("h1")
    titles = [text_of(title) for title in page.all("title") if is_in_head(title)]
    if len(headings) != 1 or len(titles) != 1:
        faults.append(f"{len(headings)} h1 and {len(titles)} title")
    elif not titles[0].removeprefix("Error: ").startswith(headings[0]):
        faults.append(f"title {titles[0]!r} does not begin with the heading {headings[0]!r}")
    ids = Counter(element.attrs["id"] for element in page.elements if "id" in element.attrs)
    twins = [name for name, times in ids.items() if times > 1]
    if twins:
        faults.append(f"ids more than once: {twins}")
    for element in page.elements:
        inline = [name for name in element.attrs if name == "style" or name.startswith("on")]
        if inline:
            faults.append(f"<{element.name}> has {inline}")
    return faults


def is_in_head(title: Element) -> bool:
    """Whether `title` is the document's, not the one of a drawing."""
    return title.parent is not None and title.parent.name == "head"


def language_faults(page: Page) -> list[str]:
    """Faults where the page's language or direction is not the one of its address."""
    segment = urlsplit(page.path).path.split("/")[1]
    if segment not in {language.code for language in languages.public_languages()}:
        return []
    language = languages.get(segment)
    said, meant = (page.lang, page.dir), (language.tag, language.direction)
    return [] if said == meant else [f"lang and dir are {said}, not {meant}"]


def header_faults(page: Page) -> list[str]:
    """Faults of the headers: a cookie, a cookie in Vary, a policy that is absent or unsafe."""
    faults = [] if page.path.startswith("/editor") else cookie_faults(page)
    policy = page.headers.get("Content-Security-Policy", "")
    if not policy or "unsafe-" in policy:
        faults.append(f"Content-Security-Policy is {policy!r}")
    return faults + [
        f"policy blocks {code[:40]!r}" for code in inline_code(page) if digest(code) not in policy
    ]


def cookie_faults(page: Page) -> list[str]:
    """That a readers' page has to do with cookies."""
    faults = ["sets a cookie"] if "Set-Cookie" in page.headers else []
    if "cookie" in page.headers.get("Vary", "").lower():
        faults.append("varies by cookie")
    return faults


def inline_code(page: Page) -> list[str]:
    """The scripts and styles that stand in the page itself."""
    scripts = [
        element
        for element in page.all("script")
        if "src" not in element.attrs and (element.attrs.get("type") or "") in SCRIPT_TYPES
    ]
    return [item.to_text(separator="", strip=False) for item in [*scripts, *page.all("style")]]


def digest(code: str) -> str:
    """The hash of inline code as Content-Security-Policy writes it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()


class Site:
    """The site as a visitor without cookies meets it; every HTML page is held to its duties."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client(use_cookies=False)

    def get(self, path: str, *, status: int | None = None, **options: Any) -> Page:
        """GET `path`; `status` is what must come, `options` are werkzeug's: headers …"""
        return self.open(path, status=status, method="GET", **options)

    def open(self, path: str, *, status: int | None = None, **options: Any) -> Page:
        """Any request; redirects are not followed. A failure of the server must be expected."""
        page = Page(path, self.client.open(path, **options))
        expected = page.status == status if status else page.status < 500
        assert expected, f"{path} answered {page.status}, not {status or 'below 500'}"
        if held_to_duties and page.is_html and page.status == 200 and page.text:
            check_duties(page)
        return page
