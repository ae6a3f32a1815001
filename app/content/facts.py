"""Facts: what is counted, as of when, and from which source."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import g
from sqlalchemy import select

from app.clock import utcnow
from app.content.rows import FactRow, FigureRow, Style
from app.extensions import db
from app.i18n import formats, languages
from app.models import Fact, Figure

PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
PRECISIONS = ("year", "month", "day")


class FactError(ValueError):
    """Something wrong with a fact or a figure; its text says what."""


@dataclass(frozen=True, slots=True)
class Known:
    """A fact with its words in every language and its figures, in the order in which they hold."""

    key: str
    style: Style
    label: dict[str, str]
    description: dict[str, str]
    counted: dict[str, dict[str, str]]
    sample: bool
    figures: tuple[FigureRow, ...]

    def on(self, day: date) -> FigureRow | None:
        """The figure that held on `day`; None before the first."""
        at = bisect_right(self.figures, day, key=lambda f: f.effective_from)
        return self.figures[at - 1] if at else None

    def phrase(self, value: int, language: str) -> str:
        """The counted phrase, "85 members"; the bare figure for a fact that counts nothing."""
        forms = self.counted.get(language)
        number = self.figure(value, language)
        if not forms:
            return number
        category = languages.get(language).plural_category(value)
        return forms.get(category, forms["other"]).replace("%(num)s", number)

    def noun(self, value: int, language: str) -> str:
        """The counted phrase without its number; the label for a fact that counts nothing."""
        forms = self.counted.get(language)
        if not forms:
            return self.label.get(language, self.key)
        category = languages.get(language).plural_category(value)
        return forms.get(category, forms["other"]).replace("%(num)s", "").strip()

    def figure(self, value: int, language: str) -> str:
        """The number as the language writes it."""
        return formats.figure(value, self.style, languages.get(language))


def period(text: str) -> tuple[date, str]:
    """First day and precision of "2019", "2019-06" or "2019-06-30"; FactError for anything else."""
    match = PERIOD.fullmatch(text.strip())
    if not match:
        raise FactError(f"{text!r} is not a date: write 2023, 2023-06 or 2023-06-30")
    parts = [int(part) for part in match.groups() if part]
    try:
        return date(*[*parts, 1, 1][:3]), PRECISIONS[len(parts) - 1]
    except ValueError:
        raise FactError(f"{text!r} is not a day of the calendar") from None


def last_day(first: date, precision: str) -> date:
    """Last day of the period that begins on `first`."""
    if precision == "day":
        return first
    if precision == "year":
        return date(first.year, 12, 31)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)


def effective_from(first: date, precision: str, earlier: Iterable[Figure], today: date) -> date:
    """The day from which a figure answers.

    That is the first day of its period. A source that names only a year says nothing of the
    months, so where an exact figure inside that year was recorded before, the vague one follows
    it: 79 (February 2019), 80 (June 2019), 81 (2019) hold in that order.
    """
    last = last_day(first, precision)
    inside = [
        last_day(other.as_of, other.precision)
        for other in earlier
        if PRECISIONS.index(other.precision) > PRECISIONS.index(precision)
        and first <= other.as_of <= last
    ]
    day = max([first, *(end + timedelta(days=1) for end in inside)])
    return max(first, min(day, last, today))


def add_figure(
    key: str, value: int, as_of: str, source: str, source_url: str = "", user_id: int | None = None
) -> Figure:
    """Append a figure to a fact's history; FactError where it cannot be right.

    Whoever calls it also renews what cites the fact: content/indexing.py:fact_changed,
    from the day on which the figure begins to hold.
    """
    fact = db.session.execute(select(Fact).filter_by(key=key)).scalar()
    if fact is None:
        raise FactError(f"there is no fact {key!r}")
    first, precision = period(as_of)
    today = formats.to_local(utcnow()).date()
    if first > today:
        raise FactError(f"{as_of} lies in the future")
    if not source.strip():
        raise FactError("a figure needs its source")
    if source_url.strip() and not source_url.strip().startswith(("https://", "http://")):
        raise FactError(f"{source_url!r} is no address: it must begin with https:// or http://")
    if not 0 <= value < 2**62:
        raise FactError(f"{value} is not a figure that can be kept")
    figure = Figure(
        fact_id=fact.id,
        value=value,
        as_of=first,
        precision=precision,
        effective_from=effective_from(first, precision, fact.figures, today),
        source=source.strip(),
        source_url=source_url.strip(),
        user_id=user_id,
    )
    fact.figures.append(figure)
    db.session.flush()
    forget()
    return figure


def forget() -> None:
    """Read the facts anew at the next question."""
    g.pop("known_facts", None)


def known() -> dict[str, Known]:
    """Every fact by its key, read once a request in two statements."""
    if "known_facts" not in g:
        g.known_facts = _read()
    found: dict[str, Known] = g.known_facts
    return found


def _read() -> dict[str, Known]:
    history: dict[int, list[FigureRow]] = {}
    for figure in db.session.execute(
        select(
            Figure.fact_id,
            Figure.value,
            Figure.as_of,
            Figure.precision,
            Figure.effective_from,
            Figure.source,
            Figure.source_url,
        ).order_by(Figure.effective_from, Figure.id)
    ):
        history.setdefault(figure[0], []).append(FigureRow(*figure[1:]))
    words = select(
        Fact.id, Fact.key, Fact.style, Fact.label, Fact.description, Fact.counted, Fact.sample
    ).order_by(Fact.position, Fact.id)
    return {
        row.key: Known(*row[1:], figures=tuple(history.get(row.id, ())))
        for row in db.session.execute(words)
    }


def today() -> date:
    """Today, where the site is read."""
    return formats.to_local(utcnow()).date()


def local_date(moment: datetime) -> date:
    """The date of a moment, where the site is read."""
    return formats.to_local(moment).date()


def all_facts(language: str) -> list[FactRow]:
    """Every fact as of today, in the order of their positions."""
    return [_row(fact, language) for fact in known().values()]


def one(language: str, key: str) -> FactRow | None:
    """One fact as of today; None where there is no such key."""
    fact = known().get(key)
    return _row(fact, language) if fact else None


def _row(fact: Known, language: str) -> FactRow:
    current = fact.on(today())
    value = current.value if current else 0
    return FactRow(
        key=fact.key,
        style=fact.style,
        label=fact.label.get(language, fact.key),
        description=fact.description.get(language, ""),
        counted=fact.phrase(value, language),
        noun=fact.noun(value, language),
        current=current,
        history=fact.figures,
        sample=fact.sample,
    )
