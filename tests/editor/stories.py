"""A visit to a story's form: opened, what stands in it, changed and sent."""

from __future__ import annotations

import re
from typing import Any

from justhtml.dom import Element

from tests.support.desk import Desk
from tests.support.pages import Page

SKIPPED = ("submit", "file", "button")


def fields(page: Page, selector: str = "form[data-story-form]") -> dict[str, Any]:
    """What a browser would send of a form: names and values, lists where there are several."""
    found: dict[str, list[str]] = {}
    for kind in ("input", "textarea", "select"):
        for element in page.all(f"{selector} {kind}"):
            for value in _values(element, kind):
                found.setdefault(str(element.attrs["name"]), []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in found.items()}


def _values(element: Element, kind: str) -> list[str]:
    attrs = element.attrs
    if not attrs.get("name") or attrs.get("type") in SKIPPED:
        return []
    if attrs.get("type") in ("checkbox", "radio") and "checked" not in attrs:
        return []
    if kind == "textarea":  # a browser drops the first line end and sends the others as two
        text = element.to_text(separator="", strip=False)
        return [re.sub(r"\r?\n", "\r\n", re.sub(r"\A\r?\n", "", text))]
    if kind == "select":
        options = [one for one in element.query("option") if "selected" in one.attrs]
        return [str(one.attrs["value"]) for one in options] or [""]
    return [str(attrs.get("value") or "")]


def opened(desk: Desk, path: str) -> dict[str, Any]:
    """The form at an address, as it would be sent unchanged."""
    return fields(desk.get(path, status=200))


def write(desk: Desk, path: str = "/editor/stories/new", **changes: Any) -> Page:
    """Open the form at an address, change some fields and send it."""
    return desk.send(path, {**opened(desk, path), **changes})


def new_story(desk: Desk, **words: Any) -> str:
    """The address of the form of a new story."""
    given = {"title_en": "A school opens", "body_en": "One.\r\n\r\nTwo."} | words
    page = write(desk, **given)
    assert page.status == 303, page.texts(".errors li")
    return page.location
