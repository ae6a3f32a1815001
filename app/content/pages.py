"""Evergreen pages, and where they stand in the menu and the footer."""

from __future__ import annotations

from sqlalchemy import ColumnElement, select

from app.clock import utcnow
from app.content import citations
from app.content.rows import Link, PageText
from app.content.texts import live, published
from app.extensions import db
from app.i18n.languages import all_languages
from app.models import Page, Publication, Revision

# The table without its parent, for what needs no column of the item.
PAGE = Page.__table__.c


def by_key(language: str, key: str) -> PageText | None:
    """The page as it is live in `language` now; None where it is not."""
    row = db.session.execute(
        published(language, "page")
        .add_columns(Revision, Page)
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Page, Page.item_id == Publication.item_id)
        .where(Page.key == key)
    ).first()
    if row is None:
        return None
    publication, revision, page = row
    return PageText(
        id=page.id,
        key=key,
        language=language,
        title=citations.plain(revision.title, language, None),
        standfirst=citations.plain(revision.standfirst, language, None),
        body=citations.html(revision.body, language, None),
        updated_at=publication.updated_at,
        reviewed_at=page.review_on,
        translations=languages_of(key),
        source_language=page.source_language,
        sample=page.sample,
    )


def languages_of(key: str) -> tuple[str, ...]:
    """The languages in which a page can be read now, in the site's order."""
    spoken = set(
        db.session.execute(
            select(Publication.language)
            .join(Page, Page.item_id == Publication.item_id)
            .where(Page.key == key, live(utcnow()))
        ).scalars()
    )
    return tuple(code for code in all_languages() if code in spoken)


def menu(language: str) -> list[Link]:
    """The pages of the menu, in their order."""
    return _placed(language, PAGE.menu_position)


def footer(language: str) -> list[Link]:
    """The pages of the footer, in their order."""
    return _placed(language, PAGE.footer_position)


def _placed(language: str, position: ColumnElement[int | None]) -> list[Link]:
    rows = db.session.execute(
        published(language, "page")
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Page.__table__, PAGE.item_id == Publication.item_id)
        .with_only_columns(PAGE.key, PAGE.label, Revision.title)
        .where(position.is_not(None))
        .order_by(position, PAGE.item_id)
    )
    return [
        Link(key, label.get(language) or citations.plain(title, language, None))
        for key, label, title in rows
    ]


def all_published() -> list[tuple[str, str]]:
    """(key, language) of every page that is live, by key; for the sitemap."""
    rows = db.session.execute(
        select(PAGE.key, Publication.language)
        .select_from(Publication)
        .join(Page.__table__, PAGE.item_id == Publication.item_id)
        .where(live(utcnow()))
        .order_by(PAGE.key, Publication.language)
    )
    return [(key, language) for key, language in rows]
