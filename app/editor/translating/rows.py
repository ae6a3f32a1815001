"""The units of a translation as its page shows them: the source, what changed, what helps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from markupsafe import Markup, escape

from app.clock import utcnow
from app.content import citations, facts, texts
from app.content.lifecycle import differences
from app.content.lifecycle.differences import Pair
from app.content.translation.state import Unit
from app.content.translation.units import is_line
from app.editor.translating import sentences
from app.editor.translating.fields import labels
from app.editor.translating.sentences import Hit, Said
from app.i18n.entry_checks import CITATION
from app.i18n.languages import Language, get
from app.models import Suggestion, Text


@dataclass(frozen=True)
class Row:
    """A unit beside its source.

    `shown` is the source as readers see it, `plain` as it is stored where that differs; `cited`
    are its citations, each with what it says. `changed` is the source as it was translated beside
    it of now, `theirs` what somebody else saved meanwhile.
    """

    unit: Unit
    label: str
    shown: Markup
    plain: str
    cited: list[tuple[str, str]]
    changed: list[Pair]
    terms: list[Hit]
    said: list[Said]
    suggestion: Suggestion | None = None
    theirs: list[Pair] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return self.unit.state == "fresh"


def rows(
    text: Text,
    units: Sequence[Unit],
    typed: Mapping[str, str],
    suggested: Mapping[str, Suggestion],
    clashing: Mapping[str, str],
) -> list[Row]:
    """The units of a translation; `typed` is what stands in the fields."""
    said = labels(text, units)
    of, language, on = get(text.item.source_language), get(text.language), day(text)
    return [
        Row(
            unit=unit,
            label=said[unit.id],
            shown=as_read(unit.id, unit.source, of, on),
            plain=unit.source if "<" in unit.source or "&" in unit.source else "",
            cited=cited(unit.source, of, on),
            changed=_changed(unit),
            terms=_terms(unit, of, language),
            said=sentences.found(unit.source, typed.get(unit.id, ""), of, language),
            suggestion=suggested.get(unit.id),
            theirs=_theirs(unit.id, clashing, typed),
        )
        for unit in units
    ]


def day(text: Text) -> date | None:
    """The day for which the citations of a story hold; None for a page, whose day is today."""
    if text.item.type != "story":
        return None
    source = next((t for t in text.item.texts if t.language == text.item.source_language), None)
    return facts.local_date((texts.first_published(source) if source else None) or utcnow())


def as_read(id: str, source: str, of: Language, on: date | None) -> Markup:
    """A unit of the source as readers see it."""
    if is_line(id):
        return escape(citations.plain(source, of.code, on))
    return citations.html(source, of.code, on)


def cited(source: str, of: Language, on: date | None) -> list[tuple[str, str]]:
    """(citation as it is typed, what it says) of each in a unit."""
    found = dict.fromkeys(CITATION.findall(source))
    return [(one, citations.plain(one, of.code, on)) for one in found]


def as_markup(id: str, text: str) -> str:
    """A unit as HTML: those of the body are, and lines are plain."""
    return str(escape(text)) if is_line(id) else text


def _changed(unit: Unit) -> list[Pair]:
    if unit.state != "stale" or not unit.former:
        return []
    return differences.words(as_markup(unit.id, unit.former), as_markup(unit.id, unit.source))


def _terms(unit: Unit, of: Language, language: Language) -> list[Hit]:
    return list(
        {hit.term: hit for hit in sentences.hits(unit.source, of.code, language.code)}.values()
    )


def _theirs(id: str, clashing: Mapping[str, str], typed: Mapping[str, str]) -> list[Pair]:
    if id not in clashing:
        return []
    return differences.words(as_markup(id, clashing[id]), as_markup(id, typed.get(id, "")))
