"""Taking something from everywhere at once, for the safety of the people in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import or_, select, update

from app.content import indexing, redirects, site, texts
from app.content.lifecycle.holding import hold
from app.content.problems import ContentError
from app.content.safety import forgetting, taken
from app.content.sanitise import clean_text
from app.content.store import emptying, uses
from app.content.store.uses import Kept
from app.extensions import db
from app.i18n.languages import all_languages
from app.models import (
    File,
    Item,
    Media,
    Notice,
    Page,
    Publication,
    Revision,
    SiteState,
    SocialPost,
    TakeDown,
    User,
    Video,
)

KEPT: dict[str, Any] = {"media": Media, "file": File, "video": Video}
SUBJECTS = ("story", "page", *KEPT)


def find(subject: str, id: int) -> Item | Kept | None:
    """The story, page, picture ("media"), file or video with this id; None where there is none."""
    if subject in KEPT:
        kept: Kept | None = db.session.get(KEPT[subject], id)
        return kept
    item = db.session.get(Item, id) if subject in SUBJECTS else None
    return item if item is not None and item.type == subject else None


def take_down(subject: str, id: int, reason: str, user_id: int | None) -> TakeDown:
    """Take a thing from readers and editors alike, for good; ContentError without a reason.

    Its addresses answer 410 from then on, and what was stored of it is deleted. What it was taken
    down for before stands, where that happened already. LookupError where there is no such thing.
    """
    one = find(subject, id)
    if one is None:
        raise LookupError(f"{subject} {id}")
    _alone(one)
    known = taken.of(subject, id)
    if known is not None:
        return known
    reason = clean_text(reason).strip()
    if not reason:
        raise ContentError({"reason": [_("Write why, for whoever asks later.")]})
    if isinstance(one, Video):
        _poster(one, reason, user_id)
    gone = _item(one, reason, user_id) if isinstance(one, Item) else emptying.empty(one)
    if isinstance(one, File):
        indexing.file_changed(id)
    forgetting.forget(subject, [id])
    addresses = list(dict.fromkeys(_with_older(gone)))
    for address in addresses:
        redirects.add(address, None)
    row = TakeDown(
        subject=subject, subject_id=id, user_id=user_id, reason=reason, addresses=addresses
    )
    db.session.add(row)
    db.session.flush()
    return row


def recent(
    before: int | None = None, most: int = 50
) -> tuple[list[tuple[TakeDown, User | None]], int | None]:
    """Take-downs with who did them, the newest first, below an id; and where they go on."""
    wanted = select(TakeDown, User).outerjoin(User, User.id == TakeDown.user_id)
    if before is not None:
        wanted = wanted.where(TakeDown.id < before)
    rows = db.session.execute(wanted.order_by(TakeDown.id.desc()).limit(most + 1)).all()
    found: list[tuple[TakeDown, User | None]] = [(row, by) for row, by in rows[:most]]
    return found, found[-1][0].id if len(rows) > most else None


def _alone(one: Item | Kept) -> None:
    """Wait until nobody else changes it: it may be published, or taken down, at this moment."""
    if isinstance(one, Item):
        hold(one.texts)  # before the site, as whoever publishes does
    site.changed()


def _with_older(addresses: Iterable[str]) -> Iterator[str]:
    """The addresses, and the old ones that lead there: their very words may say too much."""
    for address in addresses:
        yield address
        yield from redirects.leading_to(address)


def _item(item: Item, reason: str, user_id: int | None) -> Iterable[str]:
    """End a story or page, and what points to it; its addresses."""
    addresses = list(_addresses(item))
    texts.take_down(item, user_id, reason)
    db.session.execute(
        update(SiteState).where(SiteState.lead_story_id == item.id).values(lead_story_id=None)
    )
    forgetting.forget_answers(item)
    forgetting.forget_findings(item)
    notices = db.session.execute(select(Notice).filter_by(story_id=item.id)).scalars().all()
    for notice in notices:
        db.session.delete(notice)
    forgetting.forget("notice", [notice.id for notice in notices])
    for post in _posts_about(item):
        db.session.delete(post)
    return addresses


def _posts_about(item: Item) -> list[SocialPost]:
    """Posts of the wall that hold the address of a story."""
    if item.type != "story":
        return []
    codes = "|".join(all_languages())
    address = re.compile(rf"/(?:{codes})/stories/{item.id}(?![0-9])")
    near = f"/stories/{item.id}"
    rows = db.session.execute(
        select(SocialPost).where(
            or_(SocialPost.text.contains(near), SocialPost.address.contains(near))
        )
    ).scalars()
    return [post for post in rows if address.search(f"{post.text} {post.address}")]


def _addresses(item: Item) -> Iterator[str]:
    """Every address that the item ever had."""
    if isinstance(item, Page):
        yield from (f"/{code}/{item.key}" for code in all_languages())
    else:
        yield from (f"/{code}/stories/{item.id}" for code in all_languages())
        slugs = (
            select(Publication.language, Revision.slug)
            .join(Revision, Revision.id == Publication.revision_id)
            .where(Publication.item_id == item.id)
        )
        for code, slug in db.session.execute(slugs):
            yield f"/{code}/stories/{item.id}/{slug}"
    yield f"/share/{item.type}/{item.id}.png"


def _poster(video: Video, reason: str, user_id: int | None) -> None:
    """Take down the picture with which a video begins, where nothing else shows it."""
    poster = db.session.get(Media, video.poster_id) if video.poster_id else None
    if poster is not None and all(use.kind == "video" for use in uses.of(poster)):
        take_down("media", poster.id, reason, user_id)
