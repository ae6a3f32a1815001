"""Words kept per language, where the wanted one has none: in which they are said then."""

from __future__ import annotations

from collections.abc import Mapping

from app.i18n.languages import source_language


def spoken_in(words: Mapping[str, object], wanted: str) -> str:
    """The code of the language to say `words` in: `wanted`, else the source, else any of theirs.

    `wanted` also where there are no words at all.
    """
    having = (code for code in (wanted, source_language().code, *words) if words.get(code))
    return next(having, wanted)


def said(words: Mapping[str, str], wanted: str, otherwise: str) -> str:
    """The words in `wanted`, else as spoken_in has it; `otherwise` where there are none.

    For options and attributes, which may name no language of a part; elsewhere it is marked.
    """
    return words.get(spoken_in(words, wanted)) or otherwise
