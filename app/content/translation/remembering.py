"""How two texts stood before they changed places, for what was at odds: so that it is known again
if they change back and nobody touched it meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.content.translation import freshness
from app.content.translation.freshness import Made
from app.content.translation.identity import Paragraph
from app.content.translation.likeness import fingerprint
from app.content.translation.relation import Relation, Side, relation
from app.content.translation.units import Units

Back = Mapping[str, Any]


@dataclass
class Account:
    """What a text accounts for in a source, as it is put together.

    `links` are the ids of the source by those of the text, `beside` the other way round.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    links: dict[str, list[str]] = field(default_factory=dict)
    beside: dict[str, list[str]] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)
    extra: dict[str, str] = field(default_factory=dict)

    def put(self, one: Paragraph, own: Sequence[str]) -> None:
        """Account for a unit of the source in units of the text."""
        self.paragraphs.append(one)
        self.beside[one.id] = list(own)
        for id in own:
            self.links.setdefault(id, []).append(one.id)


def memory(source: Units, side: Side, *, needed: bool) -> dict[str, Any]:
    """What a text accounts for in this source, and how both read; nothing where it follows it all,
    unless it is `needed`."""
    if side.made is None or not (needed or relation(source, side).open):
        return {}
    return {
        "source": _prints(source.all),
        "own": _prints(side.units.all),
        "made": replace(side.made, back={}).as_json(),
    }


def with_open(made: Made, source: Units, own: Units, settled: Collection[str]) -> Made:
    """What a text accounts for since the change, with what is at odds in it from the beginning."""
    if not made.back:
        return made
    open_ = relation(source, Side(own, made, settled)).open
    return replace(made, back={**made.back, "open": sorted(open_)})


def untouched(source: Units, own: Units, back: Back, now: Relation) -> bool:
    """Whether both read as they did, and nobody answered anything since."""
    read = _prints(source.all), _prints(own.all), sorted(now.open)
    return read == (back["source"], back["own"], back["open"])


def restore(account: Account, source: Units, side: Side, back: Back) -> set[str]:
    """Let stand as before what is at odds and reads as it did; the fingerprints of what that is."""
    made = freshness.from_json(back["made"])
    known = relation(source, replace(side, made=made))
    now, own = _prints(source.all), _prints(side.units.all)
    found = set()
    for id in sorted(now.keys() | known.open.keys()):
        near = known.by_source.get(id, [])
        read = now.get(id) == back["source"].get(id)
        if read and all(own[one] == back["own"].get(one) for one in near):
            found |= {id} if _restored(account, id, near, made) else set()
    texts = {**known.open, **{one.id: one.text for one in source.all}}
    return {fingerprint(texts[id]) for id in found}


def _restored(account: Account, id: str, near: Sequence[str], made: Made) -> bool:
    """Whether a unit is at odds, beside what it was; then it stands as it did."""
    if id in account.beside:
        if id not in account.apart or set(account.beside[id]) != set(near):
            return False
        account.apart.discard(id)
        account.paragraphs = [one for one in account.paragraphs if one.id != id]
    elif near and all(each in account.extra for each in near):
        for each in near:
            account.extra.pop(each)
            account.links.setdefault(each, []).append(id)
    elif near:
        return False
    account.paragraphs += [one for one in made.paragraphs if one.id == id and near]
    account.apart |= {id} & made.apart
    return True


def _prints(units: Collection[Paragraph]) -> dict[str, str]:
    """Short names of what units say, by their ids."""
    return {one.id: fingerprint(one.text)[:16] for one in units}
