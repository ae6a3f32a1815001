"""What is about to be published, to be looked at: its picture, its previews, and what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.content.lifecycle import details
from app.content.lifecycle.differences import Pair
from app.content.rows import Picture
from app.content.store import pictures
from app.editor.writing import history
from app.editor.writing.standing import State
from app.editor.writing.wording import LABELS, shown
from app.editor.writing.writing import words_of
from app.i18n.current import current_language
from app.models import Item, Story

FEW = 6  # changed passages that are shown without being asked for


@dataclass(frozen=True)
class Changes:
    """What readers will get otherwise in a language: (name of a field, the passages of it)."""

    state: State
    fields: list[tuple[str, list[Pair]]]
    count: int

    @property
    def few(self) -> bool:
        """Whether they fit on the page as it is opened."""
        return self.count <= FEW


def picture_of(item: Item) -> Picture | None:
    """The picture of a story, from the library; None for none."""
    id = details.of(item).media_id if isinstance(item, Story) else None
    return pictures.pictures([id], current_language().code).get(id) if id else None


def alts(item: Item, states: Iterable[State]) -> list[tuple[State, str]]:
    """For each language what readers are told that the picture shows."""
    id = details.of(item).media_id if isinstance(item, Story) else None
    return [(state, described(item, id, state.language.code)) for state in states] if id else []


def described(item: Item, media_id: int, code: str) -> str:
    """The description of a picture in a language: that of the text, else that of the library."""
    kept = pictures.pictures([media_id], code).get(media_id)
    return words_of(item, code).alt or (kept.alt if kept else "")


def changes(item: Item, states: Iterable[State]) -> list[Changes]:
    """What differs from what readers see, in each language that is live and has changed."""
    found = (_changes(item, state) for state in states if state.standing.live)
    return [one for one in found if one.count]


def _changes(item: Item, state: State) -> Changes:
    live = state.standing.live
    before = shown(live.revision) if live else {}
    after = shown(words_of(item, state.language.code))
    after["slug"] = after["slug"] or before.get("slug", "")  # left empty, it is made anew
    fields = []
    for name, label in LABELS.items():
        if before.get(name, "") != after[name]:
            pairs = history.pairs(name, before.get(name, ""), after[name])
            fields.append((str(label), [pair for pair in pairs if pair.kind != "same"]))
    return Changes(state, fields, sum(len(pairs) for _label, pairs in fields))
