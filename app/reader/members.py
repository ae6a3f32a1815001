"""The members of the Coalition: by region, filtered by name, and as CSV and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flask import Response, url_for
from flask_babel import gettext as _

from app.content import facts
from app.content import members as roster
from app.content.rows import RegionRow
from app.i18n.current import current_language
from app.i18n.languages import public_languages
from app.reader import parameters, structured
from app.reader.downloads import csv_file, json_file, partial_iso
from app.reader.rendering import Head, everywhere, render

FACT = "members"


def members() -> str:
    """The members by region; `q` filters by name in any language, `region` by region."""
    language = current_language().code
    regions = roster.by_region(language)
    query, region = parameters.words("q"), parameters.choice("region", [r.key for r in regions])
    found = roster.by_region(language, query, region) if query or region else regions
    return render(
        "reader/members.html",
        head=_head(filtered=bool(query or region)),
        regions=regions, found=found, query=query, region=region,
        shown=_count(found), total=_count(regions), fact=facts.one(language, FACT),
        sample=any(member.sample for region in regions for member in region.members),
    )  # fmt: skip


def members_csv() -> Response:
    """One row a member, with its name in every language."""
    codes = [language.code for language in public_languages()]
    columns = ["code", *(f"name_{code}" for code in codes), "kind", "region", "since"]
    rows = ([m[column] for column in columns] for m in _records(codes))
    return csv_file("members", columns, rows)


def members_json() -> Response:
    """The members as in the CSV, and the figure that the fact of the same name gives."""
    codes = [language.code for language in public_languages()]
    records = list(_records(codes))
    fact = facts.one(current_language().code, FACT)
    figure = fact.current.value if fact and fact.current else None
    return json_file({"listed": len(records), "figure": figure, "members": records})


def _count(regions: Sequence[RegionRow]) -> int:
    return sum(len(region.members) for region in regions)


def _records(codes: Sequence[str]) -> Iterator[dict[str, str]]:
    """Each member under the names of the columns, in the order of the page."""
    language = current_language().code
    for region in roster.by_region(language):
        for member in region.members:
            names = {**member.names, language: member.name}
            yield {
                "code": member.code,
                **{f"name_{code}": names.get(code, "") for code in codes},
                "kind": member.kind,
                "region": region.key,
                "since": partial_iso(member.since, member.since_precision),
            }


def _head(filtered: bool) -> Head:
    paths = everywhere("reader.members")
    title = _("Members of the Coalition")
    return Head(
        title=title,
        description=_(
            "The countries and institutions of the Global Coalition against Daesh, by region, "
            "with the date of joining where it is known."
        ),
        alternates={} if filtered else paths,
        switch=paths,
        robots_index=not filtered,
        structured=[structured.breadcrumbs([(title, url_for("reader.members"))])],
    )
