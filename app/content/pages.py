"""Evergreen pages, and where they stand in the menu and the footer."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, select

from app.clock import utcnow
from app.content import citations
from app.content.lifecycle.publications import live, published
from app.content.rows import Link, PageEntry, PageText
from app.content.store import embedded
from app.content.translation import crediting
from app.content.translation.older import older
from app.extensions import db
from app.i18n.languages import all_languages
from app.models import Item, Page, Publication, Revision

# The table without its parent, for what needs no column of the item.
PAGE = Page.__table__.c


def by_key(language: str, key: str) -> PageText | None:
    """The page as it is live in `language` now; None where it is not."""
    row = db.session.execute(
        published(language, "page")
        .add_columns(
            Revision,
            Page,
            crediting.name_of(Publication.translated_by_id),
            crediting.name_of(Publication.approved_by_id),
        )
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Page, Page.item_id == Publication.item_id)
        .where(Page.key == key)
    ).first()
    if row is None:
        return None
    return _whole(*row)


def as_read(publication: Publication, revision: Revision, page: Page) -> PageText:
    """A page as readers would get it with this publication and this revision of its words."""
    named = crediting.names(publication.translated_by_id, publication.approved_by_id)
    return _whole(publication, revision, page, *named)


def _whole(
    publication: Publication,
    revision: Revision,
    page: Page,
    translator: str | None,
    reviewer: str | None,
) -> PageText:
    language = publication.language
    translated = language != page.source_language
    return PageText(
        id=page.id,
        key=page.key,
        language=language,
        title=citations.plain(revision.title, language, None),
        standfirst=citations.plain(revision.standfirst, language, None),
        body=citations.html(revision.body, language, None),
        updated_at=publication.updated_at,
        reviewed_at=page.review_on,
        translations=languages_of(page.key),
        source_language=page.source_language,
        sample=page.sample,
        embedded=embedded.embedded([revision.body], language),
        older=older(publication, revision, page.source_language, page.began_in),
        translator=(translated and translator) or "",
        reviewer=(translated and reviewer) or "",
    )


def gone(key: str) -> bool:
    """Whether a page was taken down: its address is gone for good."""
    taken = select(Page.item_id).where(Page.key == key, Page.taken_down_at.is_not(None))
    return db.session.execute(taken).first() is not None


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


def placed(language: str) -> tuple[list[Link], list[Link]]:
    """The pages of the menu and those of the footer, each in their order."""
    rows = db.session.execute(
        published(language, "page")
        .join(Revision, Revision.id == Publication.revision_id)
        .join(Page.__table__, PAGE.item_id == Publication.item_id)
        .with_only_columns(
            PAGE.key, PAGE.label, Revision.title, PAGE.menu_position, PAGE.footer_position
        )
        .order_by(PAGE.item_id)
    ).all()
    return _in_order(rows, "menu_position", language), _in_order(rows, "footer_position", language)


def _in_order(rows: Sequence[Row[Any]], position: str, language: str) -> list[Link]:
    here = [row for row in rows if getattr(row, position) is not None]
    return [
        Link(row.key, row.label.get(language) or citations.plain(row.title, language, None))
        for row in sorted(here, key=attrgetter(position))
    ]


def all_published() -> list[PageEntry]:
    """Every page that is live, once in each of its languages, by key; for the sitemap."""
    rows = db.session.execute(
        select(
            PAGE.item_id,
            PAGE.key,
            Publication.language,
            Publication.updated_at,
            Item.source_language,
        )
        .select_from(Publication)
        .join(Page.__table__, PAGE.item_id == Publication.item_id)
        .join(Item, Item.id == Publication.item_id)
        .where(live(utcnow()))
        .order_by(PAGE.key, Publication.language)
    )
    return [PageEntry(*row) for row in rows]
