"""Find and replace across stories, pages and notices: first shown, then done where it was chosen.

What is done goes into working copies; readers see it only where a live text without any other
change was chosen to be published as a small fix. A text that has changed since it was shown is
left alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from app.content import site, texts
from app.content.keeping import notices
from app.content.lifecycle import drafts
from app.content.lifecycle.holding import hold
from app.content.sanitise import clean_text
from app.content.worklists.finding import Search, replaced
from app.content.worklists.found import FIELDS, MOST_PLACES, Found, Searches, every, find, ids_of
from app.extensions import db
from app.models import Notice, Text, WorkingCopy

__all__ = ["CHANGED", "MOST_PLACES", "Choice", "Found", "Outcome", "apply", "find"]

CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen of one text: occurrences by field, of which words, and whether to publish."""

    version: str
    picks: Mapping[str, Collection[int]]
    publish: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one text: how many places were replaced, whether readers see it, why not."""

    found: Found
    number: int = 0
    published: bool = False
    skipped: str = ""  # CHANGED, or "" where nothing was in the way
    problems: tuple[str, ...] = ()


def apply(searches: Searches, choices: Mapping[str, Choice], user_id: int | None) -> list[Outcome]:
    """Replace what was chosen, by the keys of the texts; what has changed since is skipped."""
    _alone(choices)
    known = {found.key: found for found in every(searches, choices)}
    done = []
    for key in sorted(choices):
        found = known.get(key)
        if found is not None:
            done.append(_applied(found, searches[found.language], choices[key], user_id))
    return done


def _alone(keys: Collection[str]) -> None:
    """Wait until nobody else writes these texts; then for the site, as whoever publishes does."""
    ids = select(Text).where(Text.id.in_(ids_of(keys, "t")))
    hold(db.session.execute(ids).scalars())
    site.changed()


def _applied(found: Found, search: Search, choice: Choice, user_id: int | None) -> Outcome:
    if found.version != choice.version:
        return Outcome(found, skipped=CHANGED)
    number = sum(len(set(picked)) for picked in choice.picks.values())
    if found.type == "notice":
        return _in_place(found, search, choice, number)
    text = db.session.get_one(Text, int(found.key[1:]))
    try:
        copy = _saved(text, search, choice, int(found.version), user_id)
    except texts.ConflictError:
        return Outcome(found, skipped=CHANGED)
    except texts.TextError as error:
        return Outcome(found, problems=_sentences(error))
    if not (choice.publish and found.publishable):
        return Outcome(found, number)
    try:
        texts.publish(text, change="fix", version=copy.version, user_id=user_id)
    except texts.TextError as error:
        return Outcome(found, number, problems=_sentences(error))
    return Outcome(found, number, published=True)


def _saved(
    text: Text, search: Search, choice: Choice, version: int, user_id: int | None
) -> WorkingCopy:
    words = drafts.latest_words(text)
    changed = {
        name: replaced(getattr(words, name), search, picked, html=name == "body")
        for name, picked in choice.picks.items()
        if name in FIELDS
    }
    return texts.save(text, {**words.values(), **changed}, user_id, version=version)


def _sentences(error: texts.TextError) -> tuple[str, ...]:
    return tuple(sentence for sentences in error.problems.values() for sentence in sentences)


def _in_place(found: Found, search: Search, choice: Choice, number: int) -> Outcome:
    """A notice has no working copy: readers see the change at once."""
    notice = db.session.get_one(Notice, found.id)
    words = replaced(notice.text[found.language], search, choice.picks.get("text", ()), html=False)
    problems = notices.problems(words)
    if problems:
        return Outcome(found, problems=tuple(problems))
    notice.text = {**notice.text, found.language: clean_text(words).strip()}
    db.session.flush()
    return Outcome(found, number, published=True)
