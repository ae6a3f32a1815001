"""The entries of a plan by their names, as many as anybody reads: for the desk and the command."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape

from app.content.translation.po.judging import Change, Judged, Kind
from app.i18n.findings import shortened
from app.i18n.tags import without_tags

SHOWN = 20  # entries of one text: of those that are taken, and of those that are left
STRANGERS = 5  # entries that are named of those that are about nothing of this site


@dataclass(frozen=True, slots=True)
class Named:
    """An entry, what its part is called, and the beginning of its source without tags.

    `what` is "" for a part that is not there any more.
    """

    what: str
    source: str
    change: Change


@dataclass(frozen=True, slots=True)
class Listed:
    """The first entries of some kinds, kind by kind, and how many more there are."""

    first: tuple[Named, ...]
    more: int


def listed(one: Judged, *kinds: Kind) -> Listed:
    """The entries of these kinds of a text, at most SHOWN."""
    found = [change for kind in kinds for change in one.of(kind)]
    first = tuple(_named(one, change) for change in found[:SHOWN])
    return Listed(first, len(found) - len(first))


def _named(one: Judged, change: Change) -> Named:
    entry = one.thing.units.get(change.unit)
    rich = entry is None or entry.rich
    source = unescape(without_tags(change.source)) if rich else change.source
    return Named(str(entry.what) if entry else "", shortened(source), change)
