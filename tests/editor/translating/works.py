"""What the tests of translating write: a story in English, in part in Arabic."""

from __future__ import annotations

from typing import Any

from app.content import texts
from app.content.translation import state
from app.content.translation.state import Unit
from app.extensions import db
from app.models import Item, Story
from tests.editor.stories import fields
from tests.support.desk import Desk

BODY = "<p>One school opens.</p>\n<p>Two hundred children come.</p>\n<p>The work goes on.</p>"
TRANSLATED = "<p>تفتح مدرسة واحدة.</p>\n<p>يأتي مئتا طفل.</p>\n<p>ويستمر العمل.</p>"


def story(desk: Desk, *, body: str = BODY, translated: str = TRANSLATED, live: bool = True) -> int:
    """A story with its source and, where `translated` says something, its translation."""
    with desk.app.app_context():
        made = Story(source_language="en")
        db.session.add(made)
        db.session.flush()
        words = {"en": {"title": "A school opens", "body": body}}
        if translated:
            words["ar"] = {"title": "افتتاح مدرسة", "body": translated}
        for code, given in words.items():
            text = texts.text_of(made, code)
            texts.save(text, given, desk.user_id)
            if live:
                texts.publish(text, user_id=desk.user_id)
        db.session.commit()
        return made.id


def change(desk: Desk, id: int, code: str = "en", **words: str) -> None:
    """Other words in a language."""
    with desk.app.app_context():
        texts.save(texts.text_of(db.session.get_one(Item, id), code), words, desk.user_id)
        db.session.commit()


def beside(desk: Desk, id: int, code: str = "ar") -> dict[str, Unit]:
    """The units of a translation as they are kept, by the source."""
    with desk.app.app_context():
        units = state.beside(texts.text_of(db.session.get_one(Item, id), code))
        db.session.rollback()
        return {unit.source or unit.former: unit for unit in units}


def body(desk: Desk, id: int, code: str = "ar") -> str:
    """The latest body of a text."""
    with desk.app.app_context():
        return texts.latest_words(texts.text_of(db.session.get_one(Item, id), code)).body


def path(id: int, code: str = "ar") -> str:
    """The address of a text beside its source."""
    return f"/editor/stories/{id}/translate/{code}"


def opened(desk: Desk, id: int, code: str = "ar") -> dict[str, Any]:
    """The form as it would be sent unchanged."""
    return fields(desk.get(path(id, code), status=200))
