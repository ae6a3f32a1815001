"""Taking a story, a page, a picture, a file or a video down, for the safety of people."""

from __future__ import annotations

from typing import Any

from flask import abort, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import BooleanField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from app import audit
from app.content.safety import belongings, takedowns, taken
from app.content.store import uses
from app.editor.door import current_user
from app.editor.forms import AtMost, DeskForm, Required
from app.editor.keeping.keepers import NOT_OFFERED, text_field
from app.editor.rendering import render
from app.editor.store import taking, uploads
from app.editor.worklists import typed
from app.extensions import db
from app.i18n.bidi import isolate
from app.models import Item, TakeDown

Answer = Response | str
# What the addresses call it, and the content.
SUBJECTS = {
    "story": "story",
    "page": "page",
    "picture": "media",
    "file": "file",
    "video": "video",
}
KINDS = {
    "story": lazy_gettext("Story"),
    "page": lazy_gettext("Page"),
    "media": lazy_gettext("Picture"),
    "file": lazy_gettext("File"),
    "video": lazy_gettext("Video"),
}


class TakeDownForm(DeskForm):
    """Why, and what goes with it."""

    reason = text_field(
        # Translators: label of a field in the editors’ forms: the reason for which something is
        # withdrawn or taken down.
        lazy_gettext("Why"),
        validators=[Required(), AtMost(2000)],
        description=lazy_gettext(
            "For colleagues who ask later. Do not repeat here what must not be known."
        ),
    )
    also = SelectMultipleField(
        lazy_gettext("What goes with it"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=True,
    )
    sure = BooleanField(lazy_gettext("I know that this cannot be taken back."))


def takedown_confirm(subject: str, id: int) -> Answer:
    """Ask why, say what will happen, and do it."""
    kind = SUBJECTS.get(subject) or abort(404)
    gone = taken.of(kind, id)
    if gone is not None:
        return taking.page(gone)
    one = takedowns.find(kind, id) or abort(404)
    together = belongings.of(one) if isinstance(one, Item) else []
    form = _form(together)
    if form.validate_on_submit() and _sure(form):
        done = uploads.attempt(form, lambda: _take(kind, id, form), "reason")
        if done is not None:
            db.session.commit()
            return redirect(url_for("editor.takedown_done", ids=[row.id for row in done]), 303)
    return render(
        "editor/takedown_confirm.html",
        title=_("Take down"),
        form=form,
        kind=kind,
        together=together,
        **({"name": uses.title_of([id])[id]} if isinstance(one, Item) else uploads.usage(one)),
    )


def _form(together: list[belongings.Belonging]) -> Any:
    form = TakeDownForm(
        data={"also": [_key(part) for part in together if not _used_elsewhere(part)]}
    )
    form.also.choices = [SelectChoice(_key(part), _named(part)) for part in together]
    for field in (form.also,):
        field.invalid_choice_message = NOT_OFFERED
    return form


def _key(part: belongings.Belonging) -> str:
    return f"{part.subject}-{part.one.id}"


def _used_elsewhere(part: belongings.Belonging) -> bool:
    return any(not use.past for use in part.elsewhere)


def _named(part: belongings.Belonging) -> str:
    kind, name = KINDS[part.subject], isolate(uses.name_of(part.one))
    titles = [isolate(use.title) for use in part.elsewhere if not use.past]
    if not titles:
        # Translators: a sort of thing and what it is called: “Story: Schools open again”.
        return str(_("%(kind)s: %(name)s", kind=kind, name=name))
    return str(
        _(
            "%(kind)s: %(name)s (also used in %(title)s, and would disappear there)",
            kind=kind,
            name=name,
            title=titles[0],
        )
    )


def _sure(form: TakeDownForm) -> bool:
    if not form.sure.data:
        form.refuse({"sure": [_("Please say that you are sure.")]})
    return not form.refused()


def _take(kind: str, id: int, form: TakeDownForm) -> list[TakeDown]:
    """Take it down with what was ticked, and note each in the log."""
    wanted = [(kind, id)]
    for key in form.also.data or ():
        subject, number = key.split("-")
        wanted.append((subject, int(number)))
    rows = []
    for subject, number in wanted:
        rows.append(takedowns.take_down(subject, number, form.reason.data, current_user().id))
    for row in rows:  # when all is done: for the log others wait who may hold the next
        detail = {"addresses": len(row.addresses)}
        audit.record(f"{row.subject}.take-down", row.subject, row.subject_id, detail)
    return rows


def takedown_done() -> str:
    """What answers that it is gone, and what cannot be reached."""
    rows = [db.session.get(TakeDown, id) for id in typed.numbers("ids", 100)]
    found = [row for row in rows if row is not None] or abort(404)
    items = [
        one for row in found if isinstance(one := takedowns.find(row.subject, row.subject_id), Item)
    ]
    return render(
        "editor/takedown_done.html",
        title=_("Taken down"),
        addresses=[address for row in found for address in row.addresses],
        linking=[link for item in items for link in belongings.linking(item)],
    )


def takedown_list() -> str:
    """What was ever taken down, the newest first: who did it, when and why, and nothing of it."""
    found, before = takedowns.recent(typed.number("before"))
    return render(
        "editor/takedown_list.html",
        title=_("Taken down"),
        rows=[(row, KINDS[row.subject], by) for row, by in found],
        before=before,
    )
