"""The words of a text as translators are given them: one unit a paragraph, each by its id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from app.content.lifecycle.wording import Words
from app.content.translation import segments
from app.content.translation.identity import Paragraph

LINES = ("title", "standfirst", "byline", "alt", "caption", "credit")  # a unit each, by its name
OPTIONAL = ("byline", "credit")  # and sources: a translation may do without them
_SOURCE = "source-"


@dataclass(frozen=True, slots=True)
class Units:
    """A text in units: its lines by their names, its body by the ids of paragraphs, in order."""

    lines: tuple[Paragraph, ...]
    body: tuple[Paragraph, ...]

    @property
    def all(self) -> tuple[Paragraph, ...]:
        """Every unit that has words."""
        return (*(line for line in self.lines if line.text), *self.body)


def is_line(id: str) -> bool:
    """Whether a unit is a line of its own and no paragraph of the body."""
    return id in LINES or id.startswith(_SOURCE)


def is_optional(id: str) -> bool:
    """Whether a translation may do without this unit."""
    return id in OPTIONAL or id.startswith(_SOURCE)


def units(words: Words) -> Units:
    """`words` in units."""
    lines = [Paragraph(name, getattr(words, name)) for name in LINES]
    sources = [Paragraph(f"{_SOURCE}{at}", one["text"]) for at, one in enumerate(words.sources, 1)]
    texts = segments.segments(words.body)
    ids = paragraph_ids(words.paragraphs, texts)
    first: dict[int, str] = {0: ""}
    rows = [
        first.setdefault(row, id) for id, row in zip(ids, segments.rows(words.body), strict=True)
    ]
    return Units((*lines, *sources), tuple(map(Paragraph, ids, texts, rows)))


def paragraph_ids(kept: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The ids that were kept, or, of a body that has none yet, ids made of its words."""
    if len(kept) == len(texts) and len(set(kept)) == len(kept):
        return list(kept)
    ids: dict[str, None] = {}
    for text in texts:
        at, id = 0, ""
        while not id or id in ids:
            id = sha256(f"{at}:{text}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
            at += 1
        ids[id] = None
    return list(ids)


def with_lines(words: Words, lines: Mapping[str, str]) -> dict[str, Any]:
    """The columns of the words in which these lines have other texts."""
    changed: dict[str, Any] = {name: text for name, text in lines.items() if name in LINES}
    sources = [dict(source) for source in words.sources]
    for name, text in lines.items():
        number = int(name.removeprefix(_SOURCE)) if name.startswith(_SOURCE) else 0
        if 0 < number <= len(sources):
            sources[number - 1]["text"] = text
    return {**changed, "sources": sources} if sources != list(words.sources) else changed
