"""Who translated a text, and how readers are told: as each of them wishes, which they may change.

A publication keeps who it was; the name is looked up when a page is made, so that whoever wants to
be named no more is gone from every page at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sqlalchemy import Integer, ScalarSelect, SQLColumnExpression, case, func, literal, select

from app.content.lifecycle.publications import last
from app.content.lifecycle.wording import Words
from app.content.translation.likeness import Key, key
from app.content.translation.segments import segments
from app.extensions import db
from app.models import Revision, Text, User

WRITTEN = ("save", "import", "kept")  # kinds of revisions whose user is who wrote them


def translator(text: Text, words: Words) -> int | None:
    """Who wrote most of these words of a translation; None for a source, and where nobody did.

    Each paragraph counts for whoever first wrote it as it is, so that a mended comma makes nobody
    the translator. What was published before counts for its translator.
    """
    if text.language == text.item.source_language:
        return None
    wrote = _authors(text, words)
    shares: Counter[int] = Counter()
    for each in _keys(words):
        if (user_id := wrote.get(each)) is not None:
            shares[user_id] += len(each)
    return next((user_id for user_id, _size in shares.most_common(1)), None)


def _authors(text: Text, words: Words) -> dict[Key, int | None]:
    before = last(text)
    wrote: dict[Key, int | None] = {}
    if before is not None:
        wrote = dict.fromkeys(_keys(before.revision), before.translated_by_id)
    since = (
        select(Revision)
        .where(
            Revision.text_id == text.id,
            Revision.id > (before.revision_id if before else 0),
            Revision.kind.in_(WRITTEN),
        )
        .order_by(Revision.id)
    )
    for revision in db.session.execute(since).scalars():
        _wrote(wrote, _keys(revision), revision.user_id)
    _wrote(wrote, _keys(words), words.user_id if words.draft else None)
    return wrote


def _wrote(wrote: dict[Key, int | None], keys: Collection[Key], user_id: int | None) -> None:
    for each in keys:
        wrote.setdefault(each, user_id)


def _keys(words: Words | Revision) -> list[Key]:
    return [key(text) for text in (words.title, words.standfirst, *segments(words.body))]


def name_of(user_id: SQLColumnExpression[int | None]) -> ScalarSelect[str]:
    """How readers are told of the user of this number, by that user's choice of now; as a column.

    "" for not at all, NULL where there is no such user.
    """
    chosen = case((User.credited == "name", User.name), (User.credited == "pen", User.pen_name))
    of = User.__table__
    return (
        select(func.coalesce(chosen, ""))
        .select_from(of)
        .where(of.c.id == user_id)
        .scalar_subquery()
    )


def names(*user_ids: int | None) -> list[str]:
    """How readers are told of each of these users."""
    columns = [name_of(literal(user_id, Integer)) for user_id in user_ids]
    return [name or "" for name in db.session.execute(select(*columns)).one()]
