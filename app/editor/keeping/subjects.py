"""Topics, campaigns and series: lists in their order, and the words of each. One way for all."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext
from werkzeug.wrappers import Response

from app.content.keeping import common, episodes
from app.content.keeping import subjects as kept
from app.content.keeping.subjects import SubjectWords
from app.editor.forms import AtMost, per_language
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, line_field, text_field
from app.editor.rendering import render
from app.editor.worklists import typed
from app.editor.writing import citing
from app.models import SUBJECTS, Series
from app.search.folding import fold

Answer = Response | str


class Said(NamedTuple):
    """What the pages of one kind say."""

    many: Any
    new: Any
    one: Any
    about: Any
    kept: Any
    gone: Any


KINDS = {
    "topic": Said(
        lazy_gettext("Topics"),
        lazy_gettext("New topic"),
        # Translators: what a story is about; label of a field and heading of a column.
        lazy_gettext("Topic"),
        lazy_gettext("The lines of effort under which stories stand. A story has one topic."),
        lazy_gettext("The topic is kept."),
        lazy_gettext("The topic is deleted."),
    ),
    "campaign": Said(
        lazy_gettext("Campaigns"),
        lazy_gettext("New campaign"),
        # Translators: a campaign of information; label of a field and heading of a column.
        lazy_gettext("Campaign"),
        lazy_gettext("What stories and posts belong to for a while, such as “Back to school”."),
        lazy_gettext("The campaign is kept."),
        lazy_gettext("The campaign is deleted."),
    ),
    "series": Said(
        lazy_pgettext("all of them", "Series"),
        lazy_gettext("New series"),
        # Translators: one series of episodes, singular.
        lazy_gettext("Series"),
        lazy_gettext("Episodes that follow one another, each with its transcript."),
        lazy_gettext("The series is kept."),
        lazy_gettext("The series is deleted."),
    ),
}


class SubjectForm(KeepForm):
    """A subject in each language that it has."""


class NewSubjectForm(SubjectForm):
    """The same with the key, which is part of addresses and never changes afterwards."""

    key = line_field(
        lazy_gettext("Name in addresses"),
        description=lazy_gettext(
            "In Latin letters, such as “back-to-school”. It can never change. Leave it empty to "
            "take the English title."
        ),
    )


per_language(
    SubjectForm,
    "title",
    lambda name: line_field(
        lazy_gettext("Title (%(language)s)", language=name),
        validators=[AtMost(kept.LONGEST["title"])],
    ),
)
per_language(
    SubjectForm,
    "summary",
    lambda name: text_field(
        lazy_gettext("In short (%(language)s)", language=name),
        validators=[AtMost(kept.LONGEST["summary"])],
    ),
)
per_language(
    SubjectForm,
    "body",
    lambda name: text_field(lazy_gettext("Text (%(language)s)", language=name), rows=10),
)


def subject_list(kind: str) -> str:
    """What there is of a kind, in its order."""
    words = typed.words("q")
    rows = [row for row in common.ordered(SUBJECTS[kind]) if _holds(row, words)]
    return render(
        "editor/subject_list.html",
        title=str(KINDS[kind].many),
        kind=kind,
        said=KINDS[kind],
        rows=rows,
        words=words,
    )


def _holds(row: Any, words: str) -> bool:
    wanted = fold(words).strip()
    return any(wanted in fold(text) for text in (row.key, *row.title.values()))


def subject_new(kind: str) -> Answer:
    """A new topic, campaign or series."""
    form = keepers.opened(NewSubjectForm, {})
    if form.validate_on_submit():
        row = keepers.attempt(form, lambda: kept.add(kind, _typed(form, form.key.data)))
        if row is not None:
            return _done(f"{kind}.add", kind, row.key, KINDS[kind].kept)
    return _page(kind, form, None)


def subject_edit(kind: str, id: int) -> Answer:
    """The words of a topic, campaign or series."""
    row = keepers.row_or_404(SUBJECTS[kind], id)
    stored = keepers.flat(kept.words_of(row))
    form = keepers.opened(SubjectForm, stored)
    fine = form.validate_on_submit() and keepers.unchanged(form, stored)
    if fine and keepers.attempt(form, lambda: kept.save(kind, row, _typed(form, row.key))):
        return _done(f"{kind}.edit", kind, row.key, KINDS[kind].kept)
    return _page(kind, form, row)


def _typed(form: Any, key: str) -> SubjectWords:
    return SubjectWords(
        title=form.by_language("title"),
        summary=form.by_language("summary"),
        body=form.by_language("body"),
        key=key,
    )


def _page(kind: str, form: Any, row: Any) -> str:
    said = KINDS[kind]
    return render(
        "editor/subject_edit.html",
        title=str(said.one if row else said.new),
        form=form,
        kind=kind,
        row=row,
        used=kept.used_by(kind, row) if row else [],
        episodes=episodes.in_order(row) if isinstance(row, Series) else None,
        facts=citing.menu(),
    )


def subject_move(kind: str, id: int) -> Response:
    """One place up or down in the list that readers see."""
    keepers.row_or_404(SUBJECTS[kind], id)
    common.move(SUBJECTS[kind], id, keepers.up())
    return _done(f"{kind}.move", kind, id, _("The order is kept."))


def subject_remove(kind: str, id: int) -> Response:
    """Delete what nothing belongs to any more."""
    row = keepers.row_or_404(SUBJECTS[kind], id)
    try:
        kept.remove(kind, row)
    except common.KeepingError as error:
        sentences = [_("It was not deleted, because it is used."), *error.problems[""]]
        return keepers.refused(sentences, f"{kind}_edit", id=id)
    return _done(f"{kind}.remove", kind, row.key, KINDS[kind].gone)


def _done(action: str, kind: str, id: object, sentence: Any) -> Response:
    return keepers.done(action, kind, id, str(sentence), f"{kind}_list")


def views(kind: str) -> dict[str, Callable[..., Any]]:
    """The views of a kind by what they do: list, new, edit, move, remove."""
    of: dict[str, Callable[..., Any]] = {
        "list": subject_list,
        "new": subject_new,
        "edit": subject_edit,
        "move": subject_move,
        "remove": subject_remove,
    }
    return {name: partial(view, kind) for name, view in of.items()}
