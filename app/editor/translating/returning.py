"""Files that come back from translators: what they would change is shown, and then done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.wrappers import Response
from wtforms import BooleanField, MultipleFileField

from app.accounts import roles
from app.content.problems import ContentError
from app.content.translation.po.applying import ChangedError, apply
from app.content.translation.po.outcome import outcome
from app.content.translation.po.planning import Plan, plan
from app.content.translation.po.unpacking import File, PackedError, unpacked
from app.editor.door import current_user
from app.editor.forms import DeskForm
from app.editor.rendering import render
from app.editor.store import uploads
from app.editor.translating import taken
from app.editor.translating.planned import Told, told
from app.editor.translating.wanted import language_to_translate
from app.extensions import db
from app.i18n.bidi import isolate
from app.i18n.formats import language_name
from app.i18n.languages import Language

MOST_FILES = 100
MOST_CARRIED = 3_500_000  # characters, which a form without files may have
MOST_READ = 8 * 1024 * 1024  # bytes of all files unpacked: more takes too long for a page
LASTS = 24 * 3600  # seconds
Answer = Response | str | tuple[str, int]


class ReturnForm(DeskForm):
    """The files that came back."""

    file = MultipleFileField(lazy_gettext("Files (.po or .zip)"))
    kept = BooleanField(
        lazy_gettext("Also change what readers see at once: topics, facts and the like")
    )


class Carried(NamedTuple):
    """What was looked at, carried by the page until it is confirmed."""

    user: int
    language: str
    print: str
    kept: bool
    files: list[File]


def translation_upload(code: str) -> Answer:
    """Take files, show what they would change, and do it once that is confirmed."""
    language = language_to_translate(code)
    form = ReturnForm()
    if not roles.may_publish(current_user()):
        del form.kept
    if "carried" in request.form:
        return _confirmed(form, language)
    if form.validate_on_submit():
        files = [(one.filename or "", one.read()) for one in uploads.sent()[:MOST_FILES]]
        if _size(files) > MOST_READ:
            return _too_large(form, language)
        if files:
            kept = "kept" in form and bool(form.kept.data)
            return _shown(form, language, plan(files, language.code, kept=kept))
        form.refuse({"file": [_("Choose a file.")]})
    return _page(form, language)


def _shown(form: ReturnForm, language: Language, planned: Plan) -> str:
    """What would be done; with faults, or nothing to do, there is nothing to confirm."""
    carried = _pack(planned, language) if planned.acts else ""
    if len(carried) > MOST_CARRIED:
        return _too_large(form, language)
    return _page(form, language, told(planned), carried)


def _size(files: Sequence[File]) -> int:
    """How many bytes are to be read; of what cannot be unpacked the plan says why."""
    try:
        return sum(len(data) for file in files for _name, data in unpacked(*file))
    except PackedError:
        return 0


def _too_large(form: ReturnForm, language: Language) -> str:
    form.refuse({"file": [_("These files are too large for one go. Send them in parts.")]})
    return _page(form, language)


def _confirmed(form: ReturnForm, language: Language) -> Answer:
    carried = _unpack(request.form["carried"])
    if carried is None or (carried.user, carried.language) != (current_user().id, language.code):
        form.refuse({"": [_("Too much time has passed. Please choose the files once more.")]})
        return _page(form, language)
    kept = carried.kept and "kept" in form  # whoever looked at it may have another role by now
    planned = plan(carried.files, language.code, kept=kept)
    try:
        if planned.print != carried.print:
            raise ChangedError(planned)
        done = apply(planned, current_user().id)
    except ContentError as error:
        db.session.rollback()
        form.refuse(error.problems)
        now = plan(carried.files, language.code, kept=kept)
        return _shown(form, language, now), 409
    db.session.commit()
    became = outcome(done)
    for sentence in taken.sentences(became):
        flash(sentence)
    return redirect(taken.waits_at(became, language.code), 303)


def _page(
    form: ReturnForm, language: Language, shown: Told | None = None, carried: str = ""
) -> str:
    return render(
        "editor/translation_upload.html",
        title=_("Take in files: %(language)s", language=isolate(language_name(language.code))),
        form=form,
        target=language,
        shown=shown,
        carried=carried,
        back=url_for("editor.translation_list", code=language.code),
    )


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        current_app.secret_key or "",
        salt="translations",
        serializer_kwargs={"ensure_ascii": False},
    )


def _pack(planned: Plan, language: Language) -> str:
    files = [[name, data.decode("latin-1")] for name, data in planned.files]
    what = [current_user().id, language.code, planned.print, planned.kept, files]
    return str(_signer().dumps(what))


def _unpack(text: str) -> Carried | None:
    """What was looked at; None where we did not pack it, or too long ago."""
    try:
        user, language, print_, kept, files = _signer().loads(text, max_age=LASTS)
    except BadData:
        return None
    return Carried(user, language, print_, kept, [(n, data.encode("latin-1")) for n, data in files])
