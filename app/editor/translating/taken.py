"""What became of files that were taken in: in sentences, and where it waits now."""

from __future__ import annotations

from collections.abc import Iterator

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from app.content.translation.po.outcome import Outcome
from app.i18n import formats


def waits_at(became: Outcome, code: str) -> str:
    """Where what was taken in now waits; the list of the language where nothing of it does."""
    if became.decide and not became.review:
        return url_for("editor.translation_suggestions", code=code)
    state = "review" if became.review else "unconfirmed" if became.agree else None
    return url_for("editor.translation_list", code=code, state=state)


def sentences(became: Outcome) -> Iterator[str]:
    """What became of it, each where there is any."""
    told = {
        _review: became.review,
        _agree: became.agree,
        _changed: became.changed,
        _right: became.right,
    }
    yield from (say(count, formats.number(count)) for say, count in told.items() if count)
    if became.decide:
        yield _("What was changed here as well waits under “Suggestions to decide”.")


def _review(count: int, number: str) -> str:
    return ngettext(
        "%(number)s text was taken in and waits for review.",
        "%(number)s texts were taken in and wait for review.",
        count,
        number=number,
    )


def _agree(count: int, number: str) -> str:
    return ngettext(
        "%(number)s text was found to be right still. An editor has to agree.",
        "%(number)s texts were found to be right still. An editor has to agree.",
        count,
        number=number,
    )


def _changed(count: int, number: str) -> str:
    return ngettext(
        "%(number)s text that has no review was changed.",
        "%(number)s texts that have no review were changed.",
        count,
        number=number,
    )


def _right(count: int, number: str) -> str:
    return ngettext(
        "%(number)s text was found to be right still.",
        "%(number)s texts were found to be right still.",
        count,
        number=number,
    )
