"""The body of a translation while it is put together: some units replaced, others put in."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from app.content.lifecycle.wording import Words
from app.content.translation import segments
from app.content.translation.batches import Batch
from app.content.translation.identity import new_id
from app.content.translation.placing import Source
from app.content.translation.segments import parts
from app.content.translation.units import units


class Body:
    """The body while it is put together."""

    def __init__(self, words: Words, source: Words, links: Mapping[str, Sequence[str]]) -> None:
        self.html = words.body
        self.ids = [one.id for one in units(words).body]
        self.links = {id: tuple(links[id]) for id in self.ids if links.get(id)}
        self.source = Source(source.body)
        self.place = {one.id: at for at, one in enumerate(units(source).body)}
        self.waiting: dict[str, str] = {}
        self._read()

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
        """The translation of one unit, in place of what it has now; in the source's order.

        What can be put in together with others waits until `settle`.
        """
        places = self.places.get(id, [])
        if text == segments.PARTING.join(self.now[at] for at in places):
            return
        if not places and self.batch.add(self.place[id], text):
            self.waiting[id] = text
        elif self.waiting:
            self.settle()
            self.put(id, text)
        else:
            self._put_alone(id, places, text)
            self._read()

    def settle(self) -> None:
        """Put in what waits; where anything else would change by it, the half of it at a time."""
        waiting, html = [*self.waiting.items()], self.batch.html_with()
        if html is not None:
            self._put_together(html)
        elif len(waiting) == 1:
            self._insert(*waiting[0])
        self.waiting = {}
        self._read()
        if html is None and len(waiting) > 1:
            middle = len(waiting) // 2
            for half in (waiting[:middle], waiting[middle:]):
                for id, text in half:
                    self.put(id, text)
                self.settle()

    def _read(self) -> None:
        """See which units stand where, once for as many as change nothing of what stands."""
        self.now = segments.segments(self.html)
        self.places: dict[str, list[int]] = {}
        homes = [self._home(one) for one in self.ids]
        for at, home in enumerate(homes):
            self.places.setdefault(home, []).append(at)
        numbers = [self.place.get(home) for home in homes]
        self.batch = Batch(self.source, self.html, numbers)

    def _put_alone(self, id: str, places: Sequence[int], text: str) -> None:
        if places:
            self._replace(id, places, parts(text))
        elif text:
            self._insert(id, text)

    def _put_together(self, html: str) -> None:
        """Note what waited, by the places that it has in the `html` with all of it."""
        made = {one.number: [new_id() for _ in range(one.count)] for one in self.batch.added}
        self._part(self.waiting)
        for id in self.waiting:
            self.links |= dict.fromkeys(made[self.place[id]], (id,))
        done: list[str] = []
        at = 0
        for one in self.batch.in_order():
            done += [*self.ids[at : one.place.segment], *made[one.number]]
            at = one.place.segment
        self.ids = [*done, *self.ids[at:]]
        self.html = html

    def _part(self, ids: Collection[str]) -> None:
        """What was translated with another has words of its own now."""
        for one, known in self.links.items():
            self.links[one] = tuple(each for each in known if each not in ids)

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
        self._part([id])
        homes = [self.place.get(self._home(one)) for one in self.ids]
        put = self.source.put(self.html, homes, self.place[id], text)
        self.html = put.html
        for number in range(put.count):
            self._add(put.at + number, id)
