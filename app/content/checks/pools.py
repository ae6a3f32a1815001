"""What some paragraphs say between them, and what of it others leave unsaid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.content.checks.calendars import Calendar, Moment
from app.content.checks.figures import Amount
from app.content.checks.plain import FIELDS
from app.content.checks.readings import Reading


@dataclass(frozen=True)
class Odd:
    """Something that one language says, and whether its absence from the other is enough."""

    said: str
    place: Reading
    firm: bool
    what: Amount | Moment | str


@dataclass(frozen=True)
class Group:
    """Paragraphs of two languages that say the same, as far as can be told."""

    field: str
    one: list[Reading]
    other: list[Reading]


Unsaid = Callable[[Reading, "Pool"], Iterator[Odd]]


class Pool:
    """What some paragraphs say between them."""

    def __init__(self, readings: list[Reading]) -> None:
        self.implied = {value for one in readings for value in one.implied}
        self.hours = {value % 12 for value in self.implied}
        self.minutes = {m for one in readings for clock in one.clocks for m in clock[0]}
        self.phones = {phone for one in readings for phone in one.phones}
        self.calendar = Calendar(moment for one in readings for moment in one.moments)
        self.weekdays = {day for one in readings for day in one.weekdays}
        self.relative = any(one.relative for one in readings)


def groups_of(mine: list[Reading], theirs: list[Reading]) -> Iterator[Group]:
    """Paragraph by paragraph where there are as many, else a field as a whole."""
    for name in FIELDS:
        one = [r for r in mine if r.passage.field == name]
        other = [r for r in theirs if r.passage.field == name]
        if not one or not other:
            continue
        if len(one) == len(other):
            yield from (Group(name, [a], [b]) for a, b in zip(one, other, strict=True))
        else:
            yield Group(name, one, other)


def unsaid_numbers(reading: Reading, others: Pool) -> Iterator[Odd]:
    for one in reading.amounts:
        if not one.values & others.implied:
            yield Odd(one.said, reading, one.firm, one)
    for times, said, _start, _end in reading.clocks:
        hours = {minute / 60 % 12 for minute in times}
        if not times & others.minutes and (others.minutes or not hours & others.hours):
            yield Odd(said, reading, True, said)
    for phone in sorted(reading.phones - others.phones):
        yield Odd(phone, reading, True, phone)


def unsaid_dates(reading: Reading, others: Pool) -> Iterator[Odd]:
    for one in reading.moments:
        if not others.calendar.agrees(one) and not _implied(one, others.implied):
            yield Odd(one.said, reading, one.exact and not others.relative, one)
    weekdays = reading.weekdays - others.weekdays
    if others.weekdays and weekdays:
        yield Odd("", reading, False, str(sorted(weekdays)))


def _implied(one: Moment, implied: set[float]) -> bool:
    return any(not day and not month and year in implied for day, month, year in one.days)


def take_out_moved(mine: list[list[Odd]], theirs: list[list[Odd]]) -> None:
    """Take out what one language says in another paragraph than the other does."""
    places: dict[object, list[tuple[list[Odd], Odd]]] = {}
    for others in theirs:
        for odd in others:
            for key in _keys(odd.what):
                places.setdefault(key, []).append((others, odd))
    for ones in mine:
        ones[:] = [odd for odd in ones if not _taken(odd, places)]


def _taken(odd: Odd, places: dict[object, list[tuple[list[Odd], Odd]]]) -> bool:
    """Whether the other language says the same, which is then taken out."""
    for key in _keys(odd.what):
        while places.get(key):
            others, same = places[key].pop(0)
            if same in others:
                others.remove(same)
                return True
    return False


def _keys(what: Amount | Moment | str) -> Iterable[object]:
    if isinstance(what, Amount):
        return what.values
    return what.days if isinstance(what, Moment) else (what,)
