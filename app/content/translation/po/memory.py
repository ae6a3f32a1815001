"""What this site translated before: the same words, or similar ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from app.content.lifecycle.wording import Words
from app.content.translation import marking
from app.content.translation.likeness import Key, alike, key
from app.content.translation.po.stories import ahead, existing, words_in
from app.content.translation.segments import PARTING
from app.content.translation.units import units
from app.extensions import db
from app.models import Item, Text

LEAST = 0.75  # that similar words share
RARE = 6  # of the words looked for, by which others are found
MOST_COMPARED = 40


@dataclass(frozen=True, slots=True)
class Found:
    """An earlier translation, the words that it was made from, and where it stands: story/12."""

    source: str
    translation: str
    where: str
    likeness: float

    @property
    def exact(self) -> bool:
        """Whether its words are the same, be they written otherwise."""
        return self.likeness == 1


class Memory:
    """All translations from one language into another, by their words."""

    def __init__(self, source: str, language: str) -> None:
        self._pairs: list[tuple[Key, str, str, str]] = []
        self._exact: dict[Key, int] = {}
        self._by_word: dict[str, list[int]] = {}
        for where, text, translation in _pairs(source, language):
            self.add(where, text, translation)

    def add(self, where: str, source: str, translation: str) -> None:
        """Keep in mind how something was translated; what was first stays first."""
        wanted = key(source)
        if not wanted or not translation or wanted in self._exact:
            return
        at = self._exact[wanted] = len(self._pairs)
        self._pairs.append((wanted, source, translation, where))
        for word in set(wanted):
            self._by_word.setdefault(word, []).append(at)

    def find(self, source: str) -> Found | None:
        """The translation of the same words, or else of the most similar ones.

        None where it stands in what was taken down since this was read.
        """
        wanted = key(source)
        at = self._exact.get(wanted)
        best = (1.0, -at) if at is not None else max(self._similar(wanted), default=None)
        found = self._found(-best[1], best[0]) if best else None
        return found if found is not None and _still_there(found.where) else None

    def _similar(self, wanted: Key) -> Iterator[tuple[float, int]]:
        """Likeness and place of what shares rare words with it; the earlier goes before."""
        known = [word for word in dict.fromkeys(wanted) if word in self._by_word]
        rare = sorted(known, key=lambda word: len(self._by_word[word]))[:RARE]
        shared = Counter(at for word in rare for at in self._by_word[word])
        for at, _times in shared.most_common(MOST_COMPARED):
            like = alike(wanted, self._pairs[at][0])
            if like >= LEAST:
                yield min(like, 0.999), -at  # the same words in another order are not the same

    def _found(self, at: int, likeness: float) -> Found:
        _key, source, translation, where = self._pairs[at]
        return Found(source, translation, where, likeness)


def _still_there(where: str) -> bool:
    item = db.session.get(Item, int(where.partition("/")[2]))
    return item is not None and item.taken_down_at is None


def _pairs(source: str, language: str) -> Iterable[tuple[str, str, str]]:
    wanted = (
        select(Text.item_id)
        .join(Item, Item.id == Text.item_id)
        .where(Text.language == language, Item.source_language == source)
        .where(Item.taken_down_at.is_(None))
    )
    for item, known in ahead(db.session.execute(wanted).scalars()):
        text, words = existing(item, language), words_in(item, language, known)
        if text is not None and words is not None:
            yield from _of(text, item, words)


def _of(text: Text, item: Item, words: Words) -> Iterator[tuple[str, str, str]]:
    """The units of a translation with the source as they account for it."""
    made, said = marking.made_of(text, words), units(words)
    was = {one.id: one.text for one in made.paragraphs if one.id not in made.apart}
    where = f"{item.type}/{item.id}"
    for line in said.lines:
        if line.id in was:
            yield where, was[line.id], line.text
    together: dict[tuple[str, ...], list[str]] = {}
    for one in said.body:
        together.setdefault(made.links.get(one.id, ()), []).append(one.text)
    for ids, texts in together.items():
        if len(ids) == 1 and ids[0] in was:
            yield where, was[ids[0]], PARTING.join(texts)
