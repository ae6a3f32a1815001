"""What became of texts that were taken in, as it is told to whoever sent them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.content.translation.po.judging import TAKEN, Judged
from app.content.translation.po.planning import Plan
from app.extensions import db
from app.models import Text


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many texts became what; one of which some parts are to be decided counts there too.

    `review` has new words and waits for review; of `agree` the words are found to be right still,
    to which an editor must agree; `changed` is kept without a review; of what is `right` nobody
    must agree, since it is kept so or no reader has it yet; of `decide` something was changed here
    too.
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
    agree = _to_agree([one for one in rest if not one.thing.kept])
    return Outcome(
        review=sum(not one.thing.kept for one in worded),
        agree=agree,
        changed=sum(one.thing.kept for one in worded),
        right=len(rest) - agree,
        decide=sum(bool(one.of("both")) for one in done.things),
    )


def _to_agree(found: Sequence[Judged]) -> int:
    """Of how many of these stories and pages something is said to which nobody agreed yet."""
    ids = {int(one.thing.id) for one in found}
    rows = select(Text.item_id, Text.language).where(Text.item_id.in_(ids), Text.unconfirmed > 0)
    waiting = {(id, language) for id, language in db.session.execute(rows)}
    return sum((int(one.thing.id), one.thing.language) in waiting for one in found)


def _has_new_words(one: Judged) -> bool:
    return bool(one.of("new", "changed"))
