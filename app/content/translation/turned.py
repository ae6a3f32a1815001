"""What words account for that were written before their item was turned round, kept beside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.content.lifecycle.wording import Words
from app.content.translation.freshness import Made
from app.extensions import db
from app.models import Item, Revision, Turned

Beside = dict[bool, Mapping[str, Any]]  # as readers see it, and as the desk goes on from it


def kept(item: Item, words: Words) -> Mapping[str, Any]:
    """What was kept for these words, in the language that is the source now.

    Of a revision, which never changes, it may stand beside it; nothing where nobody kept it.
    """
    if not item.began_in:
        return words.made
    beside = words.beside
    if beside is None:
        beside = _beside(-words.version, item.source_language) if words.version < 0 else {}
    own = _own(words.made, item.source_language, item.began_in)
    return beside.get(False, beside.get(True, own))


def ahead(items: Mapping[int, Item]) -> dict[int, Beside]:
    """What stands beside revisions, given by their numbers with what they are of; read at once.

    Nothing of items that were never turned round.
    """
    sources = {id: item.source_language for id, item in items.items() if item.began_in}
    found: dict[int, Beside] = {id: {} for id in sources}
    rows = select(Turned).where(Turned.revision_id.in_(sources))
    for row in db.session.execute(rows).scalars() if sources else ():
        if row.source_language == sources[row.revision_id]:
            found[row.revision_id][row.readers] = row.made
    return found


def as_read(revision: Revision, source: str, began_in: str) -> list[Mapping[str, Any]]:
    """The same of a revision that readers see: what it accounts for, first as it was seen.

    It may be more than one: it may follow words that were at the desk when it was turned round.
    """
    if not began_in:
        return [revision.made] if revision.made else []
    found = _beside(revision.id, source) if revision.id else {}
    own = _own(revision.made, source, began_in)
    return [found[readers] for readers in (True, False) if readers in found] or (
        [own] if own else []
    )


def _own(made: Mapping[str, Any], source: str, began_in: str) -> Mapping[str, Any]:
    return made if made.get("of", began_in) == source else {}


def _beside(revision_id: int, source: str) -> Beside:
    """What stands beside a revision for readers (True), and for the desk."""
    rows = select(Turned.readers, Turned.made).filter_by(
        revision_id=revision_id, source_language=source
    )
    return {row.readers: row.made for row in db.session.execute(rows)}


def keep(revision_id: int, source: str, made: Made, *, readers: bool) -> None:
    """Keep beside a revision what it accounts for in the language `source`."""
    about = {"revision_id": revision_id, "source_language": source, "readers": readers}
    row = db.session.execute(select(Turned).filter_by(**about)).scalar() or Turned(**about)
    row.made = made.as_json()
    db.session.add(row)
