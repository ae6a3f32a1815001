"""The things that a .po file can be about: all that were asked for, or one by its msgctxt."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from app.content.translation.po import kept, stories, taking
from app.content.translation.po.judging import Judged
from app.content.translation.po.stories import Link
from app.content.translation.po.things import Thing

Key = tuple[str, str]
Named = TypeVar("Named")


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
    return things({(subject, id): (source, language)}).get((subject, id))


def things(named: Mapping[Key, tuple[str, str]]) -> dict[Key, Thing]:
    """The same for many at once: (subject, id) with (source, language) of each."""
    found: dict[Key, Thing | None] = {}
    by_number = _by_number((key, key) for key in named)
    for item, known in stories.ahead(by_number):
        for key in by_number[item.id]:
            same = item.type == key[0]
            found[key] = stories.thing(item, named[key][1], known=known) if same else None
    for key, (source, language) in named.items():
        if key[0] not in stories.SUBJECTS:
            found[key] = kept.thing(*key, source, language)
    return {key: one for key, one in found.items() if one is not None}


def turned(named: Mapping[Key, tuple[str, str, bool]]) -> dict[Key, Thing]:
    """Those that were translated from one language while another one is their source by now.

    Each with (source, language) of the file, and whether the file says itself which source it is.
    """
    by_number = _by_number((key, key) for key in named)
    others: dict[int, list[Key]] = {}
    for id, subject, now in stories.sources_of(by_number):
        for key in by_number[id]:
            source, language, said = named[key]
            if subject == key[0] and (now == language or (said and now != source)):
                others.setdefault(id, []).append(key)
    found = {
        key: stories.turned(item, named[key][1], known)
        for item, known in stories.ahead(others)
        for key in others[item.id]
    }
    return {key: one for key, one in found.items() if one is not None}


def unfit(done: Sequence[Judged]) -> Iterator[tuple[Judged, str]]:
    """What came back and cannot be kept as a whole, and why."""
    by_number = _by_number((one.thing.key, one) for one in done)
    for item, known in stories.ahead(by_number):
        for one in by_number[item.id]:
            yield from ((one, why) for why in taking.unfit(one, item, known))
    for one in done:
        if one.thing.subject not in stories.SUBJECTS:
            yield from ((one, why) for why in kept.unfit(one))


def _by_number(named: Iterable[tuple[Key, Named]]) -> dict[int, list[Named]]:
    """Those of stories and pages, by the number of the item; several may mean one."""
    found: dict[int, list[Named]] = {}
    for (subject, id), one in named:
        if subject in stories.SUBJECTS and id.isascii() and id.isdecimal() and len(id) < 10:
            found.setdefault(int(id), []).append(one)
    return found
