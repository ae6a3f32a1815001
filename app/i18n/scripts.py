"""The script that a language is written in, as far as its punctuation and spelling depend on it."""

from __future__ import annotations

import unicodedata

from app.i18n.languages import Language


def script_of(language: Language) -> str:
    """The script of a language's own name, as Unicode calls it: "ARABIC", "LATIN" …"""
    letter = next((sign for sign in language.name if sign.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0]
