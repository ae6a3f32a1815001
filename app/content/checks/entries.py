"""Doubts about what a translated text says: its numbers, addresses, accounts and agreed words.

For one text and its translation, of the interface or of a story; whether it may be shown at all
is for app/i18n/entry_checks.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.content.checks import links
from app.content.checks.plain import Passage
from app.content.checks.pools import Pool, unsaid_numbers
from app.content.checks.readings import Reading, read
from app.i18n.entry_checks import without_placeholders
from app.i18n.findings import Problem, shortened
from app.i18n.tags import without_tags

_ISOLATES = re.compile("[\u2066-\u2069]")
_HASHTAG = re.compile(r"(?<![\w&/#])#[^\W\d_][\w]*")


def doubts(source: str, said: str, source_language: str, language: str) -> Iterator[Problem]:
    """What the text `source` says and its translation `said` does not, or the other way round."""
    plain = [_ISOLATES.sub("", without_placeholders(without_tags(t))) for t in (source, said)]
    yield from _numbers(plain[0], plain[1], source_language, language)
    yield from _differ("address", "The address", *(_addresses(text) for text in plain))
    yield from _differ("handle", "The account", *(links.handles(text) for text in plain))
    yield from _differ("hashtag", "The hashtag", *(_hashtags(text) for text in plain))


def _numbers(source: str, said: str, source_language: str, language: str) -> Iterator[Problem]:
    one, other = _reading(source, source_language), _reading(said, language)
    lost = [odd.said for odd in unsaid_numbers(one, Pool([other])) if odd.firm]
    added = [odd.said for odd in unsaid_numbers(other, Pool([one])) if odd.firm]
    if lost or added:
        remedy = "Say the same number, in words or in digits."
        yield Problem("warning", "number.differs", _difference("The number", lost, added), remedy)


def _reading(text: str, language: str) -> Reading:
    return read(Passage("title", text, text, ()), language, {})


def _addresses(text: str) -> dict[str, str]:
    return links.links("", text, "")


def _hashtags(text: str) -> dict[str, str]:
    return {tag.casefold(): tag for tag in _HASHTAG.findall(text)}


def _differ(
    code: str, what: str, source: dict[str, str], said: dict[str, str]
) -> Iterator[Problem]:
    lost = [text for key, text in source.items() if key not in said]
    added = [text for key, text in said.items() if key not in source]
    if lost or added:
        remedy = "Write it as in the source, unless it has another form in this language."
        yield Problem("warning", f"{code}.differs", _difference(what, lost, added), remedy)


def _difference(what: str, lost: list[str], added: list[str]) -> str:
    only = {"in the source": lost, "in the translation": added}
    named = (
        f"{shortened(', '.join(texts))} stands only {where}"
        for where, texts in only.items()
        if texts
    )
    return f"{what} differs: {'; '.join(named)}."
