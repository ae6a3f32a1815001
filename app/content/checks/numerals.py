"""Numbers in words and digits put together: three hundred and five, ثلاثة وعشرون, 1.5 million."""

from __future__ import annotations

from dataclasses import dataclass, field

LARGEST_GROUP = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """A word or a row of digits that belongs to a number."""

    values: tuple[float, ...]  # more than one where 1.500 may be either
    start: int
    end: int
    joined: bool = False  # behind "and", و
    ordinal: bool = False
    digits: bool = False
    plural: bool = False  # thousands: a number only behind another
    multiple: bool = False  # a dozen
    half: bool = False

    @property
    def value(self) -> float:
        """The value, or the likelier one."""
        return self.values[0]


@dataclass(slots=True)
class Number:
    """A number while its parts are read, each of which takes it on or begins another."""

    units_first: bool
    parts: list[Part] = field(default_factory=list)
    total: float = 0
    group: float = 0
    scale: float = 1  # the last thousand, million …

    def take(self, part: Part) -> bool:
        """Whether `part` continues this number, which then includes it."""
        took = self._take(part)
        if took:
            self.parts.append(part)
        return took

    def _take(self, part: Part) -> bool:
        if not self.parts:
            return self._begin(part)
        if part.half:
            return self._half(part)
        if part.multiple or (part.value >= LARGEST_GROUP and not part.digits):
            return self._scale(part)
        return self._digits(part) if part.digits else self._word(part)

    def _begin(self, part: Part) -> bool:
        if part.plural or part.half:
            return False
        if part.value >= LARGEST_GROUP and not part.digits:
            self.total = part.value
            self.scale = _round(part.value)
        else:
            self.group = part.value
        return True

    def _half(self, part: Part) -> bool:
        if not part.joined:
            return False
        self.total += part.value * self.scale
        return True

    def _scale(self, part: Part) -> bool:
        if part.joined:
            fits = not self.group and part.value < self.scale and not part.plural
            self.total += part.value if fits else 0
        elif self.group:
            fits = self.scale == 1 or part.value < self.scale
            self.total += self.group * part.value if fits else 0
            self.group = 0 if fits else self.group
        else:
            fits = not part.multiple and part.value > self.scale
            self.total *= part.value if fits else 1
        if fits:
            self.scale = _round(part.value)
        return fits

    def _digits(self, part: Part) -> bool:
        fits = part.joined and self.units_first and not self.group and part.value < self.scale
        self.group += part.value if fits else 0
        return fits

    def _word(self, part: Part) -> bool:
        if part.value == 100 and not part.joined and 0 < self.group < 100:
            self.group *= 100
            return True
        if self.parts[-1].digits and not part.joined:
            return False
        fits = self._fits(part)
        self.group += part.value if fits else 0
        return fits

    def _fits(self, part: Part) -> bool:
        value, rest = part.value, self.group % 100
        begun = bool(self.group or self.total)
        if value >= 100:
            return not self.group and begun and part.joined
        if value >= 20:
            units_first = self.units_first and part.joined and 0 < rest < 10
            return units_first or (begun and not rest and _behind_hundred(self, part))
        if value >= 10:
            teen = self.units_first and value == 10 and not part.joined and 0 < rest < 10
            return teen or (begun and not rest and _behind_hundred(self, part))
        tens = rest >= 20 and not rest % 10 and not part.joined and not self.units_first
        return tens or (begun and not rest and _behind_hundred(self, part))

    def values(self) -> frozenset[float]:
        """What the number may be: one value, or two where its digits can be read in two ways."""
        first = self.parts[0]
        main = self.total + self.group
        if first.digits and len(first.values) > 1 and first.value:
            return frozenset(round(main * v / first.value, 6) for v in first.values)
        return frozenset((round(main, 6),))


def _behind_hundred(number: Number, part: Part) -> bool:
    """Whether what is below a hundred may follow: hundred and five, but not ten and five."""
    last = number.parts[-1]
    return (
        not last.digits
        and (last.value >= 100 or last.plural)
        and (part.joined or not number.units_first)
    )


def _round(value: float) -> float:
    """The thousand, million … of a scale and of its dual."""
    for scale in (1e12, 1e9, 1e6, 1e3):
        if value >= scale:
            return scale
    return value


def numbers(parts: list[list[Part]], units_first: bool) -> list[Number]:
    """The numbers in runs of parts, of which nothing stands between one and the next."""
    found = []
    for run in parts:
        number = Number(units_first)
        for part in run:
            if number.take(part):
                continue
            if number.parts:
                found.append(number)
            number = Number(units_first)
            number.take(part)
        if number.parts:
            found.append(number)
    return found
