"""A translation put together from its units: what changed is put in place, all else stays as is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.content.lifecycle.wording import Words
from app.content.translation.patching import Body
from app.content.translation.segments import worded
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
    done = Body(words, source, links)
    if not words.body.strip():
        done.build(body)
    else:
        for one in units(source).body:
            if one.id in body:
                done.put(one.id, body[one.id])
        done.settle()
    if done.html == words.body:
        return Rebuilt(changed, tuple(done.ids), done.links)
    return Rebuilt({**changed, "body": done.html.strip()}, tuple(done.ids), done.links)
