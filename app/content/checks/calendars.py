"""Dates as far as they are said, and whether two may be the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

Day = tuple[int | None, int | None, int | None]  # day, month, year; None where it is not said


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as it is said; more than one where 3/4/2022 may be either."""

    days: frozenset[Day]
    said: str
    start: int
    end: int

    @property
    def exact(self) -> bool:
        """Whether more than a month is said."""
        return any(day or year for day, _month, year in self.days)

    @property
    def has_year(self) -> bool:
        """Whether the year is said."""
        return any(year for _day, _month, year in self.days)

    @property
    def has_day(self) -> bool:
        """Whether the day is said."""
        return any(day for day, _month, _year in self.days)


class Calendar:
    """Days as far as they are said, asked whether another may be one of them."""

    def __init__(self, found: Iterable[Moment]) -> None:
        self.patterns: set[tuple[int, ...]] = set()
        self.index: set[tuple[tuple[int, ...], tuple[int, ...], Day]] = set()
        for day in {day for moment in found for day in moment.days}:
            pattern = tuple(at for at, part in enumerate(day) if part)
            self.patterns.add(pattern)
            for size in range(1, len(pattern) + 1):
                for common in combinations(pattern, size):
                    self.index.add((pattern, common, _only(day, common)))

    def agrees(self, moment: Moment) -> bool:
        """Whether `moment` may be one of the days: nothing that both say differs."""
        return any(self._agrees(day) for day in moment.days)

    def _agrees(self, day: Day) -> bool:
        for pattern in self.patterns:
            common = tuple(at for at in pattern if day[at])
            if common and (pattern, common, _only(day, common)) in self.index:
                return True
        return False


def _only(day: Day, parts: tuple[int, ...]) -> Day:
    first, second, third = (part if at in parts else None for at, part in enumerate(day))
    return first, second, third
