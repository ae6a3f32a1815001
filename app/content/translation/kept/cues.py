"""Captions of a video, one text after another; when each is shown is not touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_TIMES = re.compile(r"^(\d\d\d?:\d\d:\d\d\.\d\d\d) --> [^\n]*$")


class Cue(NamedTuple):
    """A caption by the moment at which it begins, with the line that says when it is shown."""

    id: str
    times: str
    text: str


def cues(captions: str) -> list[Cue]:
    """The captions of a file as the site keeps it; of two that begin at once both."""
    return list(_named(captions))


def _named(captions: str) -> Iterator[Cue]:
    seen: dict[str, int] = {}
    for block in captions.split("\n\n"):
        times, _end, text = block.strip("\n").partition("\n")
        match = _TIMES.match(times)
        if match and text.strip():
            id = re.sub(r"[:.]", "-", match[1])
            seen[id] = seen.get(id, 0) + 1
            yield Cue(id if seen[id] == 1 else f"{id}-{seen[id]}", times, text)


def given(source: str, translation: str, texts: Mapping[str, str]) -> str:
    """The translated captions with other texts in some, shown when those of the source are."""
    here = {one.id: one for one in cues(translation)}
    for one in cues(source):
        if one.id in texts:
            here[one.id] = Cue(one.id, one.times, _whole(texts[one.id]))
    shown = sorted(here.values(), key=lambda one: (len(one.id.split("-")[0]), one.id))
    return "WEBVTT\n\n" + "\n".join(f"{one.times}\n{one.text}\n" for one in shown)


def _whole(text: str) -> str:
    """A text that cannot end its caption or begin another."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return "\n".join(lines).replace("-->", "--&gt;")
