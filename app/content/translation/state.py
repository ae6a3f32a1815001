"""A translation beside its source, unit by unit: what is fresh, stale, missing; and the answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from app.content import site
from app.content.lifecycle.holding import hold
from app.content.lifecycle.wording import Words
from app.content.lifecycle.working import latest_words, renew, source_words
from app.content.translation import answers, following, freshness, marking
from app.content.translation.identity import Paragraph
from app.content.translation.rebuilding import Rebuilt, rebuilt
from app.content.translation.segments import PARTING
from app.content.translation.units import Units, is_line, is_optional, units
from app.models import Text

State = Literal["fresh", "stale", "missing", "gone"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the source with its translation; both are inline HTML, lines are plain text.

    `former` is the source as the translation accounts for it, where the unit is stale or gone.
    `targets` are the ids of the paragraphs of the translation, whose texts an empty line parts;
    what was translated together with the unit `within` has none of its own. A unit that is gone
    has no source any more. What is `apart` did not say the same when the two changed places, and
    nothing of its source was changed since; one that is gone has its own text as `former`.
    """

    id: str
    state: State
    source: str = ""
    translation: str = ""
    former: str = ""
    targets: tuple[str, ...] = ()
    within: str = ""
    apart: bool = False


def beside(text: Text, *, confirmed: bool = False) -> list[Unit]:
    """The latest words of a translation beside those of its source, in the source's order.

    Empty for the source itself. What is gone from the source stands at the end. With `confirmed`
    as readers would be told: what is only said to need no change counts as stale.
    """
    source = source_words(text)
    return [] if source is None else compared(text, source, latest_words(text), confirmed=confirmed)


def compared(text: Text, source: Words, words: Words, *, confirmed: bool = False) -> list[Unit]:
    """The same where the words of both have been read."""
    of, its = units(source), units(words)
    made = marking.made_of(text, words)
    state = marking.older(made, of, answers.settled(text.id, confirmed=confirmed))
    links = following.spread(made, of.body, made.links)
    return [
        *(_line(one, its, state) for one in of.lines if one.text),
        *paired(of, its, links, state),
        *_gone(its, links, state),
    ]


def put_together(text: Text, given: Mapping[str, str]) -> Rebuilt:
    """The latest words of a translation with these units given anew, for `texts.save`."""
    words, source = latest_words(text), source_words(text)
    if source is None:
        raise ValueError(f"text {text.id} is the source of its story")
    return joined(text, source, words, given)


def joined(text: Text, source: Words, words: Words, given: Mapping[str, str]) -> Rebuilt:
    """The same where the words of both have been read."""
    made = marking.made_of(text, words)
    return rebuilt(words, source, following.spread(made, units(source).body, made.links), given)


def _line(source: Paragraph, its: Units, older: freshness.Freshness) -> Unit:
    text = next((one.text for one in its.lines if one.id == source.id), "")
    found: State = "stale" if source.id in older.stale else "fresh"
    if not text:
        found = "missing" if not is_optional(source.id) or found == "stale" else "fresh"
    former, apart = older.stale.get(source.id, ""), source.id in older.apart
    return Unit(source.id, found, source.text, text, former, apart=apart)


def paired(
    of: Units, its: Units, links: following.Links, older: freshness.Freshness
) -> Iterable[Unit]:
    """The paragraphs of a source, each with what was made from it."""
    texts = {one.id: one.text for one in its.body}
    place = {one.id: at for at, one in enumerate(of.body)}
    of_source: dict[str, list[str]] = {}
    within: dict[str, str] = {}
    for id in texts:  # each with the first unit that it was made from
        ids = sorted((each for each in links.get(id, ()) if each in place), key=place.__getitem__)
        for first in ids[:1]:
            of_source.setdefault(first, []).append(id)
        within |= dict.fromkeys(ids[1:], ids[0] if ids else "")
    within = {id: first for id, first in within.items() if id not in of_source}
    for one in of.body:
        targets = tuple(of_source.get(one.id, ()))
        missing = not targets and one.id not in within
        state: State = "missing" if missing else "stale" if one.id in older.stale else "fresh"
        yield Unit(
            id=one.id,
            state=state,
            source=one.text,
            translation=PARTING.join(texts[id] for id in targets),
            former=older.stale.get(one.id, ""),
            targets=targets,
            within=within.get(one.id, ""),
            apart=one.id in older.apart,
        )


def _gone(its: Units, links: following.Links, older: freshness.Freshness) -> Iterable[Unit]:
    lines = {one.id: one.text for one in its.lines}
    texts = {one.id: one.text for one in its.body}
    for id, former in older.gone.items():
        apart = id in older.apart
        if is_line(id):
            yield Unit(id, "gone", "", lines.get(id, ""), former, apart=apart)
            continue
        targets = tuple(one for one in texts if one == id or id in links.get(one, ()))
        said = PARTING.join(texts[target] for target in targets)
        yield Unit(id, "gone", "", said, former, targets, apart=apart)


def answer(
    text: Text,
    sources: Collection[str],
    needed: bool,
    user_id: int | None,
    *,
    confirmed: bool,
) -> bool:
    """Say of texts of the source, as `Unit.source` or of what is gone `Unit.former` has them,
    whether the translation must change; it holds until they say something else.

    `confirmed` if it counts for readers, who may be told otherwise from now on. False where it is
    only proposed, since an editor said otherwise.
    """
    hold([text])
    if confirmed:
        site.changed()
    prints = answers.prints_of(sources)
    answers.keep(text.id, prints, needed, user_id, confirmed=confirmed)
    renew(text)
    return confirmed or needed or not answers.contested(text.id, prints)
