"""The members of the Coalition, by region, in each language's own order."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from app.content.rows import MemberRow, RegionRow
from app.extensions import db
from app.i18n.fallbacks import said, spoken_in
from app.i18n.languages import public_languages
from app.models import Member, Region
from app.search.folding import fold


def by_region(language: str, query: str = "", region: str = "") -> list[RegionRow]:
    """Regions, or the one `region`, with the members whose name holds `query`: in any language
    that readers have, or in the one that is shown.

    Regions stand in their order; those without such a member are left out. Names are compared
    folded, so that hamzas, marks and capitals make no difference, and sorted so too, without the
    article: Arabic lists look for الصومال under ص. Unfolded it is told from the first letters of
    ألمانيا.
    """
    wanted = fold(query).strip()
    members = [_member(row, language) for row in db.session.execute(select(Member)).scalars()]
    found = [m for m in members if any(wanted in fold(name) for name in _seen(m))]
    found.sort(key=lambda member: (fold(member.name.removeprefix("ال")), member.code))
    statement = select(Region).order_by(Region.position, Region.key)
    if region:
        statement = statement.where(Region.key == region)
    rows = [
        RegionRow(
            row.key,
            said(row.title, language, row.key),
            spoken_in(row.title, language),
            tuple(member for member in found if member.region == row.key),
        )
        for row in db.session.execute(statement).scalars()
    ]
    return [row for row in rows if row.members]


def _seen(member: MemberRow) -> Iterator[str]:
    """The names by which readers may look for a member; those of previews they have never seen."""
    yield member.name
    for language in public_languages():
        if language.code in member.names:
            yield member.names[language.code]


def _member(row: Member, language: str) -> MemberRow:
    return MemberRow(
        code=row.code,
        kind=row.kind,
        region=row.region,
        name=said(row.name, language, row.code),
        language=spoken_in(row.name, language),
        names=dict(row.name),
        since=row.since,
        since_precision=row.since_precision,
        sample=row.sample,
    )
