"""The times of day and the days of the week that a paragraph names."""

from __future__ import annotations

import re
from functools import cache

from app.content.checks.lexicons import Lexicon

Clock = tuple[frozenset[int], str, int, int]  # minutes since midnight, said, start, end

_CLOCK = re.compile(r"(?<![\d:.,])([01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?P<half>)(?![\d:])")
_NEXT = re.compile(r"\s*([^\W\d_][\w.]*)")


def weekdays(text: str, known: Lexicon) -> set[int]:
    """The days of the week that folded `text` names."""
    return {int(known.weekdays[w]) for w in re.findall(r"[^\W\d_]+", text) if w in known.weekdays}


def clocks(text: str, known: Lexicon) -> list[Clock]:
    """The times of day in folded `text`: minutes since midnight that each may be, said, span."""
    found = [_clock(text, match, known) for match in _CLOCK.finditer(text)]
    taken = [(start, end) for _minutes, _said, start, end in found]
    later = (
        match
        for match in _hours(known).finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in taken)
    )
    return found + [_clock(text, match, known) for match in later]


def _clock(text: str, match: re.Match[str], known: Lexicon) -> Clock:
    """A time of day; without a word for its half of the day, an hour up to twelve may be either."""
    hour, minute = int(match[1]), int(match["minute"] or 0)
    after = _NEXT.match(text, match.end())
    half = match["half"] or (after[1] if after else "")
    if half in known.time["evening"]:
        hours = {hour % 12 + 12}
    elif half in known.time["morning"]:
        hours = {hour % 12}
    else:
        hours = {hour, (hour + 12) % 24} if hour <= 12 else {hour}
    return frozenset(h * 60 + minute for h in hours), match[0], match.start(), match.end()


@cache
def _hours_pattern(halves: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(halves, key=len, reverse=True) if len(w) > 1)
    return re.compile(
        rf"(?<![\d:.,])([01]?\d|2[0-4])(?P<minute>)\s?(?P<half>{words or '(?!)'})(?!\w)"
    )


def _hours(known: Lexicon) -> re.Pattern[str]:
    return _hours_pattern((*known.time["morning"], *known.time["evening"]))
