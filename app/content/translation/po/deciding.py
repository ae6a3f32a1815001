"""What came back in a file while the site's own had changed as well: taken over, or put away."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

import polib

from app.content.problems import ContentError
from app.content.translation.kept.fields import PARTED
from app.content.translation.kept.kinds import KINDS
from app.content.translation.po import kept, sources
from app.content.translation.po.applying import hold_all
from app.content.translation.po.checking import problems
from app.content.translation.po.judging import Change, Judged, cleaned
from app.content.translation.po.things import Entry, Thing
from app.extensions import db
from app.i18n.languages import all_languages, get, source_language
from app.models import Suggestion


@dataclass(frozen=True, slots=True)
class Case:
    """A suggestion, and what it is about as that stands now; None where there is no such any more.

    The texts of an entry are one, or one for each form where it is counted.
    """

    suggestion: Suggestion
    thing: Thing | None
    entry: Entry | None

    @property
    def before(self) -> tuple[str, ...]:
        """The texts that stand now."""
        if self.entry is None:
            return ()
        return self.entry.forms if self.entry.plural else (self.entry.translation,)

    @property
    def suggested(self) -> tuple[str, ...]:
        """The texts that came back."""
        return tuple(self.suggestion.translation.split(PARTED))

    @property
    def print(self) -> str:
        """A short name of all that one decides on: another as soon as any of it changes."""
        source = (self.entry.source, self.entry.plural) if self.entry else ()
        said = [self.suggestion.id, source, self.before, self.suggested]
        return sha256(json.dumps(said).encode()).hexdigest()[:24]


def at_once(subject: str) -> bool:
    """Whether readers see at once what is taken of this kind."""
    return subject in KINDS and KINDS[subject].at_once


def found(id: int) -> Case | None:
    """A suggestion by its number."""
    row = db.session.get(Suggestion, id)
    return case_of(row) if row is not None else None


def source_of(row: Suggestion) -> str:
    """The language that it was translated from, or the site's own where there is no such one."""
    known = row.source_language in all_languages()
    return row.source_language if known else source_language().code


def case_of(row: Suggestion) -> Case:
    """A suggestion with what it is about."""
    spoken = row.language in all_languages()
    about = (row.subject, row.subject_id, source_of(row), row.language)
    thing = sources.thing(*about) if spoken else None
    entry = thing.units.get(row.unit) if thing is not None and thing.kept else None
    return Case(row, thing, entry)


def held(case: Case) -> Case | None:
    """The same as it was left by whoever decided or changed it last; None where it was decided."""
    id = case.suggestion.id
    # Nothing of a story is written from here: no empty text of it is made by holding it.
    hold_all([case.thing] if case.thing is not None and case.thing.kept else [])
    return found(id)


def take(case: Case, texts: Sequence[str], user_id: int | None) -> None:
    """Say `texts` from now on, as an import does; ContentError where they cannot be kept."""
    judged = _judged(case, texts)
    wrong = list(dict.fromkeys(_wrong(case, judged)))
    if wrong:
        raise ContentError({"": wrong})
    kept.take(judged, user_id)
    settle(case)


def settle(case: Case) -> None:
    """Decided: what stands now stays."""
    db.session.delete(case.suggestion)
    db.session.flush()


def _judged(case: Case, texts: Sequence[str]) -> Judged:
    if case.thing is None or case.entry is None:
        raise LookupError(case.suggestion.id)
    entry = case.entry
    after = tuple(cleaned(entry, text) for text in texts)
    change = Change(entry.id, "changed", entry.source, case.before, after)
    return Judged(case.thing, (change,))


def _wrong(case: Case, judged: Judged) -> Iterator[str]:
    """Why the texts cannot be kept: as what comes back in a file is looked at."""
    if case.entry is None:
        return
    (change,) = judged.changes
    said = polib.POEntry(msgid=case.entry.source, msgid_plural=case.entry.plural)
    if case.entry.plural:
        said.msgstr_plural = dict(enumerate(change.after))
    else:
        said.msgstr = change.after[0]
    known = [case.entry.translation] if case.entry.translation else []
    yield from problems(case.entry, said, get(judged.thing.language), known)
    yield from kept.unfit(judged)
