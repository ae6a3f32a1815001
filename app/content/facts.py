"""Facts: what is counted, as of when, and from which source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import g
from flask_babel import gettext as _
from sqlalchemy import select

from app.clock import utcnow
from app.content.periods import PRECISIONS, FactError, effective_from, last_day, period
from app.content.rows import FactRow, FigureRow, Style
from app.content.sanitise import clean_line
from app.extensions import db
from app.i18n import fallbacks, formats, languages
from app.i18n.bidi import isolate
from app.models import Fact, Figure

__all__ = [
    "PRECISIONS",
    "FactError",
    "Known",
    "add_figure",
    "all_facts",
    "effective_from",
    "figure_of",
    "forget",
    "known",
    "last_day",
    "local_date",
    "one",
    "period",
    "supposing",
    "today",
]
LONGEST_ADDRESS = 500  # characters


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
        return _form(forms, value, language).replace("%(num)s", number)

    def noun(self, value: int, language: str) -> str:
        """The counted phrase without its number; the label for a fact that counts nothing."""
        forms = self.counted.get(language)
        if not forms:
            return fallbacks.said(self.label, language, self.key)
        return _form(forms, value, language).replace("%(num)s", "").strip()

    def figure(self, value: int, language: str) -> str:
        """The number as the language writes it."""
        return formats.figure(value, self.style, languages.get(language))


def _form(forms: dict[str, str], value: int, language: str) -> str:
    """The form for `value`; the general one where a language has gained a form since."""
    spoken = languages.get(language)
    return forms.get(spoken.plural_category(value)) or forms[spoken.general_category]


def add_figure(
    key: str, value: int, as_of: str, source: str, source_url: str = "", user_id: int | None = None
) -> Figure:
    """Append a figure to a fact's history; FactError where it cannot be right.

    Whoever calls it also renews what cites the fact: content/indexing.py:fact_changed,
    from the day on which the figure begins to hold.
    """
    fact = db.session.execute(select(Fact).filter_by(key=key)).scalar()
    if fact is None:
        raise FactError(_("There is no fact “%(key)s”.", key=isolate(key)), "key")
    figure = figure_of(fact, value, as_of, source, source_url)
    figure.user_id = user_id
    fact.figures.append(figure)
    db.session.flush()
    forget()
    return figure


def figure_of(fact: Fact, value: int, as_of: str, source: str, source_url: str = "") -> Figure:
    """The figure as it would be appended to a fact, belonging to none; FactError as add_figure."""
    first, precision = period(as_of)
    now = today()
    if first > now:
        sentence = _("“%(text)s” lies in the future.", text=isolate(as_of.strip()))
        raise FactError(sentence, "as_of")
    if not 0 <= value < 2**62:
        raise FactError(_("This is not a number that can be kept."), "value")
    return Figure(
        fact_id=fact.id,
        value=value,
        as_of=first,
        precision=precision,
        effective_from=effective_from(first, precision, fact.figures, now),
        source=_source(source),
        source_url=_address(source_url),
    )


def _source(text: str) -> str:
    cleaned = clean_line(text)
    if not cleaned:
        raise FactError(_("Say where the figure comes from: readers see its source."), "source")
    return cleaned


def _address(text: str) -> str:
    cleaned = clean_line(text)
    if cleaned and not cleaned.startswith(("https://", "http://")):
        raise FactError(
            _(
                "“%(text)s” is no address: it must begin with https:// or http://.",
                text=isolate(cleaned),
            ),
            "source_url",
        )
    if len(cleaned) > LONGEST_ADDRESS:
        raise FactError(_("This address is too long to be kept."), "source_url")
    return cleaned


@contextmanager
def supposing(key: str, figure: Figure) -> Iterator[None]:
    """What citations would say if the fact had this figure too, while the block runs."""
    before = known()
    row = FigureRow(
        figure.value,
        figure.as_of,
        figure.precision,
        figure.effective_from,
        figure.source,
        figure.source_url,
    )
    # Recorded last, it stands behind others of the same day: sorting keeps what is equal in order.
    figures = sorted((*before[key].figures, row), key=lambda f: f.effective_from)
    g.known_facts = {**before, key: replace(before[key], figures=tuple(figures))}
    try:
        yield
    finally:
        g.known_facts = before


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


def _row(fact: Known, wanted: str) -> FactRow:
    """The fact in `wanted`; all its words in another language where it has no name in that."""
    language = fallbacks.spoken_in(fact.label, wanted)
    current = fact.on(today())
    value = current.value if current else 0
    return FactRow(
        key=fact.key,
        language=language,
        style=fact.style,
        label=fact.label.get(language, fact.key),
        description=fact.description.get(language, ""),
        counted=fact.phrase(value, language),
        noun=fact.noun(value, language),
        current=current,
        history=fact.figures,
        sample=fact.sample,
    )
