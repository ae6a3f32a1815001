"""What an editor is asked after a change: whether the other languages must change as well.

Once for each paragraph as it reads now: what was answered, moved, parted, joined or given a comma
is not asked about.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from app.content.translation import answers, state
from app.content.translation.likeness import fingerprint
from app.content.translation.state import Unit
from app.extensions import db
from app.models import Item, Text


@dataclass(frozen=True, slots=True)
class Change:
    """A unit of the source that says something else than its translation was made from.

    `before` and `now` are inline HTML, lines are plain; one of them is empty where the unit is new
    or gone. `print` names the unit as it reads, for the answer. What is `apart` was not changed:
    the two did not say the same when they changed places; where one is gone, `before` is its text.
    """

    unit: str
    before: str
    now: str
    apart: bool = False

    @property
    def print(self) -> str:
        """The fingerprint by which it is answered."""
        return fingerprint(self.now or self.before)


@dataclass(frozen=True, slots=True)
class Question:
    """Whether the text in a language must change for these changes of its source.

    `said` are those who answered "no" already, where it does not count for readers yet.
    """

    language: str
    changes: tuple[Change, ...]
    said: tuple[str, ...] = ()


def questions(item: Item, *, confirms: bool) -> list[Question]:
    """What is to be asked of an item now, for each language that has words; held by nobody.

    Whoever `confirms` what others said is asked about that as well.
    """
    found = [
        _question(text, confirms)
        for text in item.texts
        if text.behind or (confirms and text.unconfirmed)
    ]
    return [question for question in found if question.changes]


def _question(text: Text, confirms: bool) -> Question:
    asked = changes(text, confirms=confirms)
    said = answers.waiting(text.id) if confirms else {}
    names = dict.fromkeys(said[one.print] for one in asked if one.print in said)
    return Question(text.language, asked, tuple(names))


def changes(text: Text, *, confirms: bool) -> tuple[Change, ...]:
    """What is to be asked of a translation: what is stale or gone and was not answered yet."""
    units, answered = state.beside(text, confirmed=confirms), answers.answered(text.id)
    if confirms:
        answered -= answers.waiting(text.id).keys()
    whole = _is_whole(units)
    wanted = (
        Change(one.id, one.former, "" if one.state == "gone" else one.source, one.apart)
        for one in units
        if one.state != "fresh" and (whole or one.former)
    )
    return tuple(one for one in wanted if one.print not in answered)


def _is_whole(units: Collection[Unit]) -> bool:
    """Whether most is translated: what is new for a translation just begun is nobody's question."""
    missing = sum(one.state == "missing" for one in units)
    return 2 * missing <= len(units)


def answer(
    text: Text, prints: Iterable[str], needed: bool, user_id: int | None, *, confirms: bool
) -> int:
    """Answer for those of the changes that still read as they were shown; how many they are.

    It counts for readers if whoever answers `confirms` such answers.
    """
    asked = set(prints)
    found = [one for one in changes(text, confirms=confirms) if one.print in asked]
    if found:
        said = [one.now or one.before for one in found]
        state.answer(text, said, needed, user_id, confirmed=confirms)
        db.session.flush()
    return len(found)
