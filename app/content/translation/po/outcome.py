"""What became of texts that were taken in, as it is told to whoever sent them."""

from __future__ import annotations

from dataclasses import dataclass

from app.content.translation.po.judging import TAKEN, Judged
from app.content.translation.po.planning import Plan


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many texts became what; one of which some parts are to be decided counts there too.

    `review` has new words and waits for review; of `agree` the words are found to be right still,
    to which an editor must agree; `changed` is kept without a review, and `right` is so as well,
    and says what it said; of `decide` something was changed here too.
    """

    review: int
    agree: int
    changed: int
    right: int
    decide: int


def outcome(done: Plan) -> Outcome:
    """What became of the texts of a plan that was done."""
    texts = [one for one in done.things if one.of(*TAKEN)]
    worded = [one for one in texts if _has_new_words(one)]
    rest = [one for one in texts if not _has_new_words(one)]
    return Outcome(
        review=sum(not one.thing.kept for one in worded),
        agree=sum(not one.thing.kept for one in rest),
        changed=sum(one.thing.kept for one in worded),
        right=sum(one.thing.kept for one in rest),
        decide=sum(bool(one.of("both")) for one in done.things),
    )


def _has_new_words(one: Judged) -> bool:
    return bool(one.of("new", "changed"))
