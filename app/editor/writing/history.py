"""The history of a story or page: what was saved, what changed, and how it stood at a minute."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext
from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from app import audit
from app.clock import utcnow
from app.content import citations, texts
from app.content.lifecycle import differences, history
from app.content.lifecycle.aside import ASIDE
from app.content.lifecycle.differences import Pair
from app.content.texts import story_date
from app.editor.door import current_user
from app.editor.forms import DeskForm
from app.editor.rendering import render
from app.editor.times import day_field, read, time_field
from app.editor.writing.standing import written
from app.editor.writing.wording import FIELDS, LABELS, number, shown
from app.editor.writing.writing import item_or_404, writable
from app.extensions import db
from app.i18n import languages
from app.models import Item, Publication, Revision

KINDS = {
    "save": lazy_gettext("Saved"),
    "publish": lazy_gettext("Published"),
    # Translators: what was done with a text: it will be published by itself.
    history.SCHEDULED: lazy_pgettext("deed", "Scheduled"),
    history.CALLED_OFF: lazy_gettext("Scheduled, and called off"),
    "restore": lazy_gettext("Restored from an earlier version"),
    "import": lazy_gettext("Brought in from outside"),
    "kept": lazy_gettext("Kept, so that it is not lost"),
    ASIDE: lazy_gettext("Not saved, since somebody else had saved; kept here"),
}


class StoodForm(DeskForm):
    """A minute of the past."""

    # Translators: label of a field in the editors’ forms: a date.
    at_day = day_field(lazy_gettext("Day"))
    # Translators: label of a field in the editors’ forms: of the day, such as 14:30.
    at_time = time_field(lazy_gettext("Time"))


def _language(item: Item) -> str:
    """The language that is looked at: the one asked for, else the source."""
    codes = [state.language.code for state in written(item)]
    asked = request.values.get("language", item.source_language)
    return asked if asked in codes else codes[0]


def _back(item: Item, code: str) -> str:
    """Where the words of a language are written: those that are to come, beside their source."""
    if languages.get(code).state == "preview":
        return url_for("editor.translate_text", id=item.id, code=code)
    return back_to(item)


def back_to(item: Item) -> str:
    return url_for("editor.page_edit" if item.type == "page" else "editor.story_edit", id=item.id)


def _page(template: str, title: str, item: Item, code: str, **values: Any) -> str:
    return render(
        template,
        title=title,
        item=item,
        text_language=languages.get(code),
        language_names={state.language.code: state.name for state in written(item)},
        back=_back(item, code),
        **values,
    )


def story_history(id: int) -> str:
    """The revisions of a language, newest first: who, when, what."""
    item = item_or_404(id)
    code = _language(item)
    found = history.entries(item, code, number(request.args.get("before")) or None)
    more = found[-1].id if len(found) == history.AT_ONCE else None
    return _page(
        # Translators: of a text: what was done with it, and its earlier versions.
        "editor/story_history.html", _("History"), item, code,
        entries=found, kinds=KINDS, more=more, may_restore=code in writable(),
        turns=history.turns(item), now=utcnow(),
    )  # fmt: skip


def story_compare(id: int, revision: int) -> str:
    """What a revision changed: beside the one before it, or beside another that is asked for."""
    item = item_or_404(id)
    after, code = history.revision(item, revision) or abort(404)
    other = number(request.args.get("with"))
    before = (history.revision(item, other) or abort(404))[0] if other else history.before(after)
    changes = changed(before, after)
    return _page(
        "editor/story_compare.html", _("What changed"), item, code,
        before=before, after=after, changes=changes, names=history.names([after.user_id]),
        may_restore=code in writable(),
    )  # fmt: skip


def changed(before: Revision | None, after: Revision) -> list[tuple[str, list[Pair]]]:
    """(label, paragraphs side by side) of each field that differs."""
    old, new = (shown(before) if before else dict.fromkeys(FIELDS, "")), shown(after)
    return [
        (str(LABELS[name]), pairs(name, old[name], new[name]))
        for name in FIELDS
        if old[name] != new[name]
    ]


def pairs(name: str, before: str, after: str) -> list[Pair]:
    """A field before and after, paragraph by paragraph."""
    return differences.words(as_markup(name, before), as_markup(name, after))


def as_markup(name: str, text: str) -> str:
    """A field as HTML: the text is, and the others are plain."""
    return text if name == "body" else str(escape(text))


def story_restore(id: int, revision: int) -> Response:
    """Make the words of a revision the working copy, as a new revision."""
    item = item_or_404(id)
    chosen, code = history.revision(item, revision) or abort(404)
    if code not in writable():
        abort(403)
    texts.restore(texts.text_of(item, code), chosen, current_user().id)
    audit.record("text.restore", item.type, id, {"language": code, "revision": revision})
    db.session.commit()
    flash(_("The earlier words are back in the form. Readers see them when they are published."))
    return redirect(_back(item, code), 303)


def story_stood(id: int) -> str:
    """What readers had of an item, in a language, at a given minute."""
    item = item_or_404(id)
    code, form = _language(item), StoodForm(request.args)
    at = read(form, "at", "23:59") if request.args.get("at_day") else None
    stood = history.stood(item, code, at) if at else None
    return _page(
        "editor/story_stood.html", _("As it stood"), item, code,
        form=form, at=at, stood=stood, words=_as_read(item, stood) if stood else None,
    )  # fmt: skip


def _as_read(item: Item, stood: Publication) -> dict[str, str | Markup]:
    """The words of a publication with the figures that they showed."""
    code, words = stood.language, stood.revision
    on = story_date(item, stood.published_at)
    return {
        "title": citations.plain(words.title, code, on),
        "standfirst": citations.plain(words.standfirst, code, on),
        "body": citations.html(words.body, code, on),
        "note": citations.plain(stood.note, code, on),
    }
