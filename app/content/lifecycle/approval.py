"""Whether words were approved, by whom, and whether they had to be."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.config import settings
from app.content.lifecycle.aside import STOOD
from app.content.lifecycle.wording import Words
from app.extensions import db
from app.models import Publication, Revision, Text


def approver(text: Text, words: Words) -> int | None:
    """Who approved exactly these words, with the picture and the people that go with them."""
    seen = (text.review_version, text.review_item_version)
    approved = text.review == "approved" and seen == (words.version, text.item.version)
    return text.review_by_id if approved else None


def authors(text: Text) -> set[int]:
    """Who had a hand in the words since they were last published."""
    published = select(func.max(Publication.revision_id)).where(Publication.text_id == text.id)
    since = db.session.execute(published).scalar() or 0
    of_text = Revision.text_id == text.id
    revisions = select(Revision.user_id).where(of_text, Revision.id > since, STOOD)
    found = set(db.session.execute(revisions).scalars())
    if text.working_copy is not None:
        found.add(text.working_copy.user_id)
    return {user_id for user_id in found if user_id is not None}


def unapproved(text: Text, words: Words, user_id: int | None) -> list[str]:
    """Why somebody may not publish these words yet, where the site asks for a second reader."""
    if user_id is None or not settings().separate_approval:
        return []
    by = approver(text, words)
    if by is None:
        return [_("Somebody who did not write this must approve it first, as it stands now.")]
    if by in authors(text):
        return [_("Whoever approved this also wrote in it. Somebody else must approve it.")]
    return []
