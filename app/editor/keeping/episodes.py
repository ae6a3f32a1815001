"""The episodes of a series: their words, numbers and videos."""

from __future__ import annotations

from typing import Any

from flask import abort
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from app.content.keeping import episodes as kept
from app.content.keeping.common import KeepingError
from app.content.keeping.episodes import EpisodeWords
from app.content.keeping.subjects import LONGEST
from app.editor.forms import AtMost, Required, per_language
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, line_field, text_field
from app.editor.rendering import render
from app.editor.worklists import recent, typed
from app.editor.writing import citing
from app.extensions import db
from app.models import Episode, Series

Answer = Response | str


class EpisodeForm(KeepForm):
    """An episode in each language that it has."""

    number = line_field(
        # Translators: noun: a figure, or the number of an episode; label of a field in the
        # editors’ forms.
        lazy_gettext("Number"),
        description=lazy_gettext("It is part of the address, and the order of the series."),
        validators=[Required()],
    )
    video_id = line_field(
        lazy_gettext("Number of its video"),
        description=lazy_gettext("The last videos are offered by name; empty if there is none."),
    )


per_language(
    EpisodeForm,
    "title",
    lambda name: line_field(
        # Translators: label of a field in the editors’ forms; the language is its name: “Title
        # (English)”.
        lazy_gettext("Title (%(language)s)", language=name),
        validators=[AtMost(LONGEST["title"])],
    ),
)
per_language(
    EpisodeForm,
    "summary",
    lambda name: text_field(
        lazy_gettext("In short (%(language)s)", language=name),
        validators=[AtMost(LONGEST["summary"])],
    ),
)
per_language(
    EpisodeForm,
    "transcript",
    # Translators: label of a field in the editors’ forms: all that is said in a video, written
    # down.
    lambda name: text_field(lazy_gettext("Transcript (%(language)s)", language=name), rows=10),
)


def episode_new(id: int) -> Answer:
    """A new episode of the series of that id."""
    series = keepers.row_or_404(Series, id)
    form = keepers.opened(EpisodeForm, {"number": str(kept.next_number(series))})
    if form.validate_on_submit():
        row = keepers.attempt(form, lambda: kept.add(series, _typed(form)))
        if row is not None:
            return _done("episode.add", row, series.id, _("The episode is kept."))
    return _page(form, _("New episode"), series, None)


def episode_edit(id: int) -> Answer:
    """The words of an episode."""
    row, series = _found(id)
    stored = keepers.flat(kept.words_of(row))
    form = keepers.opened(EpisodeForm, stored)
    fine = form.validate_on_submit() and keepers.unchanged(form, stored)
    if fine and keepers.attempt(form, lambda: kept.save(row, series, _typed(form))):
        return _done("episode.edit", row, series.id, _("The episode is kept."))
    # Translators: a sort of thing, in the editors’ log and in lists: one part of a series.
    return _page(form, _("Episode"), series, row)


def episode_remove(id: int) -> Response:
    """Delete an episode."""
    row, series = _found(id)
    kept.remove(row, series)
    return _done("episode.remove", row, series.id, _("The episode is deleted."))


def _found(id: int) -> tuple[Episode, Series]:
    row = keepers.row_or_404(Episode, id)
    return row, db.session.get(Series, row.series_id) or abort(404)


def _typed(form: Any) -> EpisodeWords:
    return EpisodeWords(
        number=form.number.data,
        title=form.by_language("title"),
        summary=form.by_language("summary"),
        transcript=form.by_language("transcript"),
        video_id=_video(form.video_id.data),
    )


def _video(text: str) -> int | None:
    number = typed.as_number(text)
    if text and number is None:
        raise KeepingError({"video_id": [_("Write the number of a video, or nothing.")]})
    return number


def _page(form: Any, title: str, series: Series, row: Episode | None) -> str:
    return render(
        "editor/episode_edit.html",
        title=title,
        form=form,
        series=series,
        row=row,
        facts=citing.menu(),
        recent_videos=recent.videos(),
    )


def _done(action: str, row: Episode, series_id: int, sentence: str) -> Response:
    return keepers.done(action, "episode", row.id, sentence, "series_edit", id=series_id)
