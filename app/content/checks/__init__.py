"""The checks of the Publish page: four reasons that block, and at most five warnings."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from app.content import facts
from app.content.checks.addresses import dead
from app.content.checks.blocks import blocking
from app.content.checks.compare import differences
from app.content.checks.days import days
from app.content.checks.findings import Finding, Words
from app.content.checks.hidden import hidden
from app.content.checks.typed import typed
from app.content.facts import Known

__all__ = ["MOST", "Finding", "Words", "blocking", "doubts", "found", "warnings"]

MOST = 5  # warnings shown at a time: more would not be read


def warnings(
    all_words: Mapping[str, Words],
    *,
    answers: Callable[[str], bool],
    dismissed: Collection[str] = (),
    site_url: str = "",
) -> list[Finding]:
    """At most MOST doubts about the words of an item, the most serious first.

    `answers` says whether a path inside the site does; `dismissed` are the fingerprints of what
    an editor called no problem; with `site_url`, links to the site by its full address are asked
    after too. Each further language is compared with the first.
    """
    return doubts(all_words, answers=answers, dismissed=dismissed, site_url=site_url)[:MOST]


def doubts(
    all_words: Mapping[str, Words],
    *,
    answers: Callable[[str], bool],
    dismissed: Collection[str] = (),
    site_url: str = "",
) -> list[Finding]:
    """As warnings(), without a limit."""
    every = found(all_words, facts.known(), answers, site_url)
    left = [one for one in every if one.fingerprint not in dismissed]
    return sorted(left, key=lambda one: -one.weight)


def found(
    all_words: Mapping[str, Words],
    known: Mapping[str, Known],
    answers: Callable[[str], bool],
    site_url: str = "",
) -> Iterator[Finding]:
    """Every doubt, in the order of the checks; `known` are the facts by their keys."""
    for other in list(all_words.values())[1:]:
        yield from differences(next(iter(all_words.values())), other, known, site_url)
    for words in all_words.values():
        yield from hidden(words)
        yield from days(words)
        yield from typed(words, known)
        yield from dead(words, answers, site_url)
