"""The things that a .po file can be about: all that were asked for, or one by its msgctxt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.content.translation.po import kept, stories, taking
from app.content.translation.po.judging import Judged
from app.content.translation.po.stories import Link
from app.content.translation.po.things import Thing
from app.extensions import db
from app.models import Item


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be given out: items by their numbers, what is out of date, everything; and
    whether that what has no working copy goes with it."""

    ids: tuple[int, ...] = ()
    stale: bool = False
    everything: bool = False
    kept: bool = False


def chosen(source: str, language: str, wanted: Wanted, *, link: Link | None = None) -> list[Thing]:
    """The things to give out, each once, stories and pages by their numbers first."""
    ids = None if wanted.everything else wanted.ids
    stale = wanted.stale and not wanted.everything
    found = list(stories.chosen(source, language, ids, stale=stale, link=link))
    if wanted.kept:
        besides = kept.chosen(source, language)
        found += [one for one in besides if one.unfinished or not stale]
    return found


def thing(subject: str, id: str, source: str, language: str) -> Thing | None:
    """What a msgctxt names, into a language; None where there is none, or it was taken down.

    The language `source` is that of the file; a story knows its own.
    """
    if subject in stories.SUBJECTS:
        number = int(id) if id.isascii() and id.isdecimal() and len(id) < 10 else 0
        item = db.session.get(Item, number)
        return stories.thing(item, language) if item and item.type == subject else None
    return kept.thing(subject, id, source, language)


def unfit(one: Judged) -> Iterator[str]:
    """Why what came back cannot be kept as a whole."""
    if one.thing.subject in stories.SUBJECTS:
        yield from taking.unfit(one)
    else:
        yield from kept.unfit(one)
