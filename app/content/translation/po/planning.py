"""What files that came back would change, before anything does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

import polib
from flask_babel import gettext as _
from sqlalchemy import select

from app.content.translation.po import begun, sources
from app.content.translation.po.judging import TAKEN, Change, Judged, judged, wrong
from app.content.translation.po.reading import Fault, Incoming, read
from app.content.translation.po.things import Thing, context
from app.content.translation.po.unpacking import File, PackedError, unpacked
from app.extensions import db
from app.models import Handout

Key = tuple[str, str]
Handed = Mapping[Key, Mapping[str, list[str]]]  # units as they were given out


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done with some files; nothing of it where there are faults.

    `strangers` are contexts that name nothing of this site. `kept` tells whether what readers see
    at once may be changed.
    """

    files: tuple[File, ...]
    language: str | None
    kept: bool
    tokens: tuple[str, ...]
    things: tuple[Judged, ...]
    strangers: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def acts(self) -> bool:
        """Whether anything would be written."""
        return not self.faults and any(one.acts for one in self.things)

    @property
    def print(self) -> str:
        """A short name of all that it would do: the same for the same."""
        said = [[*one.thing.key, [asdict(each) for each in one.changes]] for one in self.things]
        return sha256(json.dumps([said, self.strangers]).encode()).hexdigest()


def plan(files: Iterable[File], language: str | None = None, *, kept: bool = False) -> Plan:
    """What (name, bytes) of .po files, or of zips of them, would change.

    `language` is the one that they must be in, where it is known. Writes nothing and raises
    nothing, whatever is in them.
    """
    sent = tuple(files)
    read_, faults = _read(sent, language)
    things, turned = ({}, {}) if faults else _things(read_)
    handed = _handed(read_)
    found: dict[Key, list[Change]] = {}
    strangers: list[str] = []
    for file, said in _entries(read_):
        named = context(said.msgctxt)
        thing = things.get(named.key) if named else None
        if named is not None and named.key in turned:
            left = Change(named.unit, "turned", said.msgid, file=file)
            found.setdefault(named.key, []).append(left)
            continue
        if named is None or thing is None:
            strangers.append(said.msgctxt or said.msgid)
            continue
        one, sentences = _judged(thing, named.unit, said, handed, kept)
        faults += [Fault(file, said.linenum, say) for say in sentences]
        if one is not None:
            found.setdefault(named.key, []).append(replace(one, file=file))
    known = things | turned
    done = tuple(Judged(known[key], tuple(changes)) for key, changes in found.items())
    faults += _unfit(done) if not faults else []
    tokens = tuple(dict.fromkeys(one.token for one in read_ if one.token))
    return Plan(sent, language, kept, tokens, done, tuple(strangers), tuple(faults))


def _read(files: Iterable[File], language: str | None) -> tuple[list[Incoming], list[Fault]]:
    found: list[Incoming] = []
    faults: list[Fault] = []
    for name, data in files:
        try:
            parts = unpacked(name, data)
        except PackedError as error:
            faults.append(Fault(name, 0, str(error)))
            continue
        for each, content in parts:
            one = read(each, content, language)
            if isinstance(one, Incoming):
                found.append(one)
            else:
                faults += one
    begun.clear(found)
    claimed = begun.mistaken(found) if language is None else ()
    return found, [*faults, *_mixed(found), *_repeated(found), *claimed]


def _mixed(found: Sequence[Incoming]) -> Iterator[Fault]:
    for one in found:
        if one.language != found[0].language:
            say = _("This file is in another language than the others. Send it on its own.")
            yield Fault(one.file, 1, say)


def _repeated(found: Sequence[Incoming]) -> Iterator[Fault]:
    first: dict[str, tuple[str, polib.POEntry]] = {}
    for file, said in _entries(found):
        if context(said.msgctxt) is None:
            continue
        other, before = first.setdefault(said.msgctxt, (file, said))
        if other != file and (before.msgstr, before.fuzzy) != (said.msgstr, said.fuzzy):
            say = _("Two of the files say this paragraph differently. Send the right one alone.")
            yield Fault(file, said.linenum, say)


def _entries(found: Iterable[Incoming]) -> Iterator[tuple[str, polib.POEntry]]:
    for one in found:
        for said in one.entries:
            yield one.file, said


def _things(found: Sequence[Incoming]) -> tuple[dict[Key, Thing], dict[Key, Thing]]:
    """What the files are about, as it stands now; and what is translated the other way by now."""
    keys: dict[Key, Incoming] = {}
    for one in found:
        for said in one.entries:
            named = context(said.msgctxt)
            if named is not None:
                keys.setdefault(named.key, one)
    about = {key: (one.source, one.language.code) for key, one in keys.items()}
    turned = sources.turned({key: (*about[key], one.named) for key, one in keys.items()})
    return sources.things({key: of for key, of in about.items() if key not in turned}), turned


def _handed(found: Sequence[Incoming]) -> Handed:
    """How what came back was given out; only in the language of the file."""
    known: dict[Key, Mapping[str, list[str]]] = {}
    for token, language in dict.fromkeys((one.token, one.language.code) for one in found):
        wanted = select(Handout).filter_by(token=token, language=language)
        handout = db.session.execute(wanted).scalar() if token else None
        for text in handout.texts if handout else ():
            known[text.subject, text.subject_id] = text.units
    return known


def _judged(
    thing: Thing, unit: str, said: polib.POEntry, handed: Handed, kept: bool
) -> tuple[Change | None, list[str]]:
    was = handed.get(thing.key, {}).get(unit)
    entry = thing.units.get(unit)
    one = judged(entry, said, was)
    if entry is None or one is None or one.kind not in (*TAKEN, "both"):
        return one, []
    if thing.at_once and not kept:
        return Change(one.unit, "kept", one.source), []
    return one, [] if one.kind == "confirmed" else list(wrong(thing, entry, said, was))


def _unfit(done: Sequence[Judged]) -> list[Fault]:
    """What only the whole of a text tells: it must come back from cleaning as it is."""
    return [
        Fault(f"{one.thing.subject}/{one.thing.id}", 0, say) for one, say in sources.unfit(done)
    ]
