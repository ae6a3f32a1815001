"""Tags in a text: which there are, and whether they are closed."""

from __future__ import annotations

import re

_TAG = re.compile(r"<[^<>]*>")
_NAME = re.compile(r"</?\s*([^\s/>]+)")
_VOID = {"br", "wbr", "img", "hr"}


def tags(text: str) -> list[str]:
    """The tags of `text` as they are written, in order."""
    return _TAG.findall(text)


def without_tags(text: str) -> str:
    """`text` with nothing in the place of its tags."""
    return _TAG.sub("", text)


def stray(text: str) -> bool:
    """Whether `text` has a < that may open a tag together with what follows the text."""
    return "<" in without_tags(text)


def closed(text: str) -> bool:
    """Whether each tag that is opened is closed, in the right order, and no other."""
    opened: list[str] = []
    for tag in tags(text):
        if tag.startswith("</"):
            if not opened or opened.pop() != _name(tag):
                return False
        elif not tag.endswith("/>") and _name(tag) not in _VOID:
            opened.append(_name(tag))
    return not opened


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1].lower() if match else tag
