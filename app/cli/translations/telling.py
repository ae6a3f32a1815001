"""What an import would do, for whoever runs it: in lines, and as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from app.content.translation.po.judging import LEFT, Judged, Kind
from app.content.translation.po.listing import STRANGERS, Named, listed
from app.content.translation.po.outcome import outcome
from app.content.translation.po.planning import Plan
from app.i18n.findings import shortened

SAID: dict[Kind, str] = {
    "new": "new",
    "changed": "changed",
    "confirmed": "found to be right still",
    "both": "changed here as well, for an editor to decide",
    "fuzzy": "left: marked as needing work",
    "empty": "left: not translated",
    "older": "left: made from an older source",
    "unknown": "left: no longer there",
    "kept": "left: seen by readers at once, which wants --kept",
    "turned": "left: translated from another language by now, to be given out anew",
}


def tell(plan: Plan) -> None:
    """Print what would be done, text by text, and every fault."""
    for one in plan.things:
        click.echo(f"{_name(one)}: {_counted(one) or 'nothing to do'}.")
        for line in _entries(one) if not plan.faults else ():
            click.echo(f"  {line}")
    if plan.strangers:
        some = ", ".join(plan.strangers[:STRANGERS])
        click.echo(f"Not of this site, or gone from it: {len(plan.strangers)} ({some}).")
    for fault in plan.faults:
        click.echo(f"{fault.file}:{fault.line}: {fault.sentence}")
    if not plan.faults and not plan.acts:
        click.echo("There is nothing to take in.")


def _name(one: Judged) -> str:
    at_once = ", which readers see at once" if one.thing.at_once else ""
    return f"{one.thing.subject}/{one.thing.id} ({one.thing.title}){at_once}"


def _counted(one: Judged) -> str:
    counts = one.counts
    return "; ".join(f"{said} {counts[kind]}" for kind, said in SAID.items() if counts[kind])


def _entries(one: Judged) -> Iterator[str]:
    """What becomes of each entry: what is said now and what was, or of which text it is left."""
    there = [kind for kind in SAID if kind not in LEFT]
    for found in (listed(one, *there), listed(one, *LEFT)):
        yield from map(_entry, found.first)
        if found.more:
            yield f"and {found.more} more"


def _entry(one: Named) -> str:
    change = one.change
    name = f"{change.unit} ({one.what})" if one.what else change.unit
    return f"{name}: {SAID[change.kind]}: {_words(one)}"


def _words(one: Named) -> str:
    change = one.change
    if change.kind in LEFT:
        return f'"{one.source}"'
    sides = [" | ".join(texts) for texts in (change.before, change.after) if any(texts)]
    return " → ".join(f'"{shortened(text)}"' for text in dict.fromkeys(sides))


def tell_done(done: Plan) -> None:
    """Print what became of what was taken in."""
    became = outcome(done)
    said = {
        "Taken in, waiting for review: {}.": became.review,
        "Found to be right still, for an editor to agree: {}.": became.agree,
        "Changed, which has no review: {}.": became.changed,
        "Found to be right still: {}.": became.right,
        "Changed here as well, for an editor to decide: {}.": became.decide,
    }
    for sentence, count in said.items():
        if count:
            click.echo(sentence.format(count))


def as_data(plan: Plan) -> dict[str, Any]:
    """The same for programs."""
    return {
        "things": [
            {
                "subject": one.thing.subject,
                "id": one.thing.id,
                "title": one.thing.title,
                "language": one.thing.language,
                "at_once": one.thing.at_once,
                "counts": dict(one.counts),
                "entries": {
                    kind: [each.unit for each in one.of(kind)] for kind in SAID if one.of(kind)
                },
            }
            for one in plan.things
        ],
        "unknown": list(plan.strangers),
        "faults": [
            {"file": one.file, "line": one.line, "message": one.sentence} for one in plan.faults
        ],
    }
