"""What readers type into addresses and forms, made harmless before any page looks at it."""

from __future__ import annotations

import unicodedata
from collections.abc import Container

from flask import request

from app.i18n.bidi import without_controls
from app.i18n.formats import digits_to_latin

LONGEST = 200  # characters; more is nobody's question
_CONTROLS = ("Cc", "Cs")  # control characters and lone surrogates


def words(name: str, longest: int = LONGEST) -> str:
    """The query parameter `name`, at most `longest` characters, on one line, without controls."""
    typed = " ".join(request.args.get(name, "")[:longest].split())
    return without_controls("".join(c for c in typed if unicodedata.category(c) not in _CONTROLS))


def choice(name: str, choices: Container[str]) -> str:
    """The query parameter `name` where it is one of `choices`, else ""."""
    value = request.args.get(name, "")
    return value if value in choices else ""


def page_number(last: int) -> int:
    """The query parameter `page` from 1 to `last`; what is no such number is the first page."""
    typed = digits_to_latin(request.args.get("page", "1"))
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1
    return number if 1 <= number <= last else 1
