"""Where each language of a story or page stands, in sentences for whoever writes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.content import texts
from app.content.texts import Standing
from app.content.translation.agreeing import Waiting
from app.i18n import formats, languages
from app.i18n.bidi import isolate
from app.i18n.formats import language_name
from app.i18n.languages import Language
from app.models import Item


@dataclass(frozen=True)
class State:
    """A language, its name in the language of the desk, and the sentences on where it stands."""

    language: Language
    name: str
    said: str
    standing: Standing


def states(item: Item | None) -> list[State]:
    """The state of each language that readers have; nothing in any without an item."""
    return _states(item, languages.public_languages())


def coming(item: Item | None) -> list[State]:
    """The same of each language that is not open to readers yet, but translated into."""
    public = languages.public_languages()
    return _states(item, [one for one in languages.translatable() if one not in public])


def written(item: Item) -> list[State]:
    """Each language in which there are words, open to readers or not, and each that is open."""
    return states(item) + [state for state in coming(item) if state.standing.version]


def _states(item: Item | None, chosen: Sequence[Language]) -> list[State]:
    standings = texts.standing(item) if item and chosen else {}
    return [
        _state(language, standings.get(language.code) or Standing(language.code))
        for language in chosen
    ]


def _state(language: Language, standing: Standing) -> State:
    said = " ".join(_sentences(standing))
    if language.state == "preview" and (standing.live or standing.scheduled):
        said += " " + _("The language is not open to readers yet; they see this when it is.")
    return State(language, language_name(language.code), said, standing)


def _sentences(standing: Standing) -> Iterator[str]:
    yield _where(standing)
    if standing.live and standing.changed:
        yield _("There are changes that readers do not see yet.")
    if standing.behind:
        yield ngettext(
            "%(number)s paragraph behind.",
            "%(number)s paragraphs behind.",
            standing.behind,
            number=formats.number(standing.behind),
        )
    yield from awaited(standing.waiting)
    if standing.review:
        yield _review(standing.review)


def awaited(waiting: Waiting) -> Iterator[str]:
    """That somebody answered, or a file, and what it takes for it to count."""
    if waiting.said:
        yield _said_by(waiting.said)
    if waiting.proposed:
        yield _proposed_by(waiting.proposed)


def _proposed_by(names: Sequence[str]) -> str:
    known = list(filter(None, names))
    if not known:
        return _(
            "A file that came back says that it need not change, and an editor said that it must; "
            "it counts as behind until an editor answers otherwise."
        )
    return _(
        "%(names)s said that it need not change, and an editor said that it must; "
        "it counts as behind until an editor answers otherwise.",
        names=isolate(formats.join_list(known)),
    )


def _said_by(names: Sequence[str]) -> str:
    known = list(filter(None, names))
    if not known:
        return _(
            "A file that came back says that it need not change for what is new in its source; "
            "for readers this counts once an editor publishes or approves it."
        )
    return _(
        "%(names)s said that it need not change for what is new in its source; "
        "for readers this counts once an editor publishes or approves it.",
        names=isolate(formats.join_list(known)),
    )


def _where(standing: Standing) -> str:
    live, scheduled = standing.live, standing.scheduled
    if live and scheduled:
        return _(
            "Live since %(day)s; new words follow on %(time)s.",
            day=_day(live.published_at),
            time=_time(scheduled.starts_at),
        )
    if live and live.ends_at:
        return _(
            "Live since %(day)s, until %(time)s.",
            day=_day(live.published_at),
            time=_time(live.ends_at),
        )
    if live:
        return _("Live since %(day)s.", day=_day(live.published_at))
    if scheduled:
        return _("Will be published on %(time)s.", time=_time(scheduled.starts_at))
    return _not_live(standing)


def _not_live(standing: Standing) -> str:
    if standing.withdrawn_at and standing.reason:
        return _(
            "Withdrawn on %(day)s: %(reason)s",
            day=_day(standing.withdrawn_at),
            reason=isolate(standing.reason),
        )
    if standing.withdrawn_at:
        return _("Not live since %(day)s.", day=_day(standing.withdrawn_at))
    if standing.copy is None:
        return _("Nothing written yet.")
    return _("Not published yet; saved on %(time)s.", time=_time(standing.copy.saved_at))


def _review(review: str) -> str:
    said = {
        "asked": _("Waiting for review."),
        "returned": _("Returned from review."),
        "approved": _("Approved."),
    }
    return said[review]


def _day(moment: datetime) -> str:
    return isolate(formats.date(moment))


def _time(moment: datetime) -> str:
    return isolate(formats.date_time(moment))
