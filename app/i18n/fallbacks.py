"""Words kept per language, where the wanted one has none: in which they are said then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.i18n.languages import public_languages, source_language


def spoken_in(words: Mapping[str, object], wanted: str) -> str:
    """The code of the language to say `words` in: `wanted`, else the source, else any of theirs.

    One that is not open to readers yet is the last. `wanted` also where there are no words at all.
    """
    return next((code for code in _in_turn(words, wanted) if words.get(code)), wanted)


def _in_turn(words: Mapping[str, object], wanted: str) -> Iterator[str]:
    yield from (wanted, source_language().code)
    yield from (language.code for language in public_languages())
    yield from words


def said(words: Mapping[str, str], wanted: str, otherwise: str) -> str:
    """The words in `wanted`, else as spoken_in has it; `otherwise` where there are none.

    For options and attributes, which may name no language of a part; elsewhere it is marked.
    """
    return words.get(spoken_in(words, wanted)) or otherwise
