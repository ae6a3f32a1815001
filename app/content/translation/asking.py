"""What an editor is asked after a change: whether the other languages must change as well.

Once for each paragraph as it reads now: what was answered, moved, parted, joined or given a comma
is not asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.content.translation import state
from app.content.translation.likeness import fingerprint
from app.content.translation.state import Unit
from app.extensions import db
from app.models import Item, Text


@dataclass(frozen=True, slots=True)
class Change:
    """A unit of the source that says something else than its translation was made from.

    `before` and `now` are inline HTML, lines are plain; one of them is empty where the unit is new
    or gone. `print` names the unit as it reads, for the answer.
    """

    unit: str
    before: str
    now: str

    @property
    def print(self) -> str:
        """The fingerprint by which it is answered."""
        return fingerprint(self.now or self.before)


@dataclass(frozen=True, slots=True)
class Question:
    """Whether the text in a language must change for these changes of its source."""

    language: str
    changes: tuple[Change, ...]


def questions(item: Item) -> list[Question]:
    """What is to be asked of an item now, for each language that has words; held by nobody."""
    found = [Question(text.language, changes(text)) for text in item.texts if text.behind]
    return [question for question in found if question.changes]


def changes(text: Text) -> tuple[Change, ...]:
    """What is to be asked of a translation: what is stale or gone and was not answered yet."""
    units, answered = state.beside(text), state.answered(text)
    whole = _is_whole(units)
    wanted = (
        Change(one.id, one.former, "" if one.state == "gone" else one.source)
        for one in units
        if one.state != "fresh" and (whole or one.former)
    )
    return tuple(one for one in wanted if one.print not in answered)


def _is_whole(units: Collection[Unit]) -> bool:
    """Whether most is translated: what is new for a translation just begun is nobody's question."""
    missing = sum(one.state == "missing" for one in units)
    return 2 * missing <= len(units)


def answer(text: Text, prints: Iterable[str], needed: bool, user_id: int | None) -> int:
    """Answer for those of the changes that still read as they were shown; how many they are."""
    asked = set(prints)
    found = [one for one in changes(text) if one.print in asked]
    if found:
        state.answer(text, [one.now or one.before for one in found], needed, user_id)
        db.session.flush()
    return len(found)
