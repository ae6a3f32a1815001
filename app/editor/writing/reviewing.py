"""Review: asked for, returned with a reason, approved, and what is said about a text meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import HiddenField, TextAreaField

from app import audit
from app.accounts import roles
from app.config import settings
from app.content.lifecycle import review
from app.content.lifecycle.review import RemarkRow
from app.content.problems import ConflictError, ContentError
from app.editor.door import current_user
from app.editor.forms import AtMost, DeskForm, line
from app.editor.rendering import render
from app.editor.writing import telling
from app.editor.writing.history import back_to
from app.editor.writing.standing import written
from app.editor.writing.wording import lines, number
from app.editor.writing.writing import item_or_404, writable
from app.extensions import db
from app.i18n.bidi import isolate
from app.i18n.formats import date_time
from app.models import Item, Text


class ReviewForm(DeskForm):
    """A word about a text, and which version of it is meant."""

    version = HiddenField(filters=[line])
    body = TextAreaField(
        lazy_gettext("Comment or reason"), filters=[lines], validators=[AtMost(5000)]
    )


def story_review(id: int) -> Response | str | tuple[str, int]:
    """The threads of all languages; a step of the review of one of them."""
    return _page_or_step(id, _steps())


def story_comment(id: int) -> Response | str | tuple[str, int]:
    """Say something about a text."""
    return _page_or_step(id, {"comment": _comment})


Step = Callable[[Text, ReviewForm], str]


def _steps() -> dict[str, Step]:
    """What may be done here: anybody asks, editors answer."""
    asking: dict[str, Step] = {"ask": _ask}
    if not roles.may_publish(current_user()):
        return asking
    return {**asking, "return": _give_back, "approve": _approve}


def _page_or_step(id: int, steps: dict[str, Step]) -> Response | str | tuple[str, int]:
    item = item_or_404(id)
    if request.method == "GET":
        return _page(item, {})
    text, form = _text(item), ReviewForm()
    step = steps.get(request.form.get("step", "")) or abort(403)
    if not form.validate():
        return _page(item, {text.language: form})
    try:
        said = step(text, form)
    except ConflictError:
        db.session.rollback()
        form.refuse({"": [_("The text was changed meanwhile. Please read it again.")]})
        return _page(item, {text.language: form}), 409
    except ContentError as error:
        db.session.rollback()
        form.refuse({"body": [s for sentences in error.problems.values() for s in sentences]})
        return _page(item, {text.language: form})
    db.session.commit()
    _tell(request.form["step"], text)
    flash(said)
    return redirect(url_for("editor.story_review", id=item.id), 303)


def _tell(step: str, text: Text) -> None:
    if step == "ask":
        telling.waiting(text)
    elif step in ("return", "approve"):
        telling.answered(text, approved=step == "approve")


def _text(item: Item) -> Text:
    """The text that is meant; 404 where nothing is written in the language, or it is none."""
    code = request.form.get("language", "")
    found = next((text for text in item.texts if text.language == code), None)
    return found or abort(404)


def _ask(text: Text, form: ReviewForm) -> str:
    if text.language not in writable():
        abort(403)
    review.ask(text, current_user().id, form.body.data)
    _record("review.ask", text)
    return _("Asked for a review. An editor sees it on the desk.")


def _give_back(text: Text, form: ReviewForm) -> str:
    review.give_back(text, current_user().id, form.body.data)
    _record("review.return", text)
    return _("Returned with your reason.")


def _approve(text: Text, form: ReviewForm) -> str:
    own_allowed = not settings().separate_approval
    version = number(form.version.data)
    review.approve(text, current_user().id, own_allowed, form.body.data, version=version)
    _record("review.approve", text)
    return _("Approved, as it stands now.")


def _comment(text: Text, form: ReviewForm) -> str:
    review.comment(text, current_user().id, form.body.data)
    _record("review.comment", text)
    return _("Your comment is kept.")


def _record(action: str, text: Text) -> None:
    audit.record(action, text.item.type, text.item_id, {"language": text.language})


def _page(item: Item, forms: dict[str, ReviewForm]) -> str:
    """The threads; `forms` are those that were refused, by language."""
    refused: Any = next(iter(forms.values()), None)
    return render(
        "editor/story_review.html",
        title=_("Review and comments"),
        form=refused,
        item=item,
        items=written(item),
        threads={text.language: _thread(text) for text in item.texts},
        forms={state.language.code: _form(state, forms) for state in written(item)},
        writable=writable(),
        back=back_to(item),
    )


def _thread(text: Text) -> list[tuple[str, str]]:
    """(who did what and when, what they wrote) of each step and comment."""
    return [(_sentence(remark), remark.body) for remark in review.thread(text)]


def _sentence(remark: RemarkRow) -> str:
    said = {"name": isolate(remark.name), "time": isolate(date_time(remark.at))}
    sentences = {
        "asked": _("%(name)s asked for a review on %(time)s.", **said),
        "returned": _("%(name)s returned it on %(time)s.", **said),
        "approved": _("%(name)s approved it on %(time)s.", **said),
        "comment": _("%(name)s wrote on %(time)s:", **said),
    }
    return sentences[remark.kind]


def _form(state: Any, forms: dict[str, ReviewForm]) -> ReviewForm:
    code = state.language.code
    form = forms.get(code) or ReviewForm(formdata=None)
    form.body.id = f"body-{code}"
    form.version.id = f"version-{code}"
    form.version.data = str(state.standing.version)
    return form
