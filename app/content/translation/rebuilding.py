"""A translation put together from its units: what changed is put in place, all else stays as is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.content.lifecycle.wording import Words
from app.content.translation import segments
from app.content.translation.identity import new_id
from app.content.translation.segments import parts
from app.content.translation.units import is_line, units, with_lines

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>")
_WHOLE = {"p": "<p>{}</p>", "li": "<ul>\n<li>{}</li>\n</ul>"}  # {} for the words
_ALONE = ("h2", "h3", "h4", "blockquote")


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

    A paragraph is replaced where it stands; what is new comes behind what was made from the unit
    before, in a block of the source's kind; an empty text takes its paragraphs away; an empty line
    in one makes two of it. A text without a body is built on the blocks of the source. What is not
    given, or says what stands there already, keeps its bytes.
    """
    lines = {id: text for id, text in given.items() if is_line(id)}
    body = {id: text.strip() for id, text in given.items() if not is_line(id)}
    changed = with_lines(words, lines)
    if not body:
        made = {id: tuple(ids) for id, ids in links.items()}
        return Rebuilt(changed, tuple(one.id for one in units(words).body), made)
    done = _Body(words, source, links)
    if not done.ids:
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
        self.source = source.body
        self.order = [one.id for one in units(source).body]

    def build(self, given: Mapping[str, str]) -> None:
        """A first translation: the blocks of the source around the words there are."""
        texts = [given.get(id, "") for id in self.order]
        self.html = segments.built(self.source, texts)
        for id, text in zip(self.order, texts, strict=True):
            for _part in self._parts_in(text, id):
                self._add(len(self.ids), id)

    def _parts_in(self, text: str, id: str) -> list[str]:
        """The paragraphs that a text becomes in its block: one where the block cannot be parted."""
        found = parts(text)
        parted = _kind(self.source, self.order.index(id)) in segments.PARTED
        return found if parted else found[:1]

    def put(self, id: str, text: str) -> None:
        """The translation of one unit, in place of what it has now."""
        places = [at for at, one in enumerate(self.ids) if self._home(one) == id]
        now = segments.segments(self.html)
        if text == segments.PARTING.join(now[at] for at in places):
            return
        if places:
            self._replace(id, places, parts(text))
        elif text:
            self._insert(id, parts(text))

    def _home(self, target: str) -> str:
        """The unit with which a paragraph is shown: the first that it was made from."""
        known = [id for id in self.links.get(target, ()) if id in self.order]
        return min(known, key=self.order.index) if known else ""

    def _replace(self, id: str, places: Sequence[int], texts: Sequence[str]) -> None:
        """As many as there are in their places, more behind the last; what is left over goes."""
        given = dict(zip(places, texts, strict=False))
        left = [*texts[len(places) :]]
        if left:
            given[places[-1]] = segments.PARTING.join([given[places[-1]], *left])
        emptied = [at for at in places if at not in given]
        html = segments.replaced(self.html, {**given, **dict.fromkeys(emptied, "")})
        added = len(segments.segments(html)) - (len(self.ids) - len(emptied))
        for at in reversed(emptied):
            self._take(at)
        if html != self.html:
            self.html = html
            last = next(
                (at for at in reversed(range(len(self.ids))) if self._home(self.ids[at]) == id),
                None,
            )
            for _one in range(added if last is not None else 0):
                self._add((last or 0) + 1, id)

    def _take(self, at: int) -> None:
        self.links.pop(self.ids.pop(at), None)

    def _add(self, at: int, id: str) -> None:
        target = new_id()
        self.ids.insert(at, target)
        self.links[target] = (id,)

    def _insert(self, id: str, texts: Sequence[str]) -> None:
        """Behind the paragraph of the nearest unit before that has one, else before the first."""
        for one in self.links:  # what was translated with another has words of its own now
            self.links[one] = tuple(each for each in self.links[one] if each != id)
        at = self._behind(id)
        kind = _kind(self.source, self.order.index(id))
        here = _kind(self.html, at - 1) if at else ""
        if at and kind == here and kind in segments.PARTED:
            pieces = segments.cut(self.html)
            between = f"</{kind}>\n<{kind}>"
            pieces[2 * at - 1] = between.join([pieces[2 * at - 1], *texts])
            self.html = "".join(pieces)
        else:
            block = _block(kind, texts)
            end = _end_of_block(self.html, at - 1) if at else 0
            parted = f"\n{block}" if at else f"{block}\n"
            self.html = self.html[:end] + parted + self.html[end:]
            at = len(segments.segments(self.html[: end + len(parted)])) - len(
                segments.segments(block)
            )
        for number in range(len(segments.segments(_block(kind, texts)))):
            self._add(at + number, id)

    def _behind(self, id: str) -> int:
        """The place behind the last paragraph of the units before this one."""
        before = set(self.order[: self.order.index(id)])
        places = [at for at, one in enumerate(self.ids) if set(self.links.get(one, ())) & before]
        return places[-1] + 1 if places else 0


def _block(kind: str, texts: Sequence[str]) -> str:
    """Paragraphs of their own, of the kind of the source's."""
    if kind in _ALONE:
        return "\n".join(f"<{kind}>{text}</{kind}>" for text in texts)
    if kind == "li":
        return _WHOLE["li"].format("</li>\n<li>".join(texts))
    return "\n".join(_WHOLE["p"].format(text) for text in texts)


def _kind(html: str, number: int) -> str:
    """The name of the block that the segment of this number stands in; "" where in none."""
    return segments.kinds(html)[number]


def _end_of_block(html: str, number: int) -> int:
    """Where the outermost block ends that the segment of this number stands in."""
    pieces = segments.cut(html)
    begin = sum(map(len, pieces[: 2 * number + 2]))
    depth = 0
    around = "".join(pieces[0 : 2 * number + 1 : 2])
    for tag in _TAG.finditer(around):
        depth += 0 if tag[2].lower() in ("br", "hr") else -1 if tag[1] else 1
    at = begin
    for tag in _TAG.finditer(html, begin):
        if depth <= 0:
            break
        if tag[2].lower() in segments.BLOCKS:
            depth += 0 if tag[2].lower() == "hr" else -1 if tag[1] else 1
            at = tag.end()
    return at
