"""What was answered to whether a translation must change, and for whom it counts.

At the desk whatever anybody said counts. For readers a "no" counts once it is confirmed: said by
somebody who may publish, or published or approved afterwards by somebody who may. What somebody
says who may not publish is a proposal: where an editor said otherwise it is kept beside that, and
the editor's answer stands until an editor gives another.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.orm import aliased

from app.content import site
from app.content.translation.likeness import fingerprint
from app.extensions import db
from app.models import Answer, Text, User


def settled(text_id: int, *, confirmed: bool = False) -> set[str]:
    """Fingerprints of paragraphs of which somebody said that this translation need not change.

    With `confirmed` only those that count for readers; none of which an editor said that it must.
    """
    rows = select(Answer.fingerprint).filter_by(text_id=text_id, needed=False)
    rows = rows.where(Answer.confirmed if confirmed else _uncontested())
    return set(db.session.execute(rows).scalars())


def _uncontested() -> ColumnElement[bool]:
    """Whether an answer counts at the desk: it does not where an editor's stands beside it."""
    editors = aliased(Answer)
    beside = select(editors.id).where(
        editors.text_id == Answer.text_id,
        editors.fingerprint == Answer.fingerprint,
        editors.confirmed,
    )
    return or_(Answer.confirmed, ~beside.exists())


def answered(text_id: int) -> set[str]:
    """The fingerprints of paragraphs of which somebody has said anything."""
    return set(db.session.execute(select(Answer.fingerprint).filter_by(text_id=text_id)).scalars())


def waiting(text_id: int) -> dict[str, str]:
    """{fingerprint: who said it} of each "no" to which no editor has agreed yet, whether it counts
    at the desk or is proposed against what an editor said."""
    rows = (
        select(Answer.fingerprint, User.name, User.email)
        .outerjoin(User, User.id == Answer.user_id)
        .where(Answer.text_id == text_id, ~Answer.needed, ~Answer.confirmed)
        .order_by(Answer.id)
    )
    return {print_: name or email or "" for print_, name, email in db.session.execute(rows)}


def keep(
    text_id: int, prints: Collection[str], needed: bool, user_id: int | None, *, confirmed: bool
) -> None:
    """Keep an answer for each of these paragraphs, in the place of an earlier one.

    One that is confirmed stays where this one is not. A "no" is kept beside an editor's "yes", as
    a proposal; against a "no" by which readers go nothing is.
    """
    earlier = delete(Answer).where(Answer.text_id == text_id, Answer.fingerprint.in_(prints))
    db.session.execute(earlier if confirmed else earlier.where(~Answer.confirmed))
    stands = {} if confirmed else _editors(text_id)
    new = [one for one in sorted(set(prints)) if one not in stands or stands[one] > needed]
    db.session.add_all(
        Answer(
            text_id=text_id,
            fingerprint=one,
            needed=needed,
            user_id=user_id,
            confirmed=confirmed,
        )
        for one in new
    )
    db.session.flush()


def _editors(text_id: int) -> dict[str, bool]:
    """{fingerprint: whether it must change} as somebody said who may."""
    rows = select(Answer.fingerprint, Answer.needed).where(
        Answer.text_id == text_id, Answer.confirmed
    )
    return dict(db.session.execute(rows).all())


def contested(text_id: int, prints: Collection[str]) -> bool:
    """Whether an editor said of any of these paragraphs that the translation must change."""
    stands = _editors(text_id)
    return any(stands.get(one) for one in prints)


def prints_of(sources: Collection[str]) -> set[str]:
    """The fingerprints by which paragraphs are answered for."""
    return {fingerprint(source) for source in sources}


def concerned(text: Text) -> list[Text]:
    """The texts whose answers are confirmed with this one: of a source all translations too."""
    of_source = text.language == text.item.source_language
    return list({one.id: one for one in (text, *(text.item.texts if of_source else ()))}.values())


def confirm(text: Text) -> list[Text]:
    """Let what was said count for readers, now that somebody who may publish has published or
    approved this text; those `concerned` are held. Proposals against an editor's answer stay so.

    The texts of which something counts now that did not before.
    """
    found = {one.id: one for one in concerned(text)}
    wanted = select(Answer.id, Answer.text_id).where(Answer.text_id.in_(found), ~Answer.confirmed)
    said = dict(db.session.execute(wanted.where(_uncontested())).all())
    if said:
        site.changed()
        db.session.execute(update(Answer).where(Answer.id.in_(said)).values(confirmed=True))
    return [found[id] for id in set(said.values())]
