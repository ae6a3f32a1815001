"""Two texts by way of a third: what each says of the source that both were made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.content.translation import following, marking
from app.content.translation.freshness import Freshness, Made
from app.content.translation.identity import Paragraph, holder
from app.content.translation.likeness import Key
from app.content.translation.units import Units, is_line


@dataclass(frozen=True)
class Side:
    """A text in units, what it was made from, and what it need not follow (`settled`).

    Without `made` it is the source itself.
    """

    units: Units
    made: Made | None = None
    settled: Collection[str] = ()


@dataclass(frozen=True)
class Relation:
    """What a text says of a source, unit by unit.

    `of` are the ids of the source by its own ids, `says` the words of the source for which it may
    stand; `open` are the units of the source that it does not follow, by what they say or said.
    """

    of: Mapping[str, tuple[str, ...]]
    says: Mapping[str, frozenset[Key]]
    open: Mapping[str, str] = field(default_factory=dict)
    alone: frozenset[str] = frozenset()  # its own ids that have nothing beside them, as is known

    @cached_property
    def by_source(self) -> dict[str, list[str]]:
        """Its own ids by those of the source."""
        found: dict[str, list[str]] = {}
        for own, ids in self.of.items():
            for id in ids:
                found.setdefault(id, []).append(own)
        return found


def relation(source: Units, side: Side) -> Relation:
    """What a text says of this source."""
    if side.made is None:
        return Relation(
            {one.id: (one.id,) for one in source.all},
            {one.id: frozenset({one.key}) for one in source.all},
        )
    state = marking.older(side.made, source, side.settled)
    now = {one.id: one.text for one in source.all}
    return Relation(
        dict(_of(source, side, side.made, state)),
        _says(source, side.made, state),
        {id: now[id] for id in state.stale} | state.gone,
        frozenset(state.gone.keys() & side.made.extra.keys()),
    )


def _of(
    source: Units, side: Side, made: Made, state: Freshness
) -> Iterator[tuple[str, tuple[str, ...]]]:
    known = {one.id for one in source.all} | state.gone.keys()
    was = {one.id: one for one in made.paragraphs}
    for line in side.units.lines:
        if line.text:
            yield line.id, (line.id,) if line.id in known else ()
    links = following.spread(made, source.body, made.links)
    for one in side.units.body:
        homes = (_home(id, known, was, source) for id in links.get(one.id, ()) if not is_line(id))
        yield one.id, tuple(dict.fromkeys(home for home in homes if home))


def _home(id: str, known: Collection[str], was: Mapping[str, Paragraph], source: Units) -> str:
    """A unit of the source, or the one with which it was joined; "" where there is none."""
    if id in known or id not in was:
        return id if id in known else ""
    found = holder(source.body, was[id].key)
    return found.id if found else ""


def _says(source: Units, made: Made, state: Freshness) -> dict[str, frozenset[Key]]:
    was = {one.id: one.key for one in made.paragraphs if one.id not in made.apart}
    now = {one.id: one.key for one in source.all if one.id not in state.stale}
    return {
        id: frozenset(key for key in (was.get(id), now.get(id)) if key is not None)
        for id in was.keys() | now.keys()
    }
