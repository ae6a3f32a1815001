"""A translation that was typed beside a source which is none any more: kept, and told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import Response, abort, flash, jsonify, make_response, redirect, request
from flask_babel import gettext as _

from app.content import texts
from app.content.lifecycle import aside
from app.content.problems import TextError
from app.content.translation.segments import parts
from app.content.translation.units import LINES, is_line
from app.editor.door import current_user
from app.editor.translating.fields import FIELD, OF, tidy
from app.editor.writing.history import back_to
from app.extensions import db
from app.i18n.bidi import isolate
from app.i18n.formats import language_name
from app.models import Item


def refuse(item: Item, code: str) -> None:
    """Go on where the story or page is written, if it is translated the other way by now.

    What was typed is in the history of its language.
    """
    of = request.form.get(OF, item.source_language)
    if code != item.source_language and of == item.source_language:
        return
    if request.method == "POST":
        _keep(item, code)
    abort(_answer(item))


def _answer(item: Item) -> Response:
    if request.path.endswith(("/autosave", "/check", "/earlier")):
        return make_response(jsonify(conflict=[item.source_language], url=back_to(item)), 409)
    if request.method == "POST":
        flash(
            _(
                "This is translated from the %(language)s now. What was typed for the former "
                "source is in the history.",
                language=isolate(language_name(item.source_language)),
            )
        )
    return make_response(redirect(back_to(item), 303))


def _keep(item: Item, code: str) -> None:
    words = dict(_typed())
    if not any(words.values()):
        return
    try:
        aside.keep(texts.text_of(item, code), words, current_user().id)
    except TextError:
        db.session.rollback()
    else:
        db.session.commit()


def _typed() -> Iterator[tuple[str, Any]]:
    """What stands in the fields, as the words of a text."""
    units = {
        name.removeprefix(FIELD): tidy(text)
        for name, text in request.form.items()
        if name.startswith(FIELD)
    }
    yield from ((name, units[name]) for name in LINES if units.get(name))
    body = [part for id, text in units.items() if not is_line(id) for part in parts(text)]
    yield "body", "\n".join(f"<p>{part}</p>" for part in body)
