"""Social posts as editors paste them: text, address, account, language, picture."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, and_, select

from app.clock import utcnow
from app.content.keeping import networks
from app.content.keeping.common import KeepingError, alone, require, too_long
from app.content.sanitise import clean_line, clean_text
from app.content.social import folded_hashtags
from app.extensions import db
from app.i18n.languages import public_languages
from app.models import Media, SocialAccount, SocialPost
from app.search.folding import fold

LONGEST = {"text": 5000, "address": 500}


@dataclass(frozen=True, slots=True)
class PostWords:
    """A post as its form holds it. Without an account it is that which the address names; without
    a moment it is now; `same_as` is a post that says the same in another language."""

    text: str = ""
    language: str = ""
    address: str = ""
    account_id: int | None = None
    posted_at: datetime | None = None
    media_id: int | None = None
    same_as: int | None = None


def found(
    query: str = "", language: str = "", account_id: int | None = None
) -> list[tuple[SocialPost, SocialAccount]]:
    """The posts, newest first, that hold `query`."""
    statement = (
        select(SocialPost, SocialAccount)
        .join(SocialAccount, SocialAccount.id == SocialPost.account_id)
        .order_by(SocialPost.posted_at.desc(), SocialPost.id.desc())
    )
    if language:
        statement = statement.where(SocialPost.language == language)
    if account_id is not None:
        statement = statement.where(SocialPost.account_id == account_id)
    wanted = fold(query).strip()
    rows = db.session.execute(statement).all()
    return [(post, owner) for post, owner in rows if wanted in fold(post.text)]


def counterparts(post: SocialPost | None, most: int = 30) -> list[SocialPost]:
    """Posts that may say the same in another language, the newest first, its own ones included."""
    statement = select(SocialPost).order_by(SocialPost.posted_at.desc(), SocialPost.id.desc())
    if post is not None:
        statement = statement.where(SocialPost.id != post.id)
    near = list(db.session.execute(statement.limit(most)).scalars())
    own = [other for other in siblings(post) if other not in near] if post else []
    return own + near


def siblings(post: SocialPost) -> list[SocialPost]:
    """The other posts that say the same as this one."""
    if not post.group:
        return []
    same = select(SocialPost).where(SocialPost.group == post.group, SocialPost.id != post.id)
    return list(db.session.execute(same.order_by(SocialPost.id)).scalars())


def add(words: PostWords) -> SocialPost:
    """A new post; the one that there is where the very same was sent before."""
    alone()
    post = SocialPost()
    _fill(post, words)
    sent = db.session.execute(_same(post)).scalar()
    if sent is not None:
        return sent
    db.session.add(post)
    db.session.flush()
    _group(post, words.same_as)
    return post


def save(post: SocialPost, words: PostWords) -> SocialPost:
    """Change a post; KeepingError changes nothing."""
    _fill(post, words)
    db.session.flush()
    _group(post, words.same_as)
    return post


def remove(post: SocialPost) -> None:
    """Take a post from the wall."""
    db.session.delete(post)
    db.session.flush()


def _same(post: SocialPost) -> Select[SocialPost]:
    return select(SocialPost).where(
        _equal("account_id", post),
        _equal("language", post),
        _equal("text", post),
        _equal("address", post),
    )


def _equal(name: str, post: SocialPost) -> ColumnElement[bool]:
    column: ColumnElement[object] = getattr(SocialPost, name)
    return and_(column == getattr(post, name))


def _fill(post: SocialPost, words: PostWords) -> None:
    text, address = clean_text(words.text).strip(), clean_line(words.address)
    spoken = {language.code for language in public_languages()}
    require(
        {
            "text": too_long(text, LONGEST["text"]) if text else [_("Paste the text of the post.")],
            "language": [] if words.language in spoken else [_("Choose the language of the post.")],
            "address": _wrong(address),
            "media_id": _no_picture(words.media_id),
            "posted_day": _not_yet(words.posted_at),
        }
    )
    account_id = _account(words.account_id, address)
    post.text, post.hashtags = text, folded_hashtags(text)
    post.language, post.address, post.account_id = words.language, address, account_id
    post.media_id = words.media_id
    post.posted_at = words.posted_at or post.posted_at or utcnow()


def _wrong(address: str) -> list[str]:
    if address and not address.startswith(("https://", "http://")):
        return [_("The address must begin with https://, as the browser shows it.")]
    return too_long(address, LONGEST["address"])


def _no_picture(media_id: int | None) -> list[str]:
    if media_id is None:
        return []
    media = db.session.get(Media, media_id)
    gone = media is None or media.taken_down_at is not None
    return [_("There is no picture of that number.")] if gone else []


def _not_yet(posted_at: datetime | None) -> list[str]:
    future = posted_at is not None and posted_at > utcnow()
    return [_("This lies in the future: a post is kept once it was posted.")] if future else []


def _account(account_id: int | None, address: str) -> int:
    """The account that was chosen, or the one that the address names; KeepingError."""
    if account_id is not None:
        if db.session.get(SocialAccount, account_id) is None:
            raise KeepingError({"account": [_("Choose the account that posted it.")]})
        return account_id
    network, handle = networks.network_of(address), networks.handle_in(address)
    for row in db.session.execute(select(SocialAccount)).scalars():
        if row.network == network and row.handle.removeprefix("@").lower() == handle:
            return row.id
    raise KeepingError({"account": [_("The address names no account that we know: choose one.")]})


def _group(post: SocialPost, same_as: int | None) -> None:
    """Let a post say the same as another one, or as none."""
    other = db.session.get(SocialPost, same_as) if same_as is not None else None
    if other is None:
        post.group = ""
    else:
        other.group = other.group or secrets.token_hex(8)
        post.group = other.group
    db.session.flush()
    if other is not None and any(twin.language == post.language for twin in siblings(post)):
        raise KeepingError({"same_as": [_("That one is in this language already.")]})
