"""What the buttons beside a unit do, besides saving what was typed."""

from __future__ import annotations

from collections.abc import Callable

from flask import flash
from flask_babel import gettext as _

from app import audit
from app.accounts import roles
from app.content import texts
from app.content.translation import state
from app.content.translation.entering import Typed, enter
from app.content.translation.state import Unit
from app.editor.door import current_user
from app.editor.translating import suggestions
from app.models import Text

Deed = Callable[[Text, Unit], None]


def pressed(button: str) -> tuple[str, str]:
    """(what is to be done, to which unit) of the button that was pressed; "" for another."""
    name, _colon, unit = button.partition(":")
    return (name, unit) if name in (*DEEDS, "use") else ("", "")


def do(text: Text, name: str, id: str) -> None:
    """Do to a unit what its button says, where there still is such a unit."""
    unit = next((one for one in state.beside(text) if one.id == id), None)
    deed = DEEDS.get(name)
    if unit is not None and deed is not None:
        deed(text, unit)
        detail = {"language": text.language, "unit": unit.id[:20]}
        audit.record(f"translation.{LOGGED[name]}", text.item.type, text.item_id, detail)


def _fine(text: Text, unit: Unit) -> None:
    """The translation is right as it is, although the source was changed."""
    user, said = current_user(), [unit.source or unit.former]
    if not state.answer(text, said, False, user.id, confirmed=roles.may_publish(user)):
        flash(
            _(
                "An editor said that this must change. Your answer is noted for the editors; until "
                "one of them agrees, the translation counts as behind."
            )
        )


def _remove(text: Text, unit: Unit) -> None:
    """The source has this no more, and neither shall the translation."""
    user, words = current_user(), texts.latest_words(text)
    enter(text, Typed({}, dropped=[unit.id]), user.id, version=words.version, token="")


def _settle(text: Text, unit: Unit) -> None:
    """A suggestion is done with: it was taken over, or is not wanted."""
    suggestions.settle(text, unit.id)


DEEDS: dict[str, Deed] = {"fine": _fine, "remove": _remove, "settle": _settle}
LOGGED = {"fine": "answer", "remove": "remove", "settle": "settle"}  # as the log calls them
