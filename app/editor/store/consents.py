"""Consent notes of pictures: who agreed to be shown, to what, and until when."""

from __future__ import annotations

from datetime import date

from flask import abort
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from app.content.safety import consents
from app.content.safety.consents import Agreed
from app.editor import times
from app.editor.door import current_user
from app.editor.forms import AtMost, Required
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, line_field, text_field
from app.editor.rendering import render
from app.editor.store import taking, uploads
from app.i18n.formats import to_local
from app.models import Consent, Media

Answer = Response | str


class ConsentForm(KeepForm):
    """Who agreed to be shown."""

    who = line_field(
        lazy_gettext("Who agreed"),
        validators=[Required(), AtMost(consents.LONGEST)],
        description=lazy_gettext("Readers never see this note."),
    )
    scope = text_field(lazy_gettext("To what"), validators=[AtMost(2000)])
    until = times.day_field(
        lazy_gettext("Until"), description=lazy_gettext("Empty: until they say otherwise.")
    )


def consent_add(id: int) -> Answer:
    """Add a consent note to a picture."""
    picture, gone = uploads.found(Media, "media", id)
    if gone is not None:
        return taking.page(gone)
    form = keepers.opened(ConsentForm, {})
    if form.validate_on_submit():
        until = _day(form)
        if not form.refused():
            agreed = Agreed(form.who.data, form.scope.data, until)
            note = uploads.attempt(
                form, lambda: consents.add(picture, agreed, current_user().id), "who"
            )
            if note is not None:
                return keepers.done(
                    "consent.add", "media", id, _("The note is kept."), "media_edit", id=id
                )
    return render("editor/media_consent.html", title=_("Consent note"), form=form, picture=picture)


def _day(form: KeepForm) -> date | None:
    """The day on which the consent ends; a sentence at the field where it is none."""
    try:
        moment = times.parse(form["until"].data, "", "12:00")
    except times.MomentError as error:
        form.refuse({"until": [str(error)]})
        return None
    return to_local(moment).date() if moment else None


def consent_remove(id: int) -> Answer:
    """Forget a consent note of a picture."""
    note = keepers.row_or_404(Consent, id)
    picture_id = note.media_id or abort(404)  # those of stories are kept on the story's form
    consents.remove(note)
    return keepers.done(
        *("consent.remove", "media", picture_id, _("The note was removed."), "media_edit"),
        id=picture_id,
    )
