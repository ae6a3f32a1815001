"""A translation put together from its units: what changed is put in place, all else stays as is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.content.lifecycle.wording import Words
from app.content.translation import segments
from app.content.translation.identity import new_id
from app.content.translation.placing import Source
from app.content.translation.segments import parts, worded
from app.content.translation.units import is_line, units, with_lines


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The words of a translation as `texts.save` takes them, and which paragraph is which.

    `paragraphs` are the ids of the body's segments in order, `links` the units of the source that
    each was made from.
    """

    words: dict[str, Any]
    paragraphs: tuple[str, ...] = ()
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def rebuilt(
    words: Words,
    source: Words,
    links: Mapping[str, Sequence[str]],
    given: Mapping[str, str],
) -> Rebuilt:
    """`words` with the translations `given` by the units of `source`.

    A paragraph is replaced where it stands; what is new comes where it stands in the source, in
    the blocks that it has there; an empty text takes its paragraphs away; an empty line in one
    makes two of it. What is not given, has no words, or says what stands there already, keeps its
    bytes.
    """
    lines = {id: text for id, text in given.items() if is_line(id)}
    texts = {id: text.strip() for id, text in given.items() if not is_line(id)}
    body = {id: text for id, text in texts.items() if not text or worded(text)}
    changed = with_lines(words, lines)
    if not body:
        made = {id: tuple(ids) for id, ids in links.items()}
        return Rebuilt(changed, tuple(one.id for one in units(words).body), made)
    done = _Body(words, source, links)
    if not words.body.strip():
        done.build(body)
    else:
        for one in units(source).body:
            if one.id in body:
                done.put(one.id, body[one.id])
    if done.html == words.body:
        return Rebuilt(changed, tuple(done.ids), done.links)
    return Rebuilt({**changed, "body": done.html.strip()}, tuple(done.ids), done.links)


class _Body:
    """The body while it is put together."""

    def __init__(self, words: Words, source: Words, links: Mapping[str, Sequence[str]]) -> None:
        self.html = words.body
        self.ids = [one.id for one in units(words).body]
        self.links = {id: tuple(links[id]) for id in self.ids if links.get(id)}
        self.source = Source(source.body)
        self.place = {one.id: at for at, one in enumerate(units(source).body)}

    def build(self, given: Mapping[str, str]) -> None:
        """A first translation: the blocks of the source around the words there are."""
        texts = [given.get(id, "") for id in self.place]
        self.html = segments.built(self.source.html, texts)
        for number, (id, text) in enumerate(zip(self.place, texts, strict=True)):
            for _one in range(self._count(number, text)):
                self._add(len(self.ids), id)

    def _count(self, number: int, text: str) -> int:
        """How many segments a text becomes in the block of this one of the source."""
        if len(parts(text)) < 2:
            return len(parts(text))
        parted = segments.replaced(self.source.html, {number: text})
        return len(segments.segments(parted)) - len(self.place) + 1

    def put(self, id: str, text: str) -> None:
        """The translation of one unit, in place of what it has now."""
        places = [at for at, one in enumerate(self.ids) if self._home(one) == id]
        now = segments.segments(self.html)
        if text == segments.PARTING.join(now[at] for at in places):
            return
        if places:
            self._replace(id, places, parts(text))
        elif text:
            self._insert(id, text)

    def _home(self, target: str) -> str:
        """The unit with which a paragraph is shown: the first that it was made from."""
        known = [id for id in self.links.get(target, ()) if id in self.place]
        return min(known, key=self.place.__getitem__, default="")

    def _replace(self, id: str, places: Sequence[int], texts: Sequence[str]) -> None:
        """As many as there are in their places, more behind the last; what is left over goes."""
        given = dict(zip(places, texts, strict=False))
        left = [*texts[len(places) :]]
        if left:
            given[places[-1]] = segments.PARTING.join([given[places[-1]], *left])
        emptied = [at for at in places if at not in given]
        html = segments.replaced(self.html, {**given, **dict.fromkeys(emptied, "")})
        for at in reversed(emptied):
            self._take(at)
        if html != self.html:
            self.html = html
            self._count_anew(id)

    def _count_anew(self, id: str) -> None:
        """As many paragraphs of a unit as there are of it in the HTML by now."""
        more = len(segments.segments(self.html)) - len(self.ids)
        own = [at for at, one in enumerate(self.ids) if self._home(one) == id]
        for at in reversed(own[max(0, len(own) + more) :] if more < 0 else ()):
            self._take(at)
        for _one in range(more if own else 0):
            self._add(own[-1] + 1, id)

    def _take(self, at: int) -> None:
        self.links.pop(self.ids.pop(at), None)

    def _add(self, at: int, id: str) -> None:
        target = new_id()
        self.ids.insert(at, target)
        self.links[target] = (id,)

    def _insert(self, id: str, text: str) -> None:
        """Where it stands in the source, in the blocks that it has there."""
        for one in self.links:  # what was translated with another has words of its own now
            self.links[one] = tuple(each for each in self.links[one] if each != id)
        homes = [self.place.get(self._home(one)) for one in self.ids]
        put = self.source.put(self.html, homes, self.place[id], text)
        self.html = put.html
        for number in range(put.count):
            self._add(put.at + number, id)
