"""What scripts of the form send: what was typed until now, and that it is still open."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request, url_for

from app.clock import utcnow
from app.content.lifecycle import presence
from app.editor.door import current_user
from app.editor.writing import asked, saving, source, stories, writing
from app.editor.writing.saving import Kept
from app.editor.writing.standing import states
from app.editor.writing.stories import KIND
from app.editor.writing.wording import TOKEN, number
from app.editor.writing.writing import Kind
from app.extensions import db
from app.i18n.formats import time_of_day
from app.models import Item

Told = tuple[Response, int]


def story_autosave(id: int) -> Told:
    """Save what was typed in a story's form."""
    story = stories.story_of(id)
    return autosave(KIND, story, writing.made(KIND, story))


def story_new_autosave() -> Told:
    """Save what was typed in the form of a new story, which begins with it."""
    form = writing.made(KIND)
    if not source.written(form):
        return jsonify(saved=True, versions={}, item_version=0, at=""), 200
    story = stories.begin(form)
    return autosave(KIND, story, form, **stories.addresses(story.id))


def autosave(kind: Kind, item: Item, form: Any, **addresses: str) -> Told:
    """Save a form without a revision: 200, 409 where somebody else saved, 422 where it is wrong.

    `addresses` are where the form of a new item is sent from now on.
    """
    if not form.validate():
        db.session.rollback()
        return _problems({str(name): said for name, said in form.errors.items()})
    kept = saving.keep(item, form, current_user(), kind.keep, autosave=True)
    if not kept.whole:
        story = item.type == "story"  # the form of anything else answers by itself
        address = url_for("editor.story_conflict", id=item.id) if story else kind.address(item)
        db.session.rollback()
        if kept.problems:
            return _problems(kept.problems)
        saving.put_aside(item, form, kept, current_user())
        db.session.commit()
        return _clash(kept, address)
    presence.here(item.id, current_user().id, form.named())
    saving.record(item, kept)
    db.session.commit()
    return jsonify(**_saved(kind, item, form), **addresses), 200


def _saved(kind: Kind, item: Item, form: Any) -> dict[str, Any]:
    """Which versions the form now stands on, and what its page says that is other by now."""
    return {
        "saved": True,
        "versions": {code: form.version(code) for code in form.codes()},
        "item_version": number(form.item_version.data),
        "at": time_of_day(utcnow()),
        "presence": writing.present(item),
        "title": kind.title(item),
        "stands": {state.language.code: state.said for state in states(item)},
        "asks": asked.live(item),
    }


def _problems(problems: dict[str, Any]) -> Told:
    said = {name: [str(sentence) for sentence in sentences] for name, sentences in problems.items()}
    return jsonify(problems=said), 422


def _clash(kept: Kept, address: str) -> Told:
    return jsonify(conflict=list(kept.clashes), url=address), 409


def story_presence(id: int) -> Response:
    """Note that a form is still open, or with `gone` that it was closed; who else has it open."""
    item, token = writing.item_or_404(id), request.form.get("token", "")
    if not TOKEN.fullmatch(token):
        return jsonify(presence=writing.present(item))
    if request.form.get("gone"):
        presence.gone(token)
    else:
        presence.here(item.id, current_user().id, token)
    db.session.commit()
    return jsonify(presence=writing.present(item))
