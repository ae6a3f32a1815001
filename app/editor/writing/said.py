"""Where a story or page stands in a language, in words for the desk's lists."""

from __future__ import annotations

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext, pgettext

from app.content.worklists.waiting import Line
from app.content.worklists.worklist import Side
from app.i18n.bidi import isolate
from app.i18n.formats import date, date_time

REVIEWS: dict[str, Callable[[], str]] = {
    "asked": lambda: _("Waiting for review"),
    "returned": lambda: _("Returned to its writer"),
    "approved": lambda: pgettext("state of a text", "Approved"),
}
# What a list can be filtered by.
FILTERS = {
    "copy": lazy_gettext("Being worked on"),
    "asked": lazy_gettext("Waiting for review"),
    "returned": lazy_gettext("Returned to its writer"),
    "approved": lazy_pgettext("state of a text", "Approved"),
    "scheduled": lazy_gettext("Scheduled"),
    "live": lazy_gettext("Live"),
    "withdrawn": lazy_pgettext("state of a text", "Withdrawn"),
    "missing": lazy_gettext("A language is missing"),
    "behind": lazy_gettext("A language is behind"),
    "taken-down": lazy_pgettext("state of a text", "Taken down"),
}


def sentences(side: Side) -> list[str]:
    """The state of one language in short sentences, what readers see first."""
    return list(filter(None, (_seen(side), _later(side), _review(side), _copy(side))))


def _seen(side: Side) -> str:
    if side.live_since is not None:
        return str(_("Live since %(date)s", date=isolate(date(side.live_since))))
    if side.ended_at is not None:
        return str(_("Not live since %(date)s", date=isolate(date(side.ended_at))))
    return ""


def _later(side: Side) -> str:
    if side.scheduled_for is None:
        return ""
    return str(_("Scheduled for %(moment)s", moment=isolate(date_time(side.scheduled_for))))


def _review(side: Side) -> str:
    return REVIEWS[side.review]() if side.review else ""


def _copy(side: Side) -> str:
    if side.saved_at is None:
        return ""
    moment = isolate(date_time(side.saved_at))
    if not side.saved_by:
        return str(_("Changes saved on %(moment)s, not published", moment=moment))
    who = isolate(side.saved_by)
    return str(_("Changes saved by %(name)s on %(moment)s, not published", name=who, moment=moment))


def of_line(block: str, line: Line) -> str:
    """What one line of a block of the desk's first page says besides the title; "" for nothing."""
    moment = isolate(date_time(line.at)) if line.at else ""
    side = line.work.sides.get(line.language)
    sentences = {
        "mine": lambda: _("Saved on %(moment)s", moment=moment),
        "returned": lambda: _("Returned on %(moment)s", moment=moment),
        "review": lambda: _("Since %(moment)s", moment=moment),
        "confirm": lambda: _("An editor has still to agree"),
        "scheduled": lambda: _("On %(moment)s", moment=moment),
        "lately": lambda: _("On %(moment)s", moment=moment),
        "pages": lambda: _("Since %(date)s", date=isolate(date(line.at)) if line.at else ""),
        "translate": lambda: _("Behind the source") if side else _("Missing"),
    }
    return str(sentences[block]())
