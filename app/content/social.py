"""The social wall: posts kept as our own text, cut into runs that keep their direction."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from app.clock import utcnow
from app.content import places
from app.content.rows import Link, Listing, Post
from app.content.store import pictures
from app.extensions import db
from app.models import SocialAccount, SocialPost
from app.search.folding import fold

# A URL ends before the punctuation of the sentence around it, Arabic or Latin.
RUN = re.compile(
    r"(?P<url>https?://[^\s<>\"«»،؛؟]*[^\s<>\"«»،؛؟.,:;!?)\]}…'’])"
    r"|(?P<handle>(?<!\w)@[A-Za-z0-9_]{1,30})"
    r"|(?P<hashtag>(?<!\w)#\w+)"
    r"|(?P<break>\n)"
)


def parts(text: str) -> Iterator[tuple[str, str]]:
    """(kind, text) runs of a post: text, break, handle, hashtag, url; joined they are the text."""
    end = 0
    for match in RUN.finditer(text):
        if match.start() > end:
            yield "text", text[end : match.start()]
        yield str(match.lastgroup), match[0]
        end = match.end()
    if end < len(text):
        yield "text", text[end:]


def hashtags_of(text: str) -> list[str]:
    """The hashtags of a text, without their sign, as typed."""
    return [run[1:] for kind, run in parts(text) if kind == "hashtag"]


def folded_hashtags(text: str) -> str:
    """The hashtags of a text as they are kept for filtering: folded, spaces on both sides."""
    folded = " ".join(dict.fromkeys(fold(tag) for tag in hashtags_of(text)))
    return f" {folded} " if folded else ""


def wall(
    language: str,
    limit: int = 6,
    after: str | None = None,
    account: str | None = None,
    hashtag: str | None = None,
) -> Listing[Post]:
    """Posts, newest first, and the key of what follows; ValueError for a bad `after`.

    Of posts that say the same in several languages the one in `language` is given; a post that
    exists only in another language is given in that one.
    """
    statement = (
        select(SocialPost, SocialAccount)
        .join(SocialAccount, SocialAccount.id == SocialPost.account_id)
        .where(_shown(language), SocialPost.posted_at <= utcnow())
    )
    if account:
        statement = statement.where(SocialAccount.key == account)
    if hashtag:
        tag = fold(hashtag).replace("%", "").replace("_", "\\_").strip()
        statement = statement.where(SocialPost.hashtags.like(f"% {tag} %", escape="\\"))
    if after:
        statement = statement.where(tuple_(SocialPost.posted_at, SocialPost.id) < _position(after))
    newest = statement.order_by(SocialPost.posted_at.desc(), SocialPost.id.desc())
    rows = db.session.execute(newest.limit(limit + 1)).all()
    seen = pictures.pictures((row.SocialPost.media_id for row in rows), language)
    posts = tuple(_post(post, owner, language, seen) for post, owner in rows[:limit])
    more = len(rows) > limit
    return Listing(posts, places.key(posts[-1].posted_at, posts[-1].id) if more else None)


def _shown(language: str) -> ColumnElement[bool]:
    """Posts in `language`, and those of which there is none in it; of several, the first."""
    other = aliased(SocialPost)
    better = (
        select(other.id)
        .where(
            other.group == SocialPost.group,
            other.group != "",
            or_(other.language == language, other.id < SocialPost.id),
        )
        .exists()
    )
    return or_(SocialPost.language == language, ~better)


def _position(key: str) -> Any:
    moment, id = places.position(key)
    return tuple_(literal(moment, SocialPost.posted_at.type), literal(id))


def _post(row: SocialPost, account: SocialAccount, language: str, seen: Any) -> Post:
    return Post(
        id=row.id,
        language=row.language,
        account=Link(account.key, account.name.get(language) or account.handle),
        handle=account.handle,
        network=account.network,
        parts=tuple(parts(row.text)),
        text=row.text,
        address=row.address if row.address.startswith(("https://", "http://")) else "",
        posted_at=row.posted_at,
        picture=seen.get(row.media_id),
        sample=row.sample,
    )


def accounts(language: str) -> list[Link]:
    """The accounts whose posts the wall has, by name."""
    rows = db.session.execute(select(SocialAccount)).scalars()
    found = [Link(row.key, row.name.get(language) or row.handle) for row in rows]
    return sorted(found, key=lambda account: fold(account.title))


def hashtags(language: str) -> list[tuple[str, int]]:
    """(hashtag, number of posts) of what the wall shows in `language`, most used first."""
    texts = db.session.execute(
        select(SocialPost.text).where(
            _shown(language), SocialPost.hashtags != "", SocialPost.posted_at <= utcnow()
        )
    ).scalars()
    spelled: dict[str, str] = {}
    used: Counter[str] = Counter()
    for text in texts:
        for tag in dict.fromkeys(hashtags_of(text)):
            used[fold(tag)] += 1
            spelled.setdefault(fold(tag), tag)
    ordered = sorted(used.items(), key=lambda entry: (-entry[1], entry[0]))
    return [(spelled[tag], number) for tag, number in ordered]
