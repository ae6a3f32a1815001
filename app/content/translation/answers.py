"""What was answered to whether a translation must change, and for whom it counts.

At the desk whatever anybody said counts. For readers a "no" counts once it is confirmed: said by
somebody who may publish, or published or approved afterwards by somebody who may.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, delete, select, update

from app.content import site
from app.content.translation.likeness import fingerprint
from app.extensions import db
from app.models import Answer, Text, User


def settled(text_id: int, *, confirmed: bool = False) -> set[str]:
    """Fingerprints of paragraphs of which somebody said that this translation need not change.

    With `confirmed` only those that count for readers.
    """
    rows = select(Answer.fingerprint).filter_by(text_id=text_id, needed=False)
    if confirmed:
        rows = rows.where(Answer.confirmed)
    return set(db.session.execute(rows).scalars())


def answered(text_id: int) -> set[str]:
    """The fingerprints of paragraphs of which somebody has said anything."""
    return set(db.session.execute(select(Answer.fingerprint).filter_by(text_id=text_id)).scalars())


def waiting(text_id: int) -> dict[str, str]:
    """{fingerprint: who said it} of each "no" that does not count for readers yet."""
    rows = db.session.execute(
        select(Answer.fingerprint, User.name, User.email)
        .outerjoin(User, User.id == Answer.user_id)
        .where(Answer.text_id == text_id, ~Answer.needed, ~Answer.confirmed)
        .order_by(Answer.id)
    )
    return {print_: name or email or "" for print_, name, email in rows}


def keep(
    text_id: int, prints: Collection[str], needed: bool, user_id: int | None, *, confirmed: bool
) -> None:
    """Keep an answer for each of these paragraphs, in the place of an earlier one.

    A confirmed "no" stays where this one is not: readers go by it.
    """
    stays = set() if confirmed else settled(text_id, confirmed=True)
    new = sorted(set(prints) - stays)
    earlier = delete(Answer).where(Answer.text_id == text_id, Answer.fingerprint.in_(new))
    db.session.execute(earlier)
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


def prints_of(sources: Collection[str]) -> set[str]:
    """The fingerprints by which paragraphs are answered for."""
    return {fingerprint(source) for source in sources}


def concerned(text: Text) -> list[Text]:
    """The texts whose answers are confirmed with this one: of a source all translations too."""
    of_source = text.language == text.item.source_language
    return list({one.id: one for one in (text, *(text.item.texts if of_source else ()))}.values())


def confirm(text: Text) -> None:
    """Let what was said count for readers, now that somebody who may publish has published or
    approved this text; those `concerned` are held."""
    found = {one.id: one for one in concerned(text)}
    said = and_(Answer.text_id.in_(found), ~Answer.confirmed)
    ids = set(db.session.execute(select(Answer.text_id).where(said)).scalars())
    if not ids:
        return
    site.changed()
    db.session.execute(update(Answer).where(said).values(confirmed=True))
    for id in ids:
        found[id].unconfirmed = 0
    db.session.flush()
