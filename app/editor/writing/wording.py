"""The words of a story or a page as a form: the same fields once for each language.

A form also carries what it began with: for each language the version of the working copy and a
mark of its words, so that a language which nobody touched is never saved, nor in anybody's way.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext
from wtforms import HiddenField, SelectField, StringField, TextAreaField

from app.content.lifecycle.paragraphs import as_html, as_typed
from app.content.sanitise import clean_text
from app.editor.each_language import fields_of_each
from app.editor.forms import AtMost, DeskForm, line, spoken_name
from app.i18n.languages import Language, public_languages

FIELDS = ("title", "body", "alt", "standfirst", "byline", "caption", "credit", "slug", "sources")
LABELS = {  # of the fields of one text
    "title": lazy_gettext("Title"),
    "body": lazy_gettext("Text"),
    "alt": lazy_gettext("What the picture shows"),
    "standfirst": lazy_gettext("Standfirst"),
    "byline": lazy_gettext("Byline"),
    "caption": lazy_gettext("Caption of the picture"),
    "credit": lazy_gettext("Credit of the picture"),
    "slug": lazy_gettext("Words in the address"),
    # Translators: noun: what a story rests on, with links.
    "sources": lazy_gettext("Sources"),
}
TOKEN = re.compile(r"[\w-]{8,40}", re.ASCII)
_NUMBER = re.compile(r"-?[0-9]{1,9}", re.ASCII)  # what a column of the database takes
LONGEST_BODY = 200_000  # what the sanitiser takes
_ADDRESS = re.compile(r"(?:^|\s)[|–-]?\s*(https?://\S+)\s*\Z")


def lines(text: str | None) -> str:
    """A filter of a field: what was typed without what is no text, every space kept."""
    return clean_text(text or "")


class WordsForm(DeskForm):
    """What the forms of stories and pages share; the languages' own fields are added below."""

    token = HiddenField(filters=[line])
    item_version = HiddenField(filters=[line])
    base_details = HiddenField(filters=[line])
    source_language = SelectField(
        lazy_gettext("Written first in"),
        validate_choice=False,
        description=lazy_gettext(
            "The other languages are translations of it: they are compared with it, and count as "
            "older when it changes."
        ),
    )

    def codes(self) -> list[str]:
        """The languages that can be written in this form."""
        return [each.code for each in public_languages() if f"title_{each.code}" in self]

    def only(self, codes: Iterable[str]) -> None:
        """Leave only the fields of these languages to be written."""
        for language in public_languages():
            if language.code not in codes:
                for name in [name for name in self._fields if name.endswith(f"_{language.code}")]:
                    del self[name]

    def typed(self, code: str) -> dict[str, str]:
        """What stands in the fields of the words of one language, by their plain names."""
        return {name: str(self[f"{name}_{code}"].data or "") for name in FIELDS}

    def words(self, code: str) -> dict[str, Any]:
        """The words of one language, as content/texts.py:save takes them."""
        found: dict[str, Any] = self.typed(code)
        found["body"] = as_html(found["body"])
        found["sources"] = sources(found["sources"])
        return found

    def version(self, code: str) -> int:
        """The version of the words from which this language was written; 0 for none."""
        return number(self[f"version_{code}"].data)

    def untouched(self, code: str) -> bool:
        """Whether the words of a language are those with which the form was opened."""
        began = f"{self.version(code)}:{mark(self.typed(code))}"
        return bool(self[f"base_{code}"].data == began)

    def details(self) -> dict[str, str]:
        """What stands in the fields of the details, in plain texts."""
        name = "source_language"
        return {name: str(self[name].data or "")} if name in self else {}

    def details_untouched(self) -> bool:
        """Whether the details are those with which the form was opened."""
        began = f"{number(self.item_version.data)}:{mark(self.details())}"
        return bool(self.base_details.data == began)

    def stamp_details(self, version: int) -> None:
        """Take what stands in the fields of the details for what is stored as this version."""
        self.item_version.data = str(version)
        self.base_details.data = f"{version}:{mark(self.details())}"

    def begin(self, code: str, version: int, shown: Mapping[str, str]) -> None:
        """Fill in the fields of a language: the words, and which version they are."""
        for name in FIELDS:
            self[f"{name}_{code}"].data = as_typed(shown[name]) if name == "body" else shown[name]
        self.stamp(code, version)

    def stamp(self, code: str, version: int) -> None:
        """Take what stands in the fields of a language for its stored words of this version."""
        self[f"version_{code}"].data = str(version)
        self[f"base_{code}"].data = f"{version}:{mark(self.typed(code))}"

    def named(self) -> str:
        """The name of this open form, which it keeps while it is sent again and again."""
        if not TOKEN.fullmatch(self.token.data or ""):
            self.token.data = secrets.token_urlsafe(16)
        return str(self.token.data)


def mark(typed: Mapping[str, str]) -> str:
    """A short mark of what was typed: the same for the same text, however lines end."""
    plain = {name: text.replace("\r\n", "\n").strip() for name, text in typed.items()}
    return hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:16]


def number(text: str | None) -> int:
    """A whole number of a hidden field, below zero too; 0 for what is none."""
    return int(text) if text and _NUMBER.fullmatch(text) else 0


def shown(stored: Any) -> dict[str, str]:
    """Stored words as the fields hold them; `stored` has the columns of a Wording."""
    plain = {name: getattr(stored, name) for name in FIELDS if name != "sources"}
    return {**plain, "sources": "\n".join(_line(source) for source in stored.sources)}


def _line(source: Mapping[str, str]) -> str:
    text, url = source["text"], source.get("url", "")
    return text if text == url else f"{text} {url}".strip()


def sources(text: str) -> list[dict[str, str]]:
    """Sources from lines, each with an address at its end or without one."""
    found = []
    for each in filter(None, map(str.strip, text.splitlines())):
        address = _ADDRESS.search(each)
        said = each[: address.start()].strip() if address else each
        url = address[1] if address else ""
        found.append({"text": said or url, "url": url})
    return found


def _line_of(label: Any, longest: int, hint: Any = "") -> StringField:
    return StringField(label, filters=[line], validators=[AtMost(longest)], description=hint)


def _lines_of(label: Any, longest: int, hint: Any = "") -> TextAreaField:
    return TextAreaField(label, filters=[lines], validators=[AtMost(longest)], description=hint)


def _fields(code: str) -> dict[str, Any]:
    """The fields of one language; `code` names it in the labels, so that no two are the same."""
    of = {"language": spoken_name(code)}
    return {
        "title": _line_of(lazy_gettext("Title (%(language)s)", **of), 300),
        "body": _lines_of(
            lazy_gettext("Text (%(language)s)", **of),
            LONGEST_BODY,
            lazy_gettext("Leave an empty line between paragraphs."),
        ),
        "alt": _line_of(
            lazy_gettext("What the picture shows (%(language)s)", **of),
            1000,
            lazy_gettext("For readers who cannot see it."),
        ),
        "standfirst": _lines_of(
            lazy_gettext("Standfirst (%(language)s)", **of),
            1000,
            lazy_gettext("Left empty, the beginning of the text stands in."),
        ),
        "byline": _line_of(lazy_gettext("Byline (%(language)s)", **of), 200),
        "caption": _line_of(lazy_gettext("Caption of the picture (%(language)s)", **of), 1000),
        "credit": _line_of(lazy_gettext("Credit of the picture (%(language)s)", **of), 300),
        "slug": _line_of(
            lazy_gettext("Words in the address (%(language)s)", **of),
            200,
            lazy_gettext("Left empty, they are made from the title."),
        ),
        "sources": _lines_of(
            lazy_gettext("Sources (%(language)s)", **of),
            5000,
            lazy_gettext("One in each line, with its web address at the end if it has one."),
        ),
        "version": HiddenField(filters=[line]),
        "base": HiddenField(filters=[line]),
    }


def _named(language: Language) -> dict[str, Any]:
    fields = _fields(language.code).items()
    return {f"{name}_{language.code}": field for name, field in fields}


fields_of_each(WordsForm, _named)
