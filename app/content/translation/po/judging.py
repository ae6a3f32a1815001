"""What an entry that came back does: says something new, clashes, or is left, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import polib

from app.content.translation.likeness import key
from app.content.translation.po.checking import problems, safe, tidied
from app.content.translation.po.things import Entry, Thing, written
from app.i18n.entry_checks import forms
from app.i18n.languages import get

# Those that change something, then what both sides changed, then what is left, and why.
Kind = Literal[
    "new",
    "changed",
    "confirmed",
    "both",
    "same",
    "fuzzy",
    "empty",
    "older",
    "unknown",
    "kept",
    "turned",
]
TAKEN: tuple[Kind, ...] = ("new", "changed", "confirmed")
LEFT: tuple[Kind, ...] = ("fuzzy", "empty", "older", "unknown", "kept", "turned")


@dataclass(frozen=True, slots=True)
class Change:
    """An entry, and what becomes of it: the texts of now and of the file, a form each if counted.

    `unit` is the id of the entry in its thing, `file` the name of what it stood in.
    """

    unit: str
    kind: Kind
    source: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    joint: tuple[str, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """A thing with what becomes of each of its entries that came back."""

    thing: Thing
    changes: tuple[Change, ...]

    @property
    def counts(self) -> Counter[Kind]:
        """How many entries there are of each kind."""
        return Counter(one.kind for one in self.changes)

    def of(self, *kinds: Kind) -> list[Change]:
        """The entries of some kinds."""
        return [one for one in self.changes if one.kind in kinds]

    @property
    def acts(self) -> bool:
        """Whether anything of it is written."""
        return bool(self.of(*TAKEN, "both"))


def judged(entry: Entry | None, said: polib.POEntry, handed: Sequence[str] | None) -> Change | None:
    """What becomes of an entry that came back as `said`; None where it is empty on purpose.

    `handed` are the texts with which it was given out, where that is known: its source, then its
    translation as it was.
    """
    if entry is None or entry.state == "gone":
        return Change(said.msgctxt, "unknown", said.msgid)
    texts = tuple(text for _index, text in sorted(forms(said).items()))
    before = entry.forms if entry.plural else (entry.translation,)
    kind = _kind(entry, said, texts, before, handed)
    if kind == "empty" and entry.within:
        return None
    after = tuple(cleaned(entry, text) for text in texts) if kind in (*TAKEN, "both") else ()
    return Change(entry.id, kind, entry.source, before, after, entry.joint)


def wrong(
    thing: Thing, entry: Entry, said: polib.POEntry, handed: Sequence[str] | None
) -> Iterator[str]:
    """Why a translation cannot be taken in."""
    known = [one for one in (*(handed or ())[:1], entry.translation) if one]
    return problems(entry, said, get(thing.language), () if entry.plural else known)


def cleaned(entry: Entry, text: str) -> str:
    """A translation as it would be stored; what is not safe stays, to be refused in a sentence."""
    try:
        return safe(entry, tidied(entry, text))
    except ValueError:
        return tidied(entry, text)


def _kind(
    entry: Entry,
    said: polib.POEntry,
    texts: tuple[str, ...],
    before: tuple[str, ...],
    handed: Sequence[str] | None,
) -> Kind:
    if said.fuzzy:
        return "fuzzy"
    if not any(text.strip() for text in texts):
        return "empty"
    counted = bool(said.msgid_plural or said.msgstr_plural)
    if key(said.msgid) != key(entry.source) or counted != bool(entry.plural):
        return "older"
    if _same(entry, texts, before):
        return "confirmed" if entry.state == "stale" else "same"
    if handed is not None and texts == tuple(map(written, _as_given(entry, handed))):
        return "same"  # left as it was given out, while it was changed here
    if any(before) and _moved(entry, before, handed):
        return "both"
    return "changed" if any(before) else "new"


def _same(entry: Entry, texts: tuple[str, ...], before: tuple[str, ...]) -> bool:
    return (
        texts == tuple(map(written, before))
        or tuple(cleaned(entry, text) for text in texts) == before
    )


def _moved(entry: Entry, before: tuple[str, ...], handed: Sequence[str] | None) -> bool:
    """Whether somebody changed the translation here since it was given out.

    Where nobody knows how it was given out, one that follows its source was: it would be lost.
    """
    if handed is None:
        return entry.state != "stale"
    return _as_given(entry, handed) != before


def _as_given(entry: Entry, handed: Sequence[str]) -> tuple[str, ...]:
    return tuple(handed[2:] if entry.plural else handed[1:2])
