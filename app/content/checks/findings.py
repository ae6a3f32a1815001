"""What the checks look at, and what they find; a finding says itself in the editor's language."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from app.content.checks import messages


@dataclass(frozen=True)
class Words:
    """The words of a story or page in one language, as they would be published.

    `body` is HTML as stored. `published_on` is None for an evergreen page. `behind` is how many
    paragraphs the source gained or changed since; None where nobody counted.
    """

    language: str
    title: str = ""
    standfirst: str = ""
    body: str = ""
    byline: str = ""
    alt: str = ""
    caption: str = ""
    has_picture: bool = False
    published_on: date | None = None
    changed_at: datetime | None = None
    note: str = ""
    behind: int | None = None


@dataclass(frozen=True)
class Finding:
    """Something wrong or doubtful: where it stands, and what to do."""

    code: str
    language: str
    field: str = ""
    sentence: str = ""
    values: Mapping[str, str] = dataclasses.field(default_factory=dict, compare=False)
    other_language: str = ""
    other_sentence: str = ""
    weight: int = 0

    @property
    def message(self) -> str:
        """What is wrong, in the language now spoken."""
        return messages.message(self.code, self._given())

    @property
    def remedy(self) -> str:
        """What to do, in the language now spoken."""
        return messages.remedy(self.code, self._given())

    @property
    def fingerprint(self) -> str:
        """The same as long as the sentences that it is about stay as they are."""
        about = (self.code, self.language, self.other_language, self.sentence, self.other_sentence)
        said = sorted(self.values.items()) if not self.sentence else []
        return sha256(repr((about, said)).encode()).hexdigest()

    def _given(self) -> dict[str, str]:
        return {**self.values, "language": self.language, "other": self.other_language}
