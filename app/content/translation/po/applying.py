"""What was planned, done: whole or not at all, within the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import delete, select

from app import audit
from app.clock import utcnow
from app.content import texts
from app.content.keeping.common import alone
from app.content.lifecycle.holding import hold
from app.content.problems import ContentError
from app.content.store.media import file_name
from app.content.translation.kept.fields import PARTED
from app.content.translation.po import kept, stories, taking
from app.content.translation.po.judging import TAKEN, Judged
from app.content.translation.po.planning import Plan, plan
from app.content.translation.po.things import Thing
from app.extensions import db
from app.models import HandedOut, Handout, Item, Suggestion


class ChangedError(ContentError):
    """Something became other than it was planned, and nothing was done; `now` is the new plan."""

    def __init__(self, now: Plan) -> None:
        super().__init__({"": [_("Something changed meanwhile. Please look at it once more.")]})
        self.now = now


def apply(planned: Plan, user_id: int | None = None) -> Plan:
    """Take in what was planned; the plan as it was done.

    Working copies are written and their review is asked for; what both sides changed is kept for
    an editor to decide. ContentError where there are faults, ChangedError where the site is not
    what it was when this was planned; then nothing must be committed.
    """
    hold_all([one.thing for one in planned.things if one.acts])
    now = plan(planned.files, planned.language, kept=planned.kept)
    if now.faults:
        raise ContentError({"": [one.sentence for one in now.faults]})
    if now.print != planned.print:
        raise ChangedError(now)
    acting = [one for one in now.things if one.acts]
    for one in [each for each in acting if not each.thing.kept]:
        taking.take(one, user_id)
    _keep([each for each in acting if each.thing.kept and each.of(*TAKEN)], user_id)
    for one in acting:
        _suggest(one, user_id)
    _returned(now)
    for one in acting:
        _record(one)
    return now


def hold_all(things: Sequence[Thing]) -> None:
    """Hold all that is written at once, and see it as it was left."""
    items: dict[int, Item] = {}
    for one in things:
        if one.subject in (*stories.SUBJECTS, "details"):
            item = items[int(one.id)] = db.session.get_one(Item, int(one.id))
            if not one.kept:
                texts.text_of(item, one.language)
    hold({text.id: text for item in items.values() for text in item.texts}.values())
    if any(one.at_once for one in things):
        alone()
    db.session.expire_all()


def _keep(acting: Sequence[Judged], user_id: int | None) -> None:
    """Save what is kept, in the order in which it is held: first what readers see at once."""
    for one in sorted(acting, key=lambda one: (not one.thing.at_once, one.thing.key)):
        kept.take(one, user_id)


def _suggest(one: Judged, user_id: int | None) -> None:
    """Keep beside the site's own what came back while that changed; what is taken is decided."""
    about = {
        "subject": one.thing.subject,
        "subject_id": one.thing.id,
        "language": one.thing.language,
    }
    decided = {  # each once: two files may say the same
        each.unit if one.thing.kept else stories.unit_of(each.unit): each
        for each in one.of(*TAKEN, "both")
    }
    earlier = delete(Suggestion).filter_by(**about)
    db.session.execute(earlier.where(Suggestion.unit.in_(decided)))
    for unit, each in decided.items():
        if each.kind == "both":
            came = {"source_language": one.thing.source_language, "file": file_name(each.file)}
            said = {"source": each.source, "translation": PARTED.join(each.after)}
            db.session.add(Suggestion(**about, unit=unit, **came, **said, user_id=user_id))
    db.session.flush()


def _returned(done: Plan) -> None:
    """Tell the handouts what came back whole; one of which all did is closed."""
    whole = {
        one.thing.key
        for one in done.things
        if not one.of("fuzzy", "empty", "older", "kept", "turned")
    }
    languages = {one.thing.language for one in done.things}
    wanted = select(Handout).where(Handout.token.in_(done.tokens), Handout.language.in_(languages))
    for handout in db.session.execute(wanted.order_by(Handout.id)).scalars():
        for text in handout.texts:
            if (text.subject, text.subject_id) in whole:
                text.returned_at = text.returned_at or utcnow()
        if _all_back(handout.texts):
            handout.closed_at = handout.closed_at or utcnow()
    db.session.flush()


def _all_back(texts: Sequence[HandedOut]) -> bool:
    return all(text.returned_at is not None for text in texts)


def _record(one: Judged) -> None:
    taken = len(one.of(*TAKEN, "both"))
    detail = {"language": one.thing.language, "paragraphs": taken}
    audit.record("translation.import", one.thing.subject, one.thing.id, detail)
