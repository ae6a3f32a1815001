"""What a .po file is about: a thing of the site in two languages, entry by entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel.speaklater import LazyString

from app.content.translation.state import State

_CONTEXT = re.compile(r"([a-z]{1,20})/([A-Za-z0-9_-]{1,100})/([a-z0-9/-]{1,60})")
_INVISIBLE_BREAKS = str.maketrans("\u2028\u2029", "  ")  # which a line of a file cannot hold


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit as translators get it; the texts of one that is `rich` are inline HTML.

    A counted text has its general form in `plural`, and its translation in `forms`, one for each
    of the language's. `joint` are the sources of units that are translated together with this one.
    """

    id: str
    source: str
    state: State
    translation: str = ""
    former: str = ""
    within: str = ""
    joint: tuple[str, ...] = ()
    rich: bool = False
    lines: bool = False  # plain text of more than one
    most: int = 0  # characters; 0: as many as there are
    what: str | LazyString = ""  # it is, for translators
    plural: str = ""
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """A story, a page or something kept, from one language into another."""

    subject: str
    id: str
    title: str
    source_language: str
    language: str
    entries: tuple[Entry, ...]
    version: str = ""  # of the words of the source
    kept: bool = False  # whether it has no working copy
    at_once: bool = False  # whether readers see at once what is changed
    link: str = ""  # where it can be seen

    @property
    def key(self) -> tuple[str, str]:
        """What names it, without its languages."""
        return self.subject, self.id

    def context(self, entry: Entry) -> str:
        """The msgctxt of an entry."""
        return f"{self.subject}/{self.id}/{entry.id}"

    @property
    def units(self) -> Mapping[str, Entry]:
        """Its entries by their ids."""
        return {one.id: one for one in self.entries}

    @property
    def unfinished(self) -> bool:
        """Whether a translation exists that does not say all that the source does."""
        begun = any(one.translation or any(one.forms) for one in self.entries)
        return begun and any(one.state != "fresh" for one in self.entries)


@dataclass(frozen=True, slots=True)
class Context:
    """What a msgctxt names."""

    subject: str
    id: str
    unit: str
    key: tuple[str, str] = field(init=False)

    def __post_init__(self) -> None:
        """The key of its thing."""
        object.__setattr__(self, "key", (self.subject, self.id))


def context(text: str | None) -> Context | None:
    """What a msgctxt names, if it is one of this site's kind."""
    match = _CONTEXT.fullmatch(text or "")
    return Context(*match.groups()) if match else None


def written(text: str) -> str:
    """A text as a file holds it."""
    return text.translate(_INVISIBLE_BREAKS)
