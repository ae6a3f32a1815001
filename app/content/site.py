"""The site as a whole: the generation of its content, and when that changes by itself."""

from __future__ import annotations

from datetime import datetime

from markupsafe import Markup
from sqlalchemy import func, select, update

from app.content import citations
from app.extensions import db
from app.models import Notice, Passage, Publication, SiteState, SocialPost


def generation() -> int:
    """Number of the content's present state; raised by every change that readers can see."""
    return db.session.execute(select(SiteState.generation)).scalar() or 0


def changed() -> None:
    """Raise the generation inside the transaction that changes what readers see."""
    raised = update(SiteState).values(generation=SiteState.generation + 1)
    if db.session.connection().execute(raised).rowcount == 0:
        db.session.add(SiteState(id=1, generation=1))
        db.session.flush()


def state() -> SiteState:
    """The one row of the site's state, made where there is none yet."""
    found = db.session.get(SiteState, 1)
    if found is None:
        found = SiteState(id=1, generation=0)
        db.session.add(found)
        db.session.flush()
    return found


def lead_story_id() -> int | None:
    """The story that editors chose to stand first; None where they chose none."""
    return db.session.execute(select(SiteState.lead_story_id)).scalar()


def choose_lead(story_id: int | None) -> None:
    """Let a story stand first on the home page; None: the newest one does."""
    changed()
    state().lead_story_id = story_id
    db.session.flush()


def next_change_at(now: datetime) -> datetime | None:
    """The next moment (UTC) at which a publication, a notice or a post begins or ends by itself."""
    moments = [
        db.session.execute(select(func.min(column)).where(column > now)).scalar()
        for column in (
            Publication.starts_at,
            Publication.ends_at,
            Notice.starts_at,
            Notice.ends_at,
            SocialPost.posted_at,
        )
    ]
    return min((m for m in moments if m is not None), default=None)


def passage(language: str, key: str) -> Markup:
    """A short evergreen text of a page template, with its citations; empty where there is none."""
    row = db.session.get(Passage, key)
    return citations.html(row.body.get(language, "") if row else "", language, None)
