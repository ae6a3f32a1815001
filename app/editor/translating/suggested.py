"""What came back in files while the site's own had changed: how much of it waits, and its list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from flask import url_for
from flask_babel import gettext as _

from app.accounts import roles
from app.content.keeping import counted
from app.content.keeping.counted import PLACE
from app.content.translation.kept.kinds import KINDS
from app.content.translation.po import deciding, sources, stories
from app.content.translation.po.deciding import Case
from app.content.worklists import suggested
from app.editor.door import current_user
from app.editor.people import deeds
from app.editor.rendering import render
from app.editor.translating.wanted import language_or_404
from app.editor.worklists import typed
from app.i18n.bidi import isolate
from app.i18n.formats import language_name
from app.i18n.languages import get
from app.models import Suggestion, User


@dataclass(frozen=True)
class Line:
    """A suggestion in the list: what it is about, and who took in the file with it."""

    suggestion: Suggestion
    words: str  # of the source
    kind: str
    title: str
    who: str


def subjects(user: User) -> list[str]:
    """The kinds of things about which a user may decide, in the languages that are theirs.

    What readers see at once is for those who publish, as when it is taken in.
    """
    kinds = [*stories.SUBJECTS, *KINDS]
    return [one for one in kinds if roles.may_publish(user) or not deciding.at_once(one)]


def counts() -> dict[str, int]:
    """How many suggestions whoever is signed in may decide about, by language."""
    return suggested.counts(subjects(current_user()))


def may_decide(case: Case) -> bool:
    """Whether whoever is signed in may decide about it."""
    user, row = current_user(), case.suggestion
    return roles.may_write(user, row.language) and row.subject in subjects(user)


def translation_suggestions(code: str) -> str:
    """The suggestions of a language, each with a link to where it is decided."""
    spoken, user = language_or_404(code), current_user()
    found, after = suggested.rows(code, subjects(user), after=typed.number("after"))
    title = cache(_title)  # many are about the same thing
    return render(
        "editor/translation_suggestions.html",
        # Translators: noun: translations from files, about which somebody has still to decide.
        title=_("Suggestions to decide: %(language)s", language=isolate(language_name(code))),
        target=spoken,
        lines=[
            Line(
                suggestion=row,
                words=_words(row),
                kind=deeds.subject(row.subject),
                title=title(row.subject, row.subject_id, deciding.source_of(row), code),
                who=who,
            )
            for row, who in found
        ],
        source_of=deciding.source_of,
        may=roles.may_write(user, code),
        more=url_for("editor.translation_suggestions", code=code, after=after) if after else "",
    )


def _words(row: Suggestion) -> str:
    """The source of it; of what is counted the form for its first number."""
    if PLACE not in row.source:
        return row.source
    language = get(deciding.source_of(row))
    first = language.plural_categories[0]
    return counted.shown({first: row.source}, language)[first]


def _title(subject: str, id: str, source: str, language: str) -> str:
    thing = sources.thing(subject, id, source, language)
    return thing.title if thing is not None else ""
