"""The question after a change: does the other language need to change as well?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from flask import render_template
from flask_babel import gettext as _
from markupsafe import escape

from app.accounts import roles
from app.content.lifecycle import differences
from app.content.lifecycle.differences import Pair
from app.content.translation import asking
from app.content.translation.asking import Change
from app.content.translation.units import is_line
from app.editor.door import current_user
from app.editor.writing.wording import LABELS
from app.i18n.bidi import isolate
from app.i18n.formats import join_list, language_name
from app.i18n.languages import Language
from app.i18n.languages import get as language_of
from app.models import Item, User


@dataclass(frozen=True)
class Shown:
    """A change: its print, its name if it has one, the words before and now.

    `apart` says that the two differed when they changed places, `alone` that the words are those
    of the translation, beside which the source has nothing.
    """

    print: str
    label: str
    pairs: list[Pair]
    apart: bool
    alone: bool


@dataclass(frozen=True)
class Asked:
    """A question as it is shown: of a language, on changes of the source."""

    language: Language
    source: Language
    sentence: str
    changes: list[Shown]
    said: str = ""  # who answered, where that does not count for readers yet


def shown(item: Item | None) -> list[Asked]:
    """What is to be asked of an item, in the languages that the user may say something about."""
    user = current_user()
    found = asking.questions(item, confirms=roles.may_publish(user)) if item else []
    return [
        Asked(
            language_of(question.language),
            language_of(item.source_language),
            sentence(question.language),
            [_shown(change) for change in question.changes],
            _said(question.said),
        )
        for question in found
        if item and may_answer(user, item, question.language)
    ]


def _said(names: Sequence[str]) -> str:
    if not names:
        return ""
    known = list(filter(None, names))
    if not known:
        return _(
            "A file that came back says that it need not. Readers are told that the translation "
            "is older until you answer, or publish or approve it."
        )
    # Translators: "No" is the button below; an answer to "Does the Arabic need to change?"
    return _(
        "%(names)s answered “No”. Readers are told that the translation is older until you "
        "answer, or publish or approve it.",
        names=isolate(join_list(known)),
    )


def sentence(code: str) -> str:
    """The question, after a change of the source."""
    # Translators: "Does the Arabic need to change?": whether the text in that language must change
    # as well, now that the text that it was translated from has changed.
    return _("Does the %(language)s need to change?", language=isolate(language_name(code)))


def may_answer(user: User, item: Item, code: str) -> bool:
    """Whoever may write the source or the translation knows whether it must change."""
    return roles.may_write(user, item.source_language) or roles.may_write(user, code)


def _shown(change: Change) -> Shown:
    before, now, label = change.before, change.now, ""
    if is_line(change.unit):
        label = str(LABELS.get(change.unit) or LABELS["sources"])
        before, now = str(escape(before)), str(escape(now))
    pairs = differences.words(before, now)
    return Shown(change.print, label, pairs, change.apart, change.apart and not change.now)


def live(item: Item) -> dict[str, str]:
    """The same for a script: what is asked, a mark of it, and how it is shown."""
    asked = shown(item)
    return {
        "said": " ".join(one.sentence for one in asked),
        "mark": mark(asked),
        "html": render_template("editor/components/asked.html", item=item, asked=asked),
    }


def mark(asked: Iterable[Asked]) -> str:
    """A short name of what is asked: another one where it is something else."""
    prints = [one.language.code + each.print for one in asked for each in one.changes]
    return sha256(" ".join(prints).encode()).hexdigest()[:16] if prints else ""
