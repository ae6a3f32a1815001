"""Which text is to be translated: whether there is such a one, and who may."""

from __future__ import annotations

from flask import abort

from app.accounts import roles
from app.content import texts
from app.content.lifecycle.holding import hold
from app.editor.door import current_user
from app.editor.translating import overtaken
from app.editor.writing.writing import item_or_404
from app.extensions import db
from app.i18n.languages import Language, translatable
from app.models import Item, Text


def language_or_404(code: str) -> Language:
    """A language that one may translate into."""
    return next((one for one in translatable() if one.code == code), None) or abort(404)


def language_to_translate(code: str) -> Language:
    """A language that whoever is signed in may translate into."""
    language = language_or_404(code)
    if not roles.may_write(current_user(), code):
        abort(403)
    return language


def item_to_translate(id: int, code: str) -> Item:
    """A story or page that can be translated into a language; 403 for whoever may not.

    Where that is its source, or the form stands beside a former one, as `overtaken` says.
    """
    item = item_or_404(id)
    language_or_404(code)
    if not roles.may_write(current_user(), code):
        abort(403)
    overtaken.refuse(item, code)
    return item


def text_to_read(item: Item, code: str) -> Text:
    """The text of an item in a language; one that nobody has written is not kept if rolled back."""
    return texts.text_of(item, code)


def text_to_write(item: Item, code: str) -> Text:
    """The text as it was left by whoever else wrote it, until the end of the transaction.

    Its source may have become another one while that was awaited: then as `overtaken` says.
    """
    hold(item.texts)
    db.session.expire(item, ["texts"])
    overtaken.refuse(item, code)
    return texts.text_of(item, code)
