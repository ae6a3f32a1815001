"""What was typed for the units of a translation, put into its working copy."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.content.lifecycle import aside, wording, working
from app.content.lifecycle.holding import hold_all
from app.content.lifecycle.wording import Words
from app.content.sanitise import TooLongError, clean_text, sanitise
from app.content.translation import freshness, segments, state
from app.content.translation.identity import Paragraph
from app.content.translation.likeness import key
from app.content.translation.rebuilding import Rebuilt
from app.content.translation.units import LINES, is_line, units
from app.extensions import db
from app.models import Text, WorkingCopy

_SOURCE = "source-"


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: the translations by their units, as `Unit.translation` has them.

    `seen` is the source of each as it stood beside them, so that a paragraph which was changed
    meanwhile does not pass for translated. `dropped` are units that are gone from the source,
    whose translation is to go as well.
    """

    given: Mapping[str, str]
    seen: Mapping[str, str] = field(default_factory=dict)
    dropped: Collection[str] = ()


def enter(
    text: Text,
    typed: Typed,
    user_id: int | None,
    *,
    version: int,
    token: str,
    autosave: bool = False,
) -> WorkingCopy:
    """Save what was typed; ConflictError and TextError as `working.save` raises them."""
    hold_all(text)
    typed = _changed(text, typed)
    made = _put_together(text, typed)
    copy = working.save(
        text, made.words, user_id, version=version, token=token, autosave=True, known=made
    )
    if text.working_copy is not None:
        _made_from_seen(text, text.working_copy, typed)
        if not autosave:
            working.keep(text, "save", user_id)
    return copy


def put_aside(text: Text, typed: Typed, user_id: int | None) -> None:
    """Keep in the history what came second; what was not typed is as the others have it now."""
    now = working.latest_words(text).values()
    aside.keep(text, {**now, **_put_together(text, _changed(text, typed)).words}, user_id)


def _changed(text: Text, typed: Typed) -> Typed:
    """What reads otherwise now, of the units that there still are; TextError where one is too long.

    Each is cleaned by itself: a tag that somebody left open would reach into the next ones.
    """
    beside = {unit.id: unit for unit in state.beside(text)}
    given = {
        id: said if is_line(id) else wording.cleaned({"body": said})["body"]
        for id, said in typed.given.items()
        if id in beside and beside[id].state != "gone" and said != beside[id].translation
    }
    dropped = {id for id in typed.dropped if id in beside and beside[id].state == "gone"}
    return replace(typed, given=given, dropped=dropped)


def _put_together(text: Text, typed: Typed) -> Rebuilt:
    words = working.latest_words(text)
    made = _with_sources(text, words, typed.given, state.put_together(text, typed.given))
    gone = [unit for unit in state.beside(text) if unit.id in typed.dropped]
    return _without(words, made, gone) if gone else made


def _without(words: Words, made: Rebuilt, gone: Collection[state.Unit]) -> Rebuilt:
    """Without the paragraphs and the lines of units that the source has no more."""
    targets = {id for unit in gone for id in unit.targets}
    lines = {unit.id: "" for unit in gone if unit.id in LINES}
    changed: dict[str, Any] = {**made.words, **lines}
    places = [at for at, id in enumerate(made.paragraphs) if id in targets]
    if places:
        body = changed.get("body", words.body)
        changed["body"] = segments.replaced(body, dict.fromkeys(places, ""))
    left = tuple(id for id in made.paragraphs if id not in targets)
    links = {id: ids for id, ids in made.links.items() if id not in targets}
    return replace(made, words=changed, paragraphs=left, links=links)


def _with_sources(text: Text, words: Words, given: Mapping[str, str], made: Rebuilt) -> Rebuilt:
    """With a line for each of the sources that was translated, and the address that it has."""
    source = working.source_words(text)
    wanted = [int(id.removeprefix(_SOURCE)) for id in given if id.startswith(_SOURCE)]
    rows = [dict(one) for one in made.words.get("sources", words.sources)]
    if source is None or max(wanted, default=0) <= len(rows):
        return made
    for at in range(len(rows) + 1, max(wanted) + 1):
        of = source.sources[at - 1]
        rows.append({**of, "text": given.get(f"{_SOURCE}{at}") or of["text"]})
    return replace(made, words={**made.words, "sources": rows})


def _made_from_seen(text: Text, copy: WorkingCopy, typed: Typed) -> None:
    """Of a source that was changed while somebody translated it, what stood beside the words."""
    source = working.source_words(text)
    now = {one.id: one for one in units(source).all} if source else {}
    other = {
        id: clean
        for id, was in typed.seen.items()
        if id in typed.given and id in now and key(was) != now[id].key
        if (clean := _cleaned(id, was)) is not None
    }
    made = freshness.from_json(copy.made)
    paragraphs = tuple(
        Paragraph(one.id, other[one.id]) if one.id in other and one.key == now[one.id].key else one
        for one in made.paragraphs
    )
    if paragraphs != made.paragraphs:
        copy.made = replace(made, paragraphs=paragraphs).as_json()
        db.session.flush()
        working.renew(text)


def _cleaned(id: str, seen: str) -> str | None:
    """What a browser sent back as the source of a unit; None for what can never have been one."""
    if is_line(id):
        return clean_text(seen).strip()
    try:
        return sanitise(seen)
    except TooLongError:
        return None
