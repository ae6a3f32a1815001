"""The answer to that question: yes, or no, for all that changed or for one paragraph of it."""

from __future__ import annotations

from flask import Response, abort, flash, jsonify, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Redirect

from app import audit
from app.accounts import roles
from app.content.translation import asking
from app.editor.door import current_user
from app.editor.writing import asked, history
from app.editor.writing.standing import states
from app.editor.writing.writing import item_or_404
from app.extensions import db
from app.models import Item

MOST = 2000  # paragraphs that are answered at once; no text has more


def text_answer(id: int, code: str) -> Response | Redirect:
    """Keep an answer: for all that was shown, or for one paragraph of it."""
    item = item_or_404(id)
    text = next((one for one in item.texts if one.language == code), None) or abort(404)
    if not asked.may_answer(current_user(), item, code):
        abort(403)
    said, _space, one = request.form.get("answer", "").partition(" ")
    if said not in ("yes", "no"):
        abort(400)
    confirms = roles.may_publish(current_user())
    prints = [one] if one else request.form.getlist("of")[:MOST]
    count = asking.answer(text, prints, said == "yes", current_user().id, confirms=confirms)
    if count:
        detail = {"language": code, "needed": said == "yes", "paragraphs": count}
        audit.record("translation.answer", item.type, item.id, detail)
    db.session.commit()
    return _answered(item, said == "yes", count)


def _answered(item: Item, needed: bool, count: int) -> Response | Redirect:
    if request.form.get("live"):
        stands = {state.language.code: state.said for state in states(item)}
        return jsonify(asks=asked.live(item), stands=stands)
    if not count:
        flash(_("The text has changed meanwhile. Please look at it again."))
    elif needed:
        flash(_("Noted. It stands among what is to be translated until it is done."))
    elif roles.may_publish(current_user()):
        flash(_("Noted. The translation counts as up to date."))
    else:
        flash(
            _(
                "Noted. The translation counts as up to date, and for readers once an editor "
                "publishes or approves it."
            )
        )
    return redirect(history.back_to(item), 303)
