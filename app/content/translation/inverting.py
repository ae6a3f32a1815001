"""A translation turned round: what the former source accounts for in what was made from it.

What was up to date with one another stays so; what was not, or is not known, stays to be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from app.content.translation import freshness, remembering
from app.content.translation.freshness import Made
from app.content.translation.identity import Paragraph
from app.content.translation.likeness import Key, fingerprint
from app.content.translation.relation import Relation, Side, relation
from app.content.translation.remembering import Account
from app.content.translation.units import Units, is_line, is_optional

_NOTHING: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Turn:
    """From which source to which, and the text whose account of the new one is asked for."""

    source: str
    new: str
    language: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A unit at odds, by its fingerprint, and those of the former source's of which it is.

    `own` are those that the text itself does not follow, `new` those that the new source did not.
    """

    print: str
    own: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(slots=True)
class Inverted:
    """What a text accounts for in the new source.

    `settled` are fingerprints of what it need not say, since it was up to date without; of the
    units with the fingerprints `back` it is known how they stood before, or of the `whole`. What
    was said of the former source is `dormant` until that is the source again.
    """

    made: Made
    settled: set[str] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)
    back: set[str] = field(default_factory=set)
    whole: Made | None = None
    dormant: bool = False


def inverted(turn: Turn, source: Units, new: Side, other: Side) -> Inverted:
    """What `other` accounts for in `new`, where both were made from `source`, or are it."""
    return _Inverting(turn, source, new, other).done()


@dataclass
class _Inverting:
    """Filled unit by unit of the new source."""

    turn: Turn
    source: Units
    new: Side
    other: Side
    account: Account = field(default_factory=Account)
    found: Inverted = field(default_factory=lambda: Inverted(Made()))

    @cached_property
    def of_new(self) -> Relation:
        """What the new source says of the former one."""
        return relation(self.source, self.new)

    @cached_property
    def of_other(self) -> Relation:
        """What the text says of the former source, which it may have been."""
        return relation(self.source, self.other)

    def done(self) -> Inverted:
        """The result."""
        for one in self.new.units.all:
            self._unit(one)
        self._partly()
        for one in self.other.units.all:
            if one.id not in self.account.links:
                self._left(one)
        self._as_before()
        links = {id: tuple(ids) for id, ids in self.account.links.items() if not is_line(id)}
        paragraphs, apart = tuple(self.account.paragraphs), frozenset(self.account.apart)
        made = self.found.whole or Made(paragraphs, links, "", apart, self.account.extra)
        self.found.made = replace(made, of=self.turn.new, back=self._memory())
        return self.found

    def _unit(self, one: Paragraph) -> None:
        sources = self.of_new.of.get(one.id, ())
        beside = list(self._beside(one, sources))
        if not beside:
            self._missing(one, sources)
            return
        self.account.put(one, beside)
        differing = [id for id in sources if not self._same(id)]
        if differing:
            self.account.apart.add(one.id)
            self._doubt(one, differing)

    def _beside(self, one: Paragraph, sources: Iterable[str]) -> Iterator[str]:
        """What the other text has for a unit of the new source, each once."""
        if is_line(one.id):
            yield from (
                line.id for line in self.other.units.lines if line.text and line.id == one.id
            )
            return
        by_source = self.of_other.by_source
        yield from dict.fromkeys(id for each in sources for id in by_source.get(each, ()))

    def _same(self, id: str) -> bool:
        """Whether both stand for the same words of a unit of the former source."""
        return bool(self.of_new.says.get(id, _NOTHING) & self.of_other.says.get(id, _NOTHING))

    def _lacking(self, ids: Iterable[str]) -> list[str]:
        return [id for id in ids if id in self.of_new.open or id in self.of_other.open]

    def _missing(self, one: Paragraph, sources: Sequence[str]) -> None:
        """The other text does not say it: it never had to, or it lacks it."""
        lacking = self._lacking(sources)
        if lacking or one.id in self.of_new.alone:
            self._doubt(one, lacking or [one.id])
        elif not is_optional(one.id):
            self.found.settled.add(fingerprint(one.text))

    def _partly(self) -> None:
        """What says a part alone of what stands beside it is at odds with that."""
        covered = {id for own in self.account.beside for id in self.of_new.of.get(own, ())}
        for id, ids in self.account.links.items():
            left = set(self.of_other.of.get(id, ())) - covered
            if left & self.of_new.open.keys():
                self.account.apart |= set(ids)

    def _left(self, one: Paragraph) -> None:
        """The new source has nothing beside it: that was right, or to be seen."""
        lacking = self._lacking(self.of_other.of.get(one.id, ()))
        if lacking or one.id in self.of_other.alone:
            self.account.extra[one.id] = one.text
            self._doubt(one, lacking or [one.id])

    def _doubt(self, one: Paragraph, ids: Sequence[str]) -> None:
        own, new = (
            tuple(fingerprint(of.open[id]) for id in ids if id in of.open)
            for of in (self.of_other, self.of_new)
        )
        self.found.doubts.append(Doubt(fingerprint(one.text), own, new))

    def _as_before(self) -> None:
        """Turned round before, and turned back: what nobody touched stands as it stood then."""
        self.found.dormant = self.other.made is not None
        for side, now in ((self.new, self.of_new), (self.other, self.of_other)):
            back = side.made.back if side.made else {}
            if (back.get("of"), back.get("in")) == (self.turn.new, self.turn.language):
                self.found.dormant = False
                if remembering.untouched(self.new.units, self.other.units, back, now):
                    self.found.whole = freshness.from_json(back["made"])
                else:
                    units = self.new.units, self.other
                    self.found.back = remembering.restore(self.account, *units, back)
        self.found.settled -= self.found.back

    def _memory(self) -> dict[str, Any]:
        """How it stood; of the text that was the source, as the new source stood beside it."""
        side, language, needed = self.other, self.turn.language, True
        if side.made is None:
            side, language, needed = self.new, self.turn.new, bool(self.found.doubts)
        kept = remembering.memory(self.source, side, needed=needed)
        return {"of": self.turn.source, "in": language, **kept} if kept else {}
