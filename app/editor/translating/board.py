"""The board of all languages, and the lists behind its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from app.accounts import roles
from app.content.checks.progress import Progress, progress
from app.content.worklists import board, live_checks
from app.content.worklists.board import STATES, Tally
from app.editor.door import current_user
from app.editor.rendering import render
from app.editor.translating import suggested
from app.editor.translating.wanted import language_or_404
from app.editor.worklists import looks, typed
from app.editor.writing import said, standing
from app.i18n.bidi import isolate
from app.i18n.formats import language_name
from app.i18n.languages import Language, translatable

LISTS = {
    "wanted": lazy_gettext("All that readers have in its own language"),
    "missing": lazy_gettext("Not translated yet"),
    "stale": lazy_gettext("Behind its source"),
    "unconfirmed": lazy_gettext("Said to need no change"),
    "review": lazy_gettext("Waiting for review"),
}


@dataclass(frozen=True)
class Line:
    """A language on the board; no `interface` for the one in which the code itself speaks."""

    language: Language
    interface: Progress | None
    tally: Tally
    doubtful: int
    suggested: int
    mine: bool


def translations() -> str:
    """How far each language is; a translator's own languages come first."""
    languages = sorted(translatable(), key=lambda one: not _mine(one.code))
    tallies = board.tallies([one.code for one in languages])
    left = looks.look()
    doubtful, waiting = live_checks.counts(), suggested.counts()
    return render(
        "editor/translations.html",
        title=_("Translations"),
        lines=[
            Line(
                language=one,
                interface=None if one.source else progress(one),
                tally=tallies[one.code],
                doubtful=doubtful.get(one.code, 0),
                suggested=waiting.get(one.code, 0),
                mine=_mine(one.code),
            )
            for one in languages
        ],
        due=left,
    )


def _mine(code: str) -> bool:
    """Whether it is a language that was given to the translator who looks."""
    user = current_user()
    return user.role == roles.TRANSLATOR and code in user.languages


def translation_list(code: str) -> str:
    """Stories and pages that want a translation, in one of the states of the board."""
    spoken = language_or_404(code)
    state = typed.choice("state", STATES) or "wanted"
    chosen = next(one for one in STATES if one == state)
    found, before = board.rows(code, chosen, before=typed.number("before"))
    more = url_for("editor.translation_list", code=code, state=state, before=before)
    return render(
        "editor/translation_list.html",
        title=_("Translations: %(language)s", language=isolate(language_name(code))),
        target=spoken,
        state=state,
        lists=LISTS,
        found=found,
        more=more if before else "",
        said=said.sentences,
        awaited=standing.awaited,
        suggested=suggested.counts().get(code, 0),
        may=roles.may_write(current_user(), code),
    )


def translation_checks(code: str) -> str:
    """What the checks find in live texts of a language, as many as the board says.

    Only what changed since is looked at: whatever else is due would make it another number.
    """
    spoken = language_or_404(code)
    left = looks.look(changed=True)
    found, before = live_checks.rows(code, before=typed.number("before"))
    more = url_for("editor.translation_checks", code=code, before=before)
    return render(
        "editor/translation_checks.html",
        title=_("Failing checks: %(language)s", language=isolate(language_name(code))),
        target=spoken,
        found=found,
        more=more if before else "",
        due=left,
    )
