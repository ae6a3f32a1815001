"""Living facts: [[members]], [[members|count]], [[members|today]] and [[members@2021-12]] in texts.

A citation is stored as it was typed and rendered when it is read: in a dated text with the figure
of that date, in an evergreen one with today's.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from markupsafe import Markup, escape
from sqlalchemy import Select, select

from app.content import facts
from app.content.rows import FigureRow
from app.content.store import embeds
from app.extensions import db
from app.i18n import formats, languages
from app.logs import once
from app.models import KnownCitation

log = logging.getLogger(__name__)

# Each character can be taken in one way only, so that no text makes it slow; spaces are stripped
# afterwards.
CITATION = re.compile(r"\[\[([^\[\]|@<>]*)(?:@([^\[\]|<>]*))?((?:\|[^\[\]|<>]*)*)\]\]")
IN_HTML = re.compile(rf"(?P<tag><[^>]*>)|{CITATION.pattern}")
_ANCHOR = re.compile(r"<(/?)a(?=[\s>])", re.IGNORECASE)
WORDS = {"count", "today"}


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation that was understood: which fact, how to show it, and as of when."""

    key: str
    counted: bool
    day: date | None  # None: today


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a citation says: its text, and the figure where there is one."""

    text: str
    key: str
    figure: FigureRow | None


def _parts(match: re.Match[str], first: int = 1) -> tuple[str, str | None, str]:
    """Key, date and options of `match`, whose groups begin at `first`, without stray spaces."""
    key, at, options = match[first], match[first + 1], match[first + 2]
    tidy = "|".join(word.strip() for word in options.split("|"))
    return key.strip(), None if at is None else at.strip(), tidy


def keys_in(text: str) -> set[str]:
    """The keys of the facts that `text` cites."""
    return {key for key, _at, _options in _each(text)}


def _understood(key: str, at: str | None, options: str, on: date | None) -> Citation:
    """The citation in a text dated `on`; FactError, with a sentence, where it is not one."""
    words = set(options.split("|")[1:])
    if key not in facts.known():
        raise facts.FactError(_("There is no fact “%(key)s”.", key=key))
    if words - WORDS:
        raise facts.FactError(
            _("A citation cannot say “%(word)s”.", word=", ".join(sorted(words - WORDS)))
        )
    day = on
    if at is not None:
        day = facts.last_day(*facts.period(at))
    if "today" in words:
        day = None
    return Citation(key, "count" in words, day)


def problems(text: str, on: date | None) -> list[str]:
    """Sentences about the citations in `text` that cannot be kept; `on` None means evergreen."""
    found: dict[str, None] = {}
    for parts in _each(text):
        try:
            cited = _understood(*parts, on)
        except facts.FactError as error:
            found[str(error)] = None
            continue
        if facts.known()[cited.key].on(cited.day or facts.today()) is None:
            found[_("The fact “%(key)s” has no figure for that date.", key=cited.key)] = None
    return list(found)


def _each(text: str) -> Iterable[tuple[str, str | None, str]]:
    """The parts of every citation in `text`, each once however often it stands there."""
    cited = (match for match in CITATION.finditer(text) if not embeds.EMBED.fullmatch(match[0]))
    return dict.fromkeys(_parts(match) for match in cited)


def _rendered(key: str, at: str | None, options: str, language: str, on: date | None) -> Rendered:
    """What the citation of these parts says in `language`."""
    expression = _expression(key, at, options)
    try:
        cited = _understood(key, at, options, on)
    except facts.FactError:
        return Rendered(_last_known(expression, language, on), key, None)
    fact = facts.known()[cited.key]
    figure = fact.on(cited.day or facts.today()) or next(iter(fact.figures), None)
    if figure is None:
        return Rendered(_last_known(expression, language, on), key, None)
    say = fact.phrase if cited.counted else fact.figure
    return Rendered(say(figure.value, language), key, figure)


def plain(text: str, language: str, on: date | None) -> str:
    """`text` with its citations as plain words: for titles, feeds, meta and the search index.

    Pictures that stand in it are left out, and files are named.
    """
    if "[[" not in text:
        return text
    said = embeds.plain(text, language)
    return CITATION.sub(lambda match: _rendered(*_parts(match), language, on).text, said)


def html(text: str, language: str, on: date | None) -> Markup:
    """Sanitised HTML with its citations as <data>, linked to the fact unless inside a link.

    Pictures and files stay as they were typed: the page knows how to show them.
    """
    if "[[" not in text:
        return Markup(text)  # noqa: S704  # sanitised when it was written
    links = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal links
        tag = match["tag"]
        if tag:
            anchor = _ANCHOR.match(tag)
            links += (-1 if anchor[1] else 1) if anchor else 0
            return CITATION.sub(
                lambda m: str(escape(_rendered(*_parts(m), language, on).text)), tag
            )
        if embeds.EMBED.fullmatch(match[0]):
            return match[0]
        return str(_element(_rendered(*_parts(match, 2), language, on), language, linked=not links))

    return Markup(IN_HTML.sub(replace, text))  # noqa: S704  # as above, and _element escapes


def _escaped(said: Rendered) -> str:
    return str(escape(said.text))


def _element(said: Rendered, language: str, linked: bool) -> Markup:
    if said.figure is None:
        return escape(said.text)
    spoken = languages.get(language)
    since = formats.partial_date(said.figure.as_of, said.figure.precision, spoken)
    data = Markup('<data value="{}" title="{}">{}</data>').format(
        said.figure.value, formats.isolate(since), said.text
    )
    if not linked:
        return data
    return Markup('<a class="fact" href="/{}/facts#{}">{}</a>').format(language, said.key, data)


def remember(text: str, language: str, on: date | None) -> None:
    """Keep what the citations in `text` say now, for the day when a key no longer exists."""
    for parts in _each(text):
        said = _rendered(*parts, language, on)
        if said.figure is not None:
            _keep(_expression(*parts), language, on, said.text)


def _expression(key: str, at: str | None, options: str) -> str:
    return f"{key}{'@' + at if at else ''}{options}"[:120]


def _keep(expression: str, language: str, on: date | None, text: str) -> None:
    row = db.session.scalars(_kept(expression, language, on)).first()
    if row is None:
        row = KnownCitation(expression=expression, language=language, on_date=_day(on))
        db.session.add(row)
    row.text = text


def _last_known(expression: str, language: str, on: date | None) -> str:
    once(log, f"citation {expression}", "a citation cannot be resolved: [[%s]]", expression)
    row = db.session.scalars(_kept(expression, language, on)).first()
    return row.text if row else ""


def _kept(expression: str, language: str, on: date | None) -> Select[KnownCitation]:
    return select(KnownCitation).filter_by(
        expression=expression, language=language, on_date=_day(on)
    )


def _day(on: date | None) -> str:
    return on.isoformat() if on else ""
