"""One suggestion: what stands and what came back, beside the source; taken over, or put away."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app import audit
from app.content.problems import ContentError
from app.content.translation import state
from app.content.translation.po import deciding, stories
from app.content.translation.po.deciding import Case
from app.editor.door import current_user
from app.editor.translating import choosing
from app.editor.translating.choosing import ChoiceForm
from app.editor.translating.suggested import may_decide
from app.editor.translating.wanted import language_or_404, text_to_read
from app.editor.writing.writing import item_or_404
from app.extensions import db

Answer = Response | str | tuple[str, int]


def suggestion_decide(id: int) -> Answer:
    """Show a suggestion, and do what is decided about it."""
    case = deciding.found(id)
    if request.method == "POST" and case is None:
        return _decided_before()
    case = case or abort(404)
    language_or_404(case.suggestion.language)
    if not may_decide(case):
        abort(403)
    elsewhere = _elsewhere(case)
    if elsewhere is not None:
        return elsewhere
    return _sent(case) if request.method == "POST" else choosing.page(case, choosing.opened(case))


def _elsewhere(case: Case) -> Response | None:
    """The page of its text, where a part of a story or page is decided among all others."""
    row = case.suggestion
    if row.subject not in stories.SUBJECTS:
        return None
    id, code, unit = int(row.subject_id), row.language, row.unit
    units = state.beside(text_to_read(item_or_404(id), code))
    db.session.rollback()  # a text that nobody has written yet is not made by looking
    if unit not in [one.id for one in units]:
        return None
    path = url_for("editor.translate_text", id=id, code=code, _anchor=f"unit-{unit}")
    return redirect(path, 303)


def _sent(case: Case) -> Answer:
    now = deciding.held(case)
    if now is None:
        return _decided_before()
    form = choosing.sent(now)
    if form.seen.data != now.print:
        return _otherwise(now, form)
    if request.form.get("then") == "keep":
        deciding.settle(now)
        return _done(now, taken=False)
    if request.form.get("then") == "take" and now.entry is not None and form.validate():
        texts = form.texts(now)
        if not form.refused() and _taken(now, form, texts):
            return _done(now, taken=True)
    db.session.rollback()
    return choosing.page(now, form)


def _taken(case: Case, form: ChoiceForm, texts: list[str]) -> bool:
    try:
        deciding.take(case, texts, current_user().id)
    except ContentError as error:
        db.session.rollback()
        form.refuse({"": [say for sentences in error.problems.values() for say in sentences]})
        return False
    return True


def _otherwise(case: Case, form: ChoiceForm) -> Answer:
    """Something became other since the page was shown: it comes back, and nothing is written."""
    db.session.rollback()
    form.seen.data = case.print
    form.refuse({"": [_("Something changed meanwhile. Please look at it once more.")]})
    return choosing.page(case, form), 409


def _done(case: Case, *, taken: bool) -> Response:
    row, code = case.suggestion, case.suggestion.language
    detail = {"language": code, "unit": row.unit, "taken": taken}
    audit.record("translation.settle", row.subject, row.subject_id, detail)
    db.session.commit()
    flash(_("The suggestion was taken.") if taken else _("What stood here stays."))
    return redirect(url_for("editor.translation_suggestions", code=code), 303)


def _decided_before() -> Response:
    db.session.rollback()
    flash(_("Somebody else has decided about this suggestion meanwhile."))
    return redirect(url_for("editor.translations"), 303)
