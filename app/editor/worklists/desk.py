"""The first page of the desk: what waits, and for whom."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.accounts import roles
from app.content import facts
from app.content.safety import consents
from app.content.worklists import live_checks, waiting
from app.content.worklists.live_checks import Doubtful
from app.content.worklists.waiting import LINES, Block
from app.editor.door import current_user
from app.editor.rendering import render
from app.editor.translating.suggested import counts
from app.editor.worklists import looks
from app.editor.writing import said
from app.i18n.languages import public_languages, translatable
from app.models import Consent, User

FEW = 5  # stories looked at; the board looks at more


def desk() -> str:
    """What waits for whoever is signed in; a block shows only where it holds something."""
    user = current_user()
    publishes = roles.may_publish(user)
    found = waiting.blocks(user.id, publishes=publishes, languages=translates(user))
    return render(
        "editor/desk.html",
        title=_("Desk"),
        blocks=[_shown(found[name]) for name in _titles() if name in found],
        ending=waiting.ending() if publishes else [],
        doubtful=_doubtful() if publishes else [],
        consents=_consents() if publishes else [],
        suggested=_suggested(user),
        said_of=said.of_line,
    )


def _doubtful() -> list[Doubtful]:
    """The newest live stories with findings, after a look at a few of those that are due."""
    looks.look(FEW)
    return live_checks.newest(LINES)


def _consents() -> list[tuple[str, Consent]]:
    """(address, note) of the consents that ended first."""
    ended = consents.expired(facts.today())[:LINES]
    return [(_subject(note), note) for note in ended]


def _subject(note: Consent) -> str:
    if note.item_id is not None:
        return url_for("editor.story_edit", id=note.item_id)
    return url_for("editor.media_edit", id=note.media_id)


def _suggested(user: User) -> list[tuple[str, int]]:
    """(language, number) of what came back in files and waits to be decided."""
    if user.role not in roles.TRANSLATORS:
        return []
    codes = [one.code for one in translatable() if roles.may_write(user, one.code)]
    waiting = counts()
    return [(code, waiting[code]) for code in codes if code in waiting]


def translates(user: User) -> list[str]:
    """The languages in which a user is told what is missing or behind."""
    if roles.may_publish(user):
        return [language.code for language in public_languages()]
    every = [language.code for language in translatable()]
    return [code for code in every if user.role == roles.TRANSLATOR and code in user.languages]


def _titles() -> dict[str, str]:
    """The blocks in the order of the page."""
    return {
        "returned": _("Returned to you"),
        "mine": _("Your work"),
        "review": _("Waiting for your review"),
        "confirm": _("Said to need no change"),
        "translate": _("Waiting for translation"),
        # Translators: a text that will be published by itself at a set time.
        "scheduled": _("Scheduled"),
        "lately": _("Published lately"),
        "pages": _("Pages to look at again"),
    }


def _shown(block: Block) -> dict[str, Any]:
    return {
        "name": block.name,
        "title": _titles()[block.name],
        "lines": block.lines,
        "all": _all(block.name) if block.more else "",
    }


def _all(name: str) -> str:
    """Where the rest of a block is found."""
    if name == "pages":
        return url_for("editor.page_list")
    if name in ("translate", "confirm"):
        return url_for("editor.translations")
    states = {
        "returned": "returned",
        "mine": "copy",
        "review": "asked",
        "scheduled": "scheduled",
        "lately": "live",
    }
    return url_for("editor.story_list", state=states[name])
