"""What two languages of a text say differently: numbers, dates, facts, links and handles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from app.content.checks import links
from app.content.checks.findings import Finding, Words
from app.content.checks.lexicons import lexicon
from app.content.checks.messages import SEPARATOR
from app.content.checks.plain import passages, sentence_with
from app.content.checks.pools import (
    Group,
    Odd,
    Pool,
    Unsaid,
    groups_of,
    take_out_moved,
    unsaid_dates,
    unsaid_numbers,
)
from app.content.checks.readings import Reading, by_digits, read
from app.content.facts import Known

WEIGHTS = {"numbers": 90, "dates": 85, "older": 80, "facts": 75, "links": 60, "handles": 65}
MOST_NAMED = 4
LATER = timedelta(days=1)  # a translation takes its time


def differences(
    one: Words, other: Words, known: Mapping[str, Known], site_url: str
) -> list[Finding]:
    """Everything in which two languages of a text differ."""
    mine, theirs = (_readings(words, known) for words in (one, other))
    if not (lexicon(one.language).listed and lexicon(other.language).listed):
        mine, theirs = ([by_digits(reading) for reading in side] for side in (mine, theirs))
    groups = list(groups_of(mine, theirs))
    found = [
        *_compared("numbers", groups, unsaid_numbers, (one, other)),
        *_compared("dates", groups, unsaid_dates, (one, other)),
        *_older(one, other, mine, theirs),
    ]
    texts = [" ".join(r.passage.text for r in readings) for readings in (mine, theirs)]
    cites = [
        {c: _cite(c) for r in readings for c in r.passage.cites} for readings in (mine, theirs)
    ]
    addresses = [
        links.links(words.body, text, site_url)
        for words, text in zip((one, other), texts, strict=True)
    ]
    found += _sets("facts", cites, (one, other), (mine, theirs))
    found += _sets("links", addresses, (one, other), (mine, theirs))
    found += _sets("handles", [links.handles(t) for t in texts], (one, other), (mine, theirs))
    return found


def _readings(words: Words, known: Mapping[str, Known]) -> list[Reading]:
    return [read(passage, words.language, known) for passage in passages(words)]


def _cite(cite: tuple[str, str]) -> str:
    return f"[[{cite[0]}{'@' + cite[1] if cite[1] else ''}]]"


def _compared(
    code: str, groups: list[Group], unsaid: Unsaid, both: tuple[Words, Words]
) -> Iterator[Finding]:
    pools = [(Pool(group.one), Pool(group.other)) for group in groups]
    both_pools = list(zip(groups, pools, strict=True))
    mine = [
        [odd for r in group.one for odd in unsaid(r, other)] for group, (_o, other) in both_pools
    ]
    theirs = [
        [odd for r in group.other for odd in unsaid(r, one)] for group, (one, _o) in both_pools
    ]
    take_out_moved(mine, theirs)
    _said_elsewhere(groups, mine, theirs, unsaid)
    for group, ones, others in zip(groups, mine, theirs, strict=True):
        if any(odd.firm for odd in (*ones, *others)) or (ones and others):
            yield _finding(code, group, ones, others, both)


def _said_elsewhere(
    groups: list[Group], mine: list[list[Odd]], theirs: list[list[Odd]], unsaid: Unsaid
) -> None:
    """Take out of titles, captions and the like what the other language says anywhere else."""
    all_one = Pool([r for group in groups for r in group.one])
    all_other = Pool([r for group in groups for r in group.other])
    for odds, elsewhere in ((mine, all_other), (theirs, all_one)):
        for group, own in zip(groups, odds, strict=True):
            if group.field != "body":
                own[:] = [o for o in own if o in unsaid(o.place, elsewhere)]


def _finding(
    code: str, group: Group, ones: list[Odd], others: list[Odd], both: tuple[Words, Words]
) -> Finding:
    """The finding in the second language; what is said in one only is looked for in the other."""
    sentence = _place(others, group.other)
    return Finding(
        code,
        both[1].language,
        group.field,
        sentence,
        {"said": _named(others), "other_said": _named(ones)},
        both[0].language,
        _place(ones, group.one),
        WEIGHTS[code],
    )


def _place(odds: list[Odd], readings: list[Reading]) -> str:
    if odds:
        return sentence_with(odds[0].place.passage.text, odds[0].said)
    return readings[0].passage.text if len(readings) == 1 else ""


def _named(odds: Iterable[Odd]) -> str:
    return SEPARATOR.join(dict.fromkeys(odd.said.strip() for odd in odds if odd.said))[:200]


def _sets(
    code: str,
    found: list,
    both: tuple[Words, Words],
    readings: tuple[list[Reading], list[Reading]],
) -> Iterator[Finding]:
    """One finding for what only one of two languages holds."""
    one, other = found
    ones = [said for key, said in one.items() if key not in other]
    others = [said for key, said in other.items() if key not in one]
    if ones or others:
        yield Finding(
            code,
            both[1].language,
            "body",
            _holding(others, readings[1]),
            {
                "said": SEPARATOR.join(others[:MOST_NAMED]),
                "other_said": SEPARATOR.join(ones[:MOST_NAMED]),
            },
            both[0].language,
            _holding(ones, readings[0]),
            WEIGHTS[code],
        )


def _holding(said: list[str], readings: list[Reading]) -> str:
    texts = (r.passage.text for r in readings)
    return next((sentence_with(t, said[0]) for t in texts if said and said[0] in t), "")


def _older(
    one: Words, other: Words, mine: list[Reading], theirs: list[Reading]
) -> Iterator[Finding]:
    """The language that lacks paragraphs which the other gained since."""
    for newer, older, ours, its in ((one, other, mine, theirs), (other, one, theirs, mine)):
        count = older.behind if older.behind is not None else _missing(newer, older, ours, its)
        if count:
            values = {"paragraphs": str(count)}
            yield Finding(
                "older", older.language, "body", "", values, newer.language, "", WEIGHTS["older"]
            )


def _missing(newer: Words, older: Words, ours: list[Reading], its: list[Reading]) -> int:
    """How many paragraphs more a text has that changed a day or more after the other."""
    if not newer.changed_at or not older.changed_at:
        return 0
    if newer.changed_at - older.changed_at < LATER:
        return 0
    counts = [sum(r.passage.field == "body" for r in readings) for readings in (ours, its)]
    return max(0, counts[0] - counts[1])
