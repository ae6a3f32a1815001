"""What files that came back would change, in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext, lazy_pgettext
from flask_babel.speaklater import LazyString

from app.content.lifecycle import differences
from app.content.lifecycle.differences import Pair
from app.content.translation.po.judging import LEFT, TAKEN, Change, Judged, Kind
from app.content.translation.po.listing import STRANGERS, Named, listed
from app.content.translation.po.planning import Plan
from app.content.translation.po.reading import Fault
from app.editor.translating.rows import as_markup
from app.i18n.findings import shortened
from app.i18n.formats import number

MOST_FAULTS = 50
KINDS: dict[Kind, LazyString] = {
    # Translators: of paragraphs that came back in a file, before their number: "New: 3".
    "new": lazy_gettext("New"),
    # Translators: of paragraphs that came back in a file, before their number: "Changed: 3".
    "changed": lazy_pgettext("parts of a file", "Changed"),
    "confirmed": lazy_gettext("Right still"),
    "both": lazy_gettext("Changed here as well, to be decided on its page"),
    "same": lazy_gettext("The same as here"),
    "fuzzy": lazy_gettext("Left, since it is marked as uncertain"),
    "empty": lazy_gettext("Left, since it is not translated"),
    "older": lazy_gettext("Left, since the source was changed afterwards"),
    "unknown": lazy_gettext("Left, since there is no such part any more"),
    "kept": lazy_gettext("Left, since readers would see it at once"),
    "turned": lazy_gettext(
        "Left, since this was written first in another language than the file says. Please give "
        "it out anew"
    ),
}


@dataclass(frozen=True)
class Left:
    """A part that is left as it is: what it is called, if it is still there, its source, why."""

    what: str
    source: str
    why: LazyString


@dataclass(frozen=True)
class Text:
    """A text of a plan: how many parts of each kind, the first changes word by word, and the first
    parts that are left."""

    title: str
    id: int | None  # of a story or page
    source_language: str
    at_once: bool
    counts: list[tuple[LazyString, str]]
    changes: list[Pair]
    more: int
    left: list[Left]
    more_left: int


@dataclass(frozen=True)
class Told:
    """A plan: its texts, what names nothing of this site, and what is wrong."""

    texts: list[Text]
    strangers: int
    first_strangers: list[str]
    faults: list[Fault]
    more_faults: int
    acts: bool


def told(plan: Plan) -> Told:
    """What a plan would do."""
    return Told(
        texts=[_text(one) for one in plan.things] if not plan.faults else [],
        strangers=len(plan.strangers),
        first_strangers=[shortened(one) for one in plan.strangers[:STRANGERS]],
        faults=list(plan.faults[:MOST_FAULTS]),
        more_faults=max(0, len(plan.faults) - MOST_FAULTS),
        acts=plan.acts,
    )


def _text(one: Judged) -> Text:
    taken, left = listed(one, *TAKEN, "both"), listed(one, *LEFT)
    counts = one.counts
    return Text(
        title=one.thing.title,
        id=int(one.thing.id) if one.thing.subject in ("story", "page") else None,
        source_language=one.thing.source_language,
        at_once=one.thing.at_once,
        counts=[(said, number(counts[kind])) for kind, said in KINDS.items() if counts[kind]],
        changes=[pair for each in taken.first for pair in _pairs(one, each.change)],
        more=taken.more,
        left=[_left(each) for each in left.first],
        more_left=left.more,
    )


def _left(one: Named) -> Left:
    return Left(one.what, one.source, KINDS[one.change.kind])


def _pairs(one: Judged, change: Change) -> list[Pair]:
    """A part before and after; all forms of a counted one below one another."""
    rich = one.thing.units[change.unit].rich
    sides = ("\n".join(texts) for texts in (change.before, change.after))
    before, after = (text if rich else as_markup("title", text) for text in sides)
    return differences.words(before, after)
