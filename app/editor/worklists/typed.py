"""What is typed into addresses of the desk's lists, made harmless before anybody looks at it."""

from __future__ import annotations

from collections.abc import Container

from flask import request

from app.content.sanitise import clean_line
from app.i18n.formats import digits_to_latin

LONGEST = 200
LONGEST_NUMBER = 9  # digits; no database has a larger id


def words(name: str) -> str:
    """The query parameter `name` on one line, at most LONGEST characters."""
    return clean_line(request.args.get(name, "")[:LONGEST])


def choice(name: str, choices: Container[str]) -> str:
    """The query parameter `name` where it is one of `choices`, else ""."""
    value = request.args.get(name, "")
    return value if value in choices else ""


def as_number(text: str) -> int | None:
    """A whole number typed in any digits; None for what is none, or is too large for an id."""
    text = digits_to_latin(text).strip()
    fine = text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
    return int(text) if fine else None


def number(name: str) -> int | None:
    """The query parameter `name` as a number; None where it is none."""
    return as_number(request.args.get(name, ""))


def numbers(name: str, most: int) -> list[int]:
    """The numbers sent under `name`, in an address or a form, each once, at most `most`."""
    found = (as_number(text) for text in request.values.getlist(name))
    return list(dict.fromkeys(n for n in found if n is not None))[:most]
