"""Damaged files taken in by a site: it neither stumbles, nor writes half of one, nor anything else
than what is clean."""

from __future__ import annotations

import polib

from app.content import texts
from app.content.problems import ContentError
from app.content.recheck import unclean
from app.content.sanitise import sanitise
from app.content.translation.po import sources, stories
from app.content.translation.po.applying import apply
from app.content.translation.po.exporting import export
from app.content.translation.po.planning import plan
from app.content.translation.po.things import Thing
from app.extensions import db
from app.models import Item, Revision, Suggestion
from tests.support.mutations import mutated


def damage(numbers: range) -> int:
    """Take in a damaged file for each of the numbers; how many of them were taken."""
    thing = next(one for one in stories.chosen("en", "ar") if one.subject == "story")
    item = db.session.get_one(Item, int(thing.id))
    files = [_worked(thing), _kept()]
    db.session.commit()
    return sum(_one(item, mutated(files[n % 2], files[(n + 1) % 2], n)) for n in numbers)


def _worked(thing: Thing) -> bytes:
    """A file in which everything was translated anew."""
    file = polib.pofile(export([thing], "en", "ar").data.decode(), wrapwidth=0)
    for entry in file:
        entry.msgstr, entry.flags = f"{entry.msgid} ١", []
    return str(file).encode()


def _kept() -> bytes:
    thing = sources.thing("fact", "members", "en", "ar")
    assert thing is not None
    return export([thing], "en", "ar").data


def _one(item: Item, data: bytes) -> bool:
    before = _state(item)
    planned = plan([("damaged.po", data)], "ar", kept=True)
    assert all(one.sentence for one in planned.faults)
    db.session.rollback()
    assert _state(item) == before
    try:
        apply(planned)
    except ContentError:
        assert planned.faults
        db.session.rollback()
        assert _state(item) == before
        return False
    assert not planned.faults
    words = texts.latest_words(texts.text_of(item, "ar"))
    assert sanitise(words.body).strip() == words.body
    assert "<script" not in words.body
    assert "javascript:" not in words.body
    assert not list(unclean())
    acted = planned.acts
    assert acted or _state(item) == before
    db.session.rollback()
    return acted


def _state(item: Item) -> tuple[object, ...]:
    words = texts.latest_words(texts.text_of(item, "ar"))
    counts = (db.session.query(one).count() for one in (Revision, Suggestion))
    return (words, item.sample, *counts)
