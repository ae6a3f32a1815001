"""What somebody said of a translation who may not publish, until an editor agrees."""

from __future__ import annotations

from dataclasses import dataclass

from app.content.lifecycle.working import renew
from app.content.translation import answers, state
from app.models import Text


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who said that a translation need not change, to which no editor has agreed yet.

    What is `said` counts at the desk; what is `proposed` is against what an editor said. "" stands
    for a file that came back without anybody's name.
    """

    said: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()


NOBODY = Waiting()


def waiting(text: Text) -> Waiting:
    """Who said so of units that do not follow the source as readers have it."""
    names = answers.waiting(text.id) if text.unconfirmed else {}
    if not names:
        return NOBODY
    open_ = [one for one in state.beside(text, confirmed=True) if one.state != "fresh"]
    prints = answers.prints_of([one.source or one.former for one in open_])
    counts = answers.settled(text.id)
    sides: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for print_, name in names.items():
        if print_ in prints:
            sides[print_ in counts][name] = None
    return Waiting(said=tuple(sides[True]), proposed=tuple(sides[False]))


def confirm(text: Text) -> None:
    """Let what was said count for readers, as `answers.confirm`, and count what is still only said
    of the texts that this concerns."""
    for one in answers.confirm(text):
        renew(one)
