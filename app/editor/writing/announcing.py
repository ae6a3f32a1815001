"""What has happened, in a sentence for whoever did it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from app.clock import utcnow
from app.editor.writing.standing import State
from app.i18n.bidi import isolate
from app.i18n.formats import date_time, join_list, language_name
from app.i18n.languages import get
from app.models import Publication


def done(publications: Sequence[Publication]) -> str:
    """What readers have now, or from when on: «English and Arabic are published.»"""
    codes = [one.language for one in publications]
    starts = publications[0].starts_at
    if starts > utcnow():
        scheduled = _(
            "Scheduled: %(languages)s, for %(time)s.",
            languages=_named(codes),
            time=isolate(date_time(starts)),
        )
        return " ".join([scheduled, *_not_open(codes)])
    seen = _open(codes)
    now = [_("Published: %(languages)s. Readers see it now.", languages=_named(seen))]
    return " ".join([*(now if seen else []), *_not_open(codes)])


def plan(
    codes: Sequence[str], at: datetime | None, until: datetime | None, *, lead: bool = False
) -> list[str]:
    """What pressing Publish will do, sentence by sentence; `lead`: it is put first as well."""
    if not codes:
        return [_("Choose a language to publish.")]
    seen = _open(codes)
    names, count = _named(seen), len(seen)
    said = [_at_once(names, count) if at is None else _later(names, count, at)] if seen else []
    said += _not_open(codes)
    if until is not None:
        said.append(_("It ends by itself on %(time)s.", time=isolate(date_time(until))))
    if lead:
        said.append(_("It stands first on the home page."))
    return said


def _named(codes: Sequence[str]) -> str:
    return isolate(join_list([language_name(code) for code in codes]))


def _open(codes: Sequence[str]) -> list[str]:
    """Those of these languages that readers have."""
    return [code for code in codes if get(code).state == "public"]


def _not_open(codes: Sequence[str]) -> list[str]:
    """A sentence on those that they do not have yet, where there are any."""
    later = [code for code in codes if get(code).state == "preview"]
    if not later:
        return []
    return [
        _(
            "%(languages)s: kept ready. Readers see it when the language is opened to them.",
            languages=_named(later),
        )
    ]


def called_off(chosen: Sequence[State], items: Sequence[State]) -> list[str]:
    """What publishing the chosen languages takes from the others: the same schedule."""
    coming = [state.standing.scheduled for state in chosen]
    sets = {one.together for one in coming if one is not None and one.together}
    others = [
        state.name
        for state in items
        if state not in chosen and state.standing.scheduled
        if state.standing.scheduled.together in sets
    ]
    if not others:
        return []
    names = isolate(join_list(others))
    return [
        _(
            "What is scheduled in %(languages)s is called off, and goes back into the form.",
            languages=names,
        )
    ]


def _at_once(names: str, count: int) -> str:
    if count == 1:
        return _("Readers see it in %(languages)s at once.", languages=names)
    return _("Readers see it in %(languages)s at once, together or not at all.", languages=names)


def _later(names: str, count: int, at: datetime) -> str:
    time = isolate(date_time(at))
    if count == 1:
        return _("Readers see it in %(languages)s from %(time)s on.", languages=names, time=time)
    return _(
        "Readers see it in %(languages)s from %(time)s on, together or not at all.",
        languages=names,
        time=time,
    )
