"""Back from readers, or back to what they see: withdraw, discard, cancel what is scheduled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from app import audit
from app.content import texts
from app.content.problems import ContentError
from app.editor.door import current_user
from app.editor.forms import AtMost, DeskForm, Required
from app.editor.keeping.keepers import choices
from app.editor.rendering import render
from app.editor.writing import schedules
from app.editor.writing.history import back_to
from app.editor.writing.standing import State, written
from app.editor.writing.wording import lines
from app.editor.writing.writing import item_or_404, writable
from app.extensions import db
from app.models import Item, Text


class ChooseForm(DeskForm):
    """Which languages are meant."""

    languages = SelectMultipleField(
        lazy_gettext("Languages"),
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


class WithdrawForm(ChooseForm):
    """Which languages, and why."""

    reason = TextAreaField(
        lazy_gettext("Why"),
        description=lazy_gettext("For editors: readers do not see it."),
        filters=[lines],
        validators=[Required(), AtMost(2000)],
    )


def story_withdraw(id: int) -> Response | str:
    """Take a text from readers, with a reason; it can be published again."""

    def withdraw(text: Text, form: Any) -> None:
        texts.withdraw(text, form.reason.data, user_id=current_user().id)

    return _ask(
        id,
        WithdrawForm,
        _("Withdraw from readers"),
        # Translators: verb; a button: readers see the text no more, but it can be published again.
        _("Withdraw"),
        _(
            "Readers no longer find it; its address says that it is not there. Links that show "
            "its preview to people without an account end. The words stay here."
        ),
        lambda state: bool(state.standing.live), withdraw, "text.withdraw", _("Withdrawn."),
    )  # fmt: skip


def story_discard(id: int) -> Response | str:
    """Leave what is not published; its words stay in the history."""
    mine = writable()
    return _ask(
        id, ChooseForm, _("Discard what is not published"), _("Discard"),
        _("The form goes back to what readers see. The discarded words stay in the history."),
        lambda state: bool(state.standing.copy) and state.language.code in mine,
        lambda text, _form: texts.discard(text, current_user().id),
        "text.discard", _("Discarded."),
    )  # fmt: skip


def story_cancel_schedule(id: int) -> Response | str:
    """Call off what is scheduled, in all languages that were to come together."""
    return _ask(
        id, ChooseForm, _("Cancel what is scheduled"), _("Cancel the schedule"),
        _("Languages scheduled together are all called off. The words go back into the form."),
        lambda state: bool(state.standing.scheduled),
        lambda text, _form: texts.cancel_schedule(text, current_user().id),
        schedules.CALLED_OFF, _("Called off. Nothing will be published by itself."),
    )  # fmt: skip


def _ask(
    id: int,
    make: type[ChooseForm],
    title: str,
    button: str,
    meaning: str,
    offered: Callable[[State], bool],
    do: Callable[[Text, Any], object],
    action: str,
    said: str,
) -> Response | str:
    """Ask which languages are meant, then do it to each of them."""
    item, form = item_or_404(id), make()
    items = [state for state in written(item) if offered(state)]
    form.languages.choices = choices((state.language.code, state.name) for state in items)
    if request.method == "GET":
        form.languages.data = [choice.value for choice in form.languages.choices]
    elif form.validate() and _chosen(form) and _done(item, form, do, action):
        flash(said)
        return redirect(back_to(item), 303)
    return render(
        "editor/story_withdraw.html", title=title, form=form, item=item, items=items,
        button=button, meaning=meaning, back=back_to(item),
    )  # fmt: skip


def _chosen(form: ChooseForm) -> bool:
    offered = {choice.value for choice in form.languages.choices}
    if not form.languages.data or not set(form.languages.data) <= offered:
        form.refuse({"languages": [_("Choose at least one language.")]})
    return not form.refused()


def _done(item: Item, form: ChooseForm, do: Callable[[Text, Any], object], action: str) -> bool:
    chosen = () if action == schedules.CALLED_OFF else form.languages.data
    try:
        with schedules.told(item) as recorded:
            for code in form.languages.data:
                do(texts.text_of(item, code), form)
            recorded.update(chosen)
            for code in chosen:
                audit.record(action, item.type, item.id, {"language": code})
    except ContentError as error:
        db.session.rollback()
        form.refuse(error.problems)
        return False
    db.session.commit()
    return True
