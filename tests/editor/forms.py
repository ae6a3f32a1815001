"""A form of the desk as a browser would send it back: what its page holds, field by field."""

from justhtml.dom import Element

from tests.support.desk import Desk
from tests.support.pages import Page, text_of

SKIPPED = {"submit", "button", "file", "search"}


def fields(page: Page, form: str = "main form[method=post]") -> dict[str, str]:
    """What the first such form of a page holds; unchecked boxes and files are left out."""
    found = page.all(form)
    assert found, f"{page.path} has no form"
    held: dict[str, str] = {}
    for element in found[0].query("input, select, textarea"):
        name = element.attrs.get("name")
        if name and _sent(element):
            held[name] = _value(element)
    return held


def _sent(element: Element) -> bool:
    kind = element.attrs.get("type") or "text"
    if kind in {"radio", "checkbox"}:
        return "checked" in element.attrs
    return kind not in SKIPPED


def _value(element: Element) -> str:
    if element.name == "textarea":
        return element.to_text(separator="", strip=False).removeprefix("\n")
    if element.name == "select":
        options = element.query("option")
        chosen = [one for one in options if "selected" in one.attrs] or options[:1]
        return (chosen[0].attrs.get("value") or "") if chosen else ""
    return element.attrs.get("value") or ""


def fill(desk: Desk, path: str, **typed: str) -> Page:
    """Open the form at `path`, type into it, and send it."""
    return desk.send(path, fields(desk.get(path)) | typed)


def errors(page: Page) -> list[str]:
    """The sentences of the error summary."""
    return [text_of(item) for item in page.all(".errors li")]
