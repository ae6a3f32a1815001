"""Days that will not be understood later: "today" in a dated text, a date without its year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.content.checks import dates
from app.content.checks.calendars import Moment
from app.content.checks.findings import Finding, Words
from app.content.checks.lexicons import Lexicon, lexicon
from app.content.checks.plain import CITED, Passage, folded, passages, sentence_with, sentences
from app.content.checks.readings import without_names

WEIGHTS = {"undated": 40, "today": 35}
_FIELDS = ("title", "standfirst", "body")
_WORD = re.compile(r"[^\W\d_]+")
_PRESENT_REACH = 3  # words behind "today" in which a verb says "nowadays"


def days(words: Words) -> Iterator[Finding]:
    """The sentences with such a day; what the text quotes is its speakers' affair."""
    for passage in passages(words):
        if passage.field in _FIELDS:
            yield from _undated(passage, words)
            if words.published_on:
                yield from _relative(passage, words)


def _undated(passage: Passage, words: Words) -> Iterator[Finding]:
    text = without_names(passage.own, words.language)
    found = dates.moments(text, words.language)
    if CITED in text or any(one.has_year for one in found) or _YEAR.search(folded(text)):
        return
    known = lexicon(words.language)
    for one in found:
        if not _needs_no_year(folded(text), one, known):
            yield _finding("undated", words, passage, one.said)
            return


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _needs_no_year(text: str, one: Moment, known: Lexicon) -> bool:
    """Whether a date returns every year, or is the name of a bridge or a revolution."""
    sentence = sentence_with(text, one.said)
    before, after = text[: one.start].split(), text[one.end :].split()
    near = (("name_before", before[-1:]), ("name_after", after[:2]))
    return bool((pattern := known.dates.get("returning")) and pattern.search(sentence)) or any(
        (pattern := known.dates.get(name)) and pattern.search(" ".join(beside))
        for name, beside in near
    )


def _relative(passage: Passage, words: Words) -> Iterator[Finding]:
    for sentence in sentences(passage.own):
        said = _said(folded(sentence), lexicon(words.language))
        if said:
            yield _finding("today", words, passage, said)
            return


def _said(sentence: str, known: Lexicon) -> str:
    """The word of `sentence` that names a day by when it was written; "" where there is none."""
    if not known.days:
        return ""
    text = known.days["never"].sub(lambda match: CITED * len(match[0]), sentence)
    sure = known.days["sure"].search(text)
    if sure:
        return sure[0]
    maybe = known.days["maybe"].search(text)
    return maybe[0] if maybe and _tells_of_event(text, maybe, known) else ""


def _tells_of_event(text: str, day: re.Match[str], known: Lexicon) -> bool:
    """Whether the clause around "today" tells what happened then, rather than how things are."""
    clause = re.split(r"[,;:،؛–—]\s", text[: day.start()])[-1]
    after = _WORD.findall(text[day.end() :])
    rest = re.split(r"[;؛–—]\s", text[day.end() :])[0]
    present = known.days["no_event"]
    if present.search(clause) or present.search(" ".join(after[:_PRESENT_REACH])):
        return False
    around = f"{clause} {rest}"
    return bool(known.days["events"].search(around)) or any(
        known.event_ending and len(w) > 4 and w.endswith(known.event_ending)
        for w in _WORD.findall(around)
    )


def _finding(code: str, words: Words, passage: Passage, said: str) -> Finding:
    sentence = sentence_with(passage.text, said)
    return Finding(
        code, words.language, passage.field, sentence, {"said": said}, weight=WEIGHTS[code]
    )
