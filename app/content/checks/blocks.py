"""What keeps a text from being published: no title, no text, no alt, an unknown fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from app.content import citations
from app.content.checks.findings import Finding, Words
from app.content.plaintext import words_of
from app.content.store.embeds import EMBED

WEIGHT = 100
Alt = Callable[[int], str]  # number of a picture: its alt text in the language, "" for none


def blocking(words: Words, alt_of: Alt | None = None) -> list[Finding]:
    """The reasons why `words` cannot be published; `alt_of` answers for pictures in the text."""
    return [*_empty(words), *_pictures(words, alt_of), *_facts(words)]


def _empty(words: Words) -> Iterator[Finding]:
    if not words_of(words.title):
        yield Finding("title", words.language, "title", weight=WEIGHT)
    if not words_of(EMBED.sub("", words.body)):
        yield Finding("text", words.language, "body", weight=WEIGHT)


def _pictures(words: Words, alt_of: Alt | None) -> Iterator[Finding]:
    if words.has_picture and not words.alt.strip():
        yield Finding("alt", words.language, "alt", weight=WEIGHT)
    for kind, number in dict.fromkeys(EMBED.findall(words.body)) if alt_of else ():
        if kind == "picture" and alt_of and not alt_of(int(number)).strip():
            said = {"said": f"[[picture:{number}]]"}
            yield Finding("picture-alt", words.language, "body", "", said, weight=WEIGHT)


def _facts(words: Words) -> Iterator[Finding]:
    for name in ("title", "standfirst", "body", "note"):
        text = EMBED.sub("", getattr(words, name))
        for sentence in citations.problems(text, words.published_on):
            yield Finding("fact", words.language, name, "", {"said": sentence}, weight=WEIGHT)
