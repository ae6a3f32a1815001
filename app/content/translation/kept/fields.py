"""The fields of what is kept that are translated: where each stands, and of which form it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from flask_babel.speaklater import LazyString

from app.content.store import media
from app.i18n.languages import get

Form = Literal["line", "text", "html", "counted", "cues"]
PARTED = "\x1f"  # between the forms of what is counted


@dataclass(frozen=True, slots=True)
class Field:
    """A text per language in a column; of a column that holds several, the one at `place`."""

    name: str
    form: Form
    what: LazyString
    most: int = 0
    column: str = ""
    place: int | None = None

    def raw(self, row: Any) -> Any:
        """What the column holds, for all languages."""
        return getattr(row, self.column or self.name)

    def said(self, raw: Any, language: str) -> str:
        """The text of a language in what the column holds; "" where there is none."""
        if self.place is not None:
            raw = raw[self.place] if self.place < len(raw) else {}
        text: Any = (raw or {}).get(language)
        if self.form == "counted":
            return PARTED.join(_forms(text or {}, language))
        text = text or ""
        return _captions(text) if self.form == "cues" else str(text)


def _forms(forms: Mapping[str, str], language: str) -> list[str]:
    """Each form of the language in gettext's order; none where it counts nothing."""
    wanted = get(language).plural_categories
    return [forms.get(name, "") for name in wanted] if any(forms.values()) else []


def _captions(name: str) -> str:
    """The captions kept under a name; "" where the file is not there."""
    try:
        return media.path(name).read_text(encoding="utf-8") if name else ""
    except OSError:
        return ""
