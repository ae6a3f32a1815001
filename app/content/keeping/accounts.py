"""The social accounts whose posts the wall keeps, as editors change them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import func, select

from app.content import slugs
from app.content.keeping.common import KeepingError, alone, faults, lines, require
from app.content.keeping.networks import NAMES
from app.content.sanitise import clean_line
from app.extensions import db
from app.i18n.formats import number
from app.models import SocialAccount, SocialPost

LONGEST_NAME = 120
LONGEST_HANDLE = 60
_HANDLE = re.compile(r"@?[\w.-]+")


@dataclass(frozen=True, slots=True)
class AccountWords:
    """An account as its form holds it."""

    name: Mapping[str, str] = field(default_factory=dict)
    handle: str = ""
    network: str = ""


def words_of(row: SocialAccount) -> AccountWords:
    """What the form of an account holds when it is opened."""
    return AccountWords(row.name, row.handle, row.network)


def all_accounts() -> list[tuple[SocialAccount, int]]:
    """Every account, with the number of its posts."""
    counted = (
        select(SocialAccount, func.count(SocialPost.id))
        .outerjoin(SocialPost, SocialPost.account_id == SocialAccount.id)
        .group_by(SocialAccount.id)
        .order_by(SocialAccount.id)
    )
    return [(row, posts) for row, posts in db.session.execute(counted)]


def networks_for(row: SocialAccount | None) -> list[str]:
    """The networks to choose from; what an account has already stays among them."""
    own = [row.network] if row is not None and row.network not in NAMES else []
    return [*own, *NAMES]


def add(words: AccountWords) -> SocialAccount:
    """A new account; KeepingError where it cannot be."""
    alone()
    row = SocialAccount()
    _fill(row, words)
    row.key = _key(row)
    db.session.add(row)
    db.session.flush()
    return row


def _key(row: SocialAccount) -> str:
    """A key of the account's name; with some letters more where another has it."""
    made = slugs.slug(f"{row.network} {row.handle}")[:50]
    taken = select(SocialAccount.id).where(SocialAccount.key == made)
    return f"{made}-{secrets.token_hex(3)}" if db.session.execute(taken).first() else made


def save(row: SocialAccount, words: AccountWords) -> SocialAccount:
    """Change an account; KeepingError changes nothing."""
    _fill(row, words)
    db.session.flush()
    return row


def remove(row: SocialAccount) -> None:
    """Delete an account; KeepingError while it has posts."""
    count = select(func.count(SocialPost.id)).where(SocialPost.account_id == row.id)
    posts = db.session.execute(count).scalar() or 0
    if posts:
        say = ngettext("It has %(count)s post.", "It has %(count)s posts.", posts,
                       count=number(posts))  # fmt: skip
        raise KeepingError({"": [say]})
    db.session.delete(row)
    db.session.flush()


def _fill(row: SocialAccount, words: AccountWords) -> None:
    name, handle = lines(words.name), clean_line(words.handle)
    say = _("Write the name of the account, as in “@deny_daesh”.")
    problems = faults("name", name, LONGEST_NAME, cites=False)
    wrong = not _HANDLE.fullmatch(handle) or len(handle) > LONGEST_HANDLE
    problems["handle"] = [say] if wrong else []
    known = words.network in networks_for(row if row.id else None)
    problems["network"] = [] if known else [_("Choose the network.")]
    require(problems)
    if _taken(row, words.network, handle):
        raise KeepingError({"handle": [_("This account is here already.")]})
    row.name, row.handle, row.network = name, handle, words.network


def _taken(row: SocialAccount, network: str, handle: str) -> bool:
    same = select(SocialAccount.id).where(
        SocialAccount.network == network,
        func.lower(SocialAccount.handle) == handle.lower(),
        SocialAccount.id != (row.id or 0),
    )
    return db.session.execute(same).first() is not None
