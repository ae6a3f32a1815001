"""Members as editors change them. Their number is a fact of its own, and stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import select

from app import search
from app.content import facts, indexing
from app.content.keeping.common import (
    KeepingError,
    alone,
    faults,
    free,
    key_of,
    lines,
    require,
)
from app.content.sanitise import clean_line
from app.extensions import db
from app.i18n.languages import public_languages
from app.models import Member, Region
from app.search.folding import fold

KINDS = ("country", "institution")
LONGEST_NAME = 120
LONGEST_CODE = 20


@dataclass(frozen=True, slots=True)
class MemberWords:
    """A member as its form holds it; `since` as typed: 2021, 2021-12 or 2021-12-02."""

    name: Mapping[str, str] = field(default_factory=dict)
    kind: str = "country"
    region: str = ""
    since: str = ""
    code: str = ""


def words_of(member: Member) -> MemberWords:
    """What the form of a member holds when it is opened."""
    return MemberWords(member.name, member.kind, member.region, since_of(member), member.code)


def since_of(member: Member) -> str:
    """Since when a member counts, as typed: "2021-12"; "" where that is not known."""
    if member.since is None or member.since_precision is None:
        return ""
    parts = facts.PRECISIONS.index(member.since_precision) + 1
    return "-".join(member.since.isoformat().split("-")[:parts])


def found(query: str = "", region: str = "", kind: str = "") -> list[Member]:
    """The members whose name in any language holds `query`, in the order of their regions."""
    statement = select(Member).join(Region, Region.key == Member.region, isouter=True)
    if region:
        statement = statement.where(Member.region == region)
    if kind:
        statement = statement.where(Member.kind == kind)
    rows = db.session.execute(statement.order_by(Region.position, Member.code)).scalars()
    wanted = fold(query).strip()
    return [row for row in rows if any(wanted in fold(name) for name in row.name.values())]


def regions() -> list[Region]:
    """The regions, in their order."""
    return list(db.session.execute(select(Region).order_by(Region.position, Region.key)).scalars())


def name_region(region: Region, title: Mapping[str, str]) -> None:
    """Call a region otherwise; KeepingError changes nothing."""
    title = lines(title)
    require(faults("title", title, LONGEST_NAME, cites=False))
    region.title = title
    db.session.flush()


def add(words: MemberWords) -> Member:
    """A new member; KeepingError where it cannot be."""
    alone()
    member = Member()
    _fill(member, words)
    member.code = _code(words)
    free(Member, member.code, "code", "code")
    db.session.add(member)
    db.session.flush()
    indexing.member_changed(member)
    return member


def save(member: Member, words: MemberWords) -> Member:
    """Change a member; KeepingError changes nothing."""
    _fill(member, words)
    db.session.flush()
    indexing.member_changed(member)
    return member


def remove(member: Member) -> None:
    """Take a member from the list."""
    search.remove("member", member.code)
    db.session.delete(member)
    db.session.flush()


def _fill(member: Member, words: MemberWords) -> None:
    name = lines(words.name)
    say = _("Write the name in this language too: its readers would see another one.")
    missing = {f"name_{one.code}": [say] for one in public_languages() if one.code not in name}
    known = {region.key for region in regions()}
    where = [] if words.region in known else [_("Choose the region under which it is listed.")]
    require(faults("name", name, LONGEST_NAME, cites=False) | missing | {"region": where})
    try:
        since, precision = facts.period(words.since) if words.since.strip() else (None, None)
    except facts.FactError as error:
        raise KeepingError({"since": [str(error)]}) from error
    if since is not None and since > facts.today():
        raise KeepingError({"since": [_("This date lies in the future.")]})
    member.name, member.region = name, words.region
    member.kind = words.kind if words.kind in KINDS else "country"
    member.since, member.since_precision = since, precision


def _code(words: MemberWords) -> str:
    """The code that was typed or one made of the name; two letters of a country are capitals."""
    typed = clean_line(words.code)
    made = key_of(typed, lines(words.name), "code")[:LONGEST_CODE].strip("-_")
    return made.upper() if len(made) == 2 else made
