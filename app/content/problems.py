"""What keeps words from being kept, published or shown; each error says why in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

Problems = dict[str, list[str]]


class ContentError(ValueError):
    """Something that cannot be done as it was asked; `problems` says why, field by field."""

    def __init__(self, problems: Mapping[str, list[str]]) -> None:
        super().__init__("; ".join(s for sentences in problems.values() for s in sentences))
        self.problems: Problems = dict(problems)


class TextError(ContentError):
    """A text that cannot be kept or published as it is."""


class ConflictError(ContentError):
    """Somebody else saved meanwhile, and nothing was changed; `theirs` is what is kept now."""

    def __init__(self, theirs: Any) -> None:
        super().__init__({"": [_("Somebody else saved this while you were writing.")]})
        self.theirs = theirs


class AlreadyPublishedError(TextError):
    """These very words are published already, as `publication`; nothing was changed."""

    def __init__(self, publication: Any) -> None:
        super().__init__({"": [_("This is published already.")]})
        self.publication = publication


class GoneError(LookupError):
    """What was taken down: it is shown to nobody any more."""


def merged(*found: Mapping[str, list[str]]) -> Problems:
    """All problems together; those of the same field one after another, fields without left out."""
    whole: Problems = {}
    for problems in found:
        for name, sentences in problems.items():
            if sentences:
                whole.setdefault(name, []).extend(sentences)
    return whole
