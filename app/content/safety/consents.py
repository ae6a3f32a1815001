"""Who agreed to be shown, to what, and until when: for editors, and never for readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from sqlalchemy import Select, or_, select

from app.content.problems import ContentError
from app.content.sanitise import clean_line, clean_text
from app.extensions import db
from app.models import Consent, Item, Media

LONGEST = 200  # characters of a name, which is a column


@dataclass(frozen=True, slots=True)
class Agreed:
    """What somebody agreed to; without `until` it holds until they say otherwise."""

    who: str
    scope: str = ""
    until: date | None = None


def of_item(item_id: int) -> list[Consent]:
    """The consent notes of a story, oldest first."""
    return _all(select(Consent).filter_by(item_id=item_id))


def of_picture(media_id: int) -> list[Consent]:
    """The consent notes of a picture, oldest first."""
    return _all(select(Consent).filter_by(media_id=media_id))


def expired(today: date) -> list[Consent]:
    """The notes that ended before `today`, of what was not taken down; the oldest first."""
    return _all(
        select(Consent)
        .outerjoin(Item, Item.id == Consent.item_id)
        .outerjoin(Media, Media.id == Consent.media_id)
        .where(
            Consent.until < today,
            or_(Item.id.is_(None), Item.taken_down_at.is_(None)),
            or_(Media.id.is_(None), Media.taken_down_at.is_(None)),
        )
        .order_by(Consent.until)
    )


def _all(statement: Select[Consent]) -> list[Consent]:
    return list(db.session.execute(statement.order_by(Consent.id)).scalars())


def add(subject: Item | Media, agreed: Agreed, user_id: int | None = None) -> Consent:
    """Note down a consent for a story or a picture; ContentError where nobody is named."""
    who = clean_line(agreed.who)
    if not who:
        raise ContentError({"who": [_("Write who agreed.")]})
    if len(who) > LONGEST:
        raise ContentError({"who": [_("Please shorten this name.")]})
    note = Consent(
        item_id=subject.id if isinstance(subject, Item) else None,
        media_id=subject.id if isinstance(subject, Media) else None,
        who=who,
        scope=clean_text(agreed.scope).strip(),
        until=agreed.until,
        user_id=user_id,
    )
    db.session.add(note)
    db.session.flush()
    return note


def remove(note: Consent) -> None:
    """Forget a consent note."""
    db.session.delete(note)
    db.session.flush()
