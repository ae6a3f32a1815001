"""Short evergreen texts of page templates, as editors keep them."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _

from app.content.keeping import common
from app.content.store import embeds
from app.extensions import db
from app.models import Passage

KEYS = ("coalition_intro",)  # those that a template shows
LONGEST = 5000


def words_of(key: str) -> dict[str, str]:
    """A passage as its form holds it, in each language that it has."""
    row = db.session.get(Passage, key, populate_existing=True)
    return common.typed(row.body) if row else {}


def save(key: str, body: Mapping[str, str]) -> None:
    """Keep a passage, for readers at once; KeepingError where its words cannot be kept."""
    common.alone()
    clean = common.html("body", body)
    say = _("Pictures and files cannot stand in this text.")
    holding = {f"body_{code}": [say] for code, text in clean.items() if embeds.EMBED.search(text)}
    common.require(holding or common.faults("body", clean, LONGEST))
    row = db.session.get(Passage, key) or Passage(key=key)
    row.body = clean
    db.session.add(row)
    db.session.flush()
    common.remember(clean)
