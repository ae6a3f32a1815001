"""Notices: the shortest form of the desk, for an editor with a telephone and two minutes."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext
from werkzeug.wrappers import Response
from wtforms import HiddenField

from app.content.keeping import notices as kept
from app.content.keeping.notices import NoticeWords
from app.editor import times
from app.editor.forms import AtMost, languages_named, line, per_language
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, choices, line_field, radio, text_field
from app.editor.rendering import render
from app.editor.worklists import recent, typed
from app.i18n.bidi import isolate
from app.i18n.formats import date_time
from app.i18n.languages import public_languages
from app.models import Notice

Answer = Response | str
STATES = {
    "on": lazy_gettext("On"),
    "coming": lazy_gettext("Coming"),
    "ended": lazy_pgettext("state of a notice", "Ended"),
}
TOKEN = re.compile(r"[0-9a-f]{20}")
_STORY = re.compile(r"(?:\S*/stories/)?([0-9]{1,9})(?:[/?#]\S*)?")


class NoticeForm(KeepForm):
    """A notice: its words, where it stands, when it ends; and what seldom differs."""

    where = radio(
        lazy_gettext("Where"),
        default="home",
        choices=choices(
            [
                ("home", lazy_gettext("On the home page")),
                ("everywhere", lazy_gettext("On every page")),
            ]
        ),
    )
    end_day = times.day_field(lazy_gettext("Ends on"))
    end_time = times.time_field(lazy_gettext("at"))
    begin_day = times.day_field(lazy_gettext("Begins on"))
    begin_time = times.time_field(lazy_gettext("Begins at"))
    story = line_field(
        lazy_gettext("Story that it leads to"),
        description=lazy_gettext(
            "Choose one of the last stories, paste the address of another, or write its number."
        ),
    )
    token = HiddenField(filters=[line])


per_language(
    NoticeForm,
    "text",
    lambda name: text_field(
        # Translators: label of a field in the editors’ forms: a line that stands on every page
        # for a while.
        lazy_gettext("Notice (%(language)s)", language=name),
        validators=[AtMost(kept.LONGEST)],
    ),
)


def notice_list() -> str:
    """Notices, what ends last first."""
    words = typed.words("q")
    state = typed.choice("state", STATES)
    language = typed.choice("language", [one.code for one in public_languages()])
    return render(
        "editor/notice_list.html",
        title=_("Notices"),
        shown=keepers.paged(kept.found(state, language, words)),
        words=words,
        state=state,
        tongue=language,
        spoken=languages_named(),
        states=STATES,
        state_of=kept.state_of,
    )


def notice_new() -> Answer:
    """A notice from now on."""
    begin = times.values("end", kept.usual_end()) | {"token": secrets.token_hex(10)}
    form = keepers.opened(NoticeForm, begin)
    if form.validate_on_submit() and (words := _typed(form, None)) is not None:
        row = keepers.attempt(form, lambda: kept.add(words, _token(form)))
        if row is not None:
            return _done("notice.add", row, _now(row))
    return _page(form, _("New notice"), None)


def notice_edit(id: int) -> Answer:
    """The words and times of a notice."""
    row = keepers.row_or_404(Notice, id)
    stored = _fields(row)
    form = keepers.opened(NoticeForm, stored)
    fine = form.validate_on_submit() and keepers.unchanged(form, stored)
    words = _typed(form, row) if fine else None
    if words and keepers.attempt(form, lambda: kept.save(row, words)):
        return _done("notice.edit", row, _now(row))
    # Translators: noun: a line that stands on every page for a while.
    return _page(form, _("Notice"), row)


def notice_end(id: int) -> Response:
    """Take a notice down at once."""
    row = keepers.row_or_404(Notice, id)
    kept.end(row)
    return _done("notice.end", row, _("The notice has ended."))


def _token(form: Any) -> str:
    """The key of a new notice: the form's own, so that what is sent twice is kept once."""
    return form.token.data if TOKEN.fullmatch(form.token.data) else secrets.token_hex(10)


def _fields(row: Notice) -> dict[str, Any]:
    fields = {f"text_{code}": text for code, text in row.text.items()}
    where = {"where": "everywhere" if row.everywhere else "home", "story": str(row.story_id or "")}
    return fields | where | times.values("begin", row.starts_at) | times.values("end", row.ends_at)


def _typed(form: Any, row: Notice | None) -> NoticeWords | None:
    """What the form says; None where a time or a story in it is none."""
    begin = _moment(form, "begin", row.starts_at if row else None, "00:00")
    end = _moment(form, "end", row.ends_at if row else None, "23:59")
    story = _STORY.fullmatch(times.plain(form.story.data))
    if form.story.data and story is None:
        form.refuse({"story": [_("This is neither the address nor the number of a story.")]})
    if begin is not None and (row is None or begin != row.starts_at):
        times.not_past(form, "begin", begin)
    if end is not None and (row is None or end != row.ends_at):
        times.not_past(form, "end", end)
    if form.refused():
        return None
    return NoticeWords(
        text=form.by_language("text"),
        starts_at=begin,
        ends_at=end,
        everywhere=form.where.data == "everywhere",
        story_id=int(story[1]) if story else None,
    )


def _moment(form: Any, name: str, before: datetime | None, default: str) -> datetime | None:
    """The moment in the form; where its fields are as they were, to the second as it was."""
    typed = {part: form[part].data for part in (f"{name}_day", f"{name}_time")}
    if before is not None and typed == times.values(name, before):
        return before
    return times.read(form, name, default)


def _page(form: Any, title: str, row: Notice | None) -> str:
    rare = ("begin_day", "begin_time", "story")
    return render(
        "editor/notice_edit.html",
        title=title,
        form=form,
        row=row,
        recent_stories=recent.stories(),
        state=kept.state_of(row) if row else "",
        unfolded=any(form[name].errors for name in rare) or bool(form.story.data),
    )


def _now(row: Notice) -> str:
    """Where a notice is that was just saved."""
    state = kept.state_of(row)
    if state == "coming":
        return _("The notice begins on %(time)s.", time=isolate(date_time(row.starts_at)))
    if state != "on":
        return _("The notice is kept.")
    if row.everywhere:
        return _("The notice is on every page now.")
    return _("The notice is on the home page now.")


def _done(action: str, row: Notice, sentence: str) -> Response:
    return keepers.done(action, "notice", row.id, sentence, "notice_list")
