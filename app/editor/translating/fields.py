"""The form of a translation: one field for each unit of the source."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence
from itertools import chain, count
from typing import Any

from flask import request
from flask_babel import gettext as _
from wtforms import Field, Form, HiddenField, TextAreaField, ValidationError

from app.content.lifecycle.wording import LONGEST
from app.content.lifecycle.working import source_words
from app.content.sanitise import clean_text
from app.content.translation import naming, segments
from app.content.translation.entering import Typed
from app.content.translation.state import Unit
from app.content.translation.units import is_line
from app.editor.forms import AtMost, DeskForm, line
from app.editor.writing.wording import LABELS, LONGEST_BODY, TOKEN, mark, number
from app.i18n.formats import number as spoken_number
from app.models import Text

# The script sends what begins with base_ and never keeps it.
FIELD, SEEN, OF = "unit_", "base_of_", "base_source"


class UnitsForm(DeskForm):
    """What any translation's form carries beside its units: whose it is, and what it began with."""

    token = HiddenField(filters=[line])
    hidden: dict[str, str]
    code = ""  # of the language that is written
    of = ""  # and of that which stands beside it

    def begin(self, units: Sequence[Unit], version: int) -> None:
        """Fill in what is stored, and which version that is."""
        for unit in units:
            if unit.state != "gone":
                self.unit(unit.id).data = unit.translation
        self.hidden = {
            f"version_{self.code}": str(version),
            f"base_{self.code}": f"{version}:{self.mark()}",
            OF: self.of,
            **{SEEN + unit.id: unit.source for unit in units},
        }

    def carry(self) -> None:
        """Keep what the form that was sent had begun with."""
        self.hidden = {
            name: value
            for name, value in request.form.items()
            if name.startswith((SEEN, f"version_{self.code}", f"base_{self.code}", OF))
        }

    def named(self) -> str:
        """The name of this open form, which it keeps while it is sent again and again."""
        if not TOKEN.fullmatch(self.token.data or ""):
            self.token.data = secrets.token_urlsafe(16)
        return str(self.token.data)

    def ids(self) -> list[str]:
        """The units that have a field."""
        return [name.removeprefix(FIELD) for name in self._fields if name.startswith(FIELD)]

    def unit(self, id: str) -> Any:
        """The field of a unit."""
        return self[FIELD + id]

    def typed(self) -> Typed:
        """What was sent: every unit that has a field, with the source that stood beside it.

        Left out is where somebody chose to take what the other had saved.
        """
        chosen = [id for id in self.ids() if not request.form.get(f"theirs_{id}")]
        return Typed(
            given={id: tidy(self.unit(id).data) for id in chosen},
            seen={id: request.form[SEEN + id] for id in chosen if SEEN + id in request.form},
        )

    def mark(self) -> str:
        """A short mark of all that stands in the fields."""
        return mark({id: str(self.unit(id).data or "") for id in self.ids()})

    def untouched(self) -> bool:
        """Whether nothing was typed since the form was opened."""
        began = f"{self.version()}:{self.mark()}"
        return request.form.get(f"base_{self.code}") == began

    def version(self) -> int:
        """The version of the words that the form stands on."""
        return number(request.form.get(f"version_{self.code}"))


def tidy(text: str | None) -> str:
    """What was typed for a unit, as it is stored: an empty line parts two paragraphs."""
    return re.sub(r"\n[ \t]*\n\s*", "\n\n", clean_text(text or "").strip())


def form_class(text: Text, units: Sequence[Unit]) -> type[UnitsForm]:
    """The form for these units of a text, but for those that their source has no more."""
    said, of = labels(text, units), text.item.source_language
    fields: dict[str, Any] = {
        FIELD + unit.id: TextAreaField(
            said[unit.id],
            filters=[clean_text_of],
            validators=[AtMost(LONGEST.get(unit.id, LONGEST_BODY)), *_worded(unit)],
        )
        for unit in units
        if unit.state != "gone"
    }
    return type("TranslationForm", (UnitsForm,), {**fields, "code": text.language, "of": of})


def _worded(unit: Unit) -> list[Callable[[Form, Field], None]]:
    """A paragraph without a word would stand there, and still count as not translated."""

    def worded(_form: Form, field: Field) -> None:
        if (field.data or "").strip() and not segments.worded(field.data):
            raise ValidationError(_("Please write words here, or leave it empty."))

    return [] if is_line(unit.id) else [worded]


def clean_text_of(text: str | None) -> str:
    """A filter of a field: what was typed without what is no text, every space kept."""
    return clean_text(text or "")


def labels(text: Text, units: Sequence[Unit]) -> dict[str, str]:
    """What each unit is called on the page: a line by its name, a paragraph by what it is.

    What the source has no more is a paragraph that follows all others.
    """
    source = source_words(text)
    body = naming.names(source.body) if source else []
    ids = [unit.id for unit in units if not is_line(unit.id)]
    more = (naming.paragraph(at) for at in count(len(body) + 1))
    return {unit.id: _line(unit.id) for unit in units if is_line(unit.id)} | dict(
        zip(ids, chain(body, more), strict=False)
    )


def _line(id: str) -> str:
    if id in LABELS:
        return str(LABELS[id])
    # Translators: a line of what a text rests on, such as a report: "Source 2".
    return _("Source %(number)s", number=spoken_number(int(id.removeprefix("source-"))))
