"""Two have saved: both versions side by side, and whoever came second chooses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import escape
from wtforms import Field

from app.content.lifecycle import differences
from app.content.lifecycle.differences import Pair
from app.content.lifecycle.paragraphs import as_typed, stored
from app.editor.rendering import render
from app.editor.writing import citing
from app.editor.writing.saving import DETAILS, Clash
from app.editor.writing.wording import FIELDS, WordsForm
from app.i18n import languages
from app.i18n.formats import language_name
from app.i18n.languages import Language
from app.models import Item


@dataclass(frozen=True)
class Side:
    """A field that differs, and its paragraphs beside the other's; `text` where it is the body."""

    field: Field
    text: bool
    pairs: list[Pair]


@dataclass(frozen=True)
class Dispute:
    """A language, or the details ("details"), that two have written at once."""

    code: str
    name: str
    language: Language | None
    clash: Clash
    sides: list[Side]


def page(item: Item, form: WordsForm, clashes: Mapping[str, Clash], action: str) -> str:
    """Both versions of each language in dispute; everything that was typed is in the form."""
    disputes = [_dispute(form, code, clash) for code, clash in clashes.items()]
    shown = {side.field.name for dispute in disputes for side in dispute.sides}
    return render(
        "editor/story_conflict.html",
        title=_("Somebody else saved this too"),
        item=item,
        action=action,
        disputes=disputes,
        facts=citing.menu(),
        carried=list(carried(form, shown)),
    )


def _dispute(form: WordsForm, code: str, clash: Clash) -> Dispute:
    if code == DETAILS:
        # Translators: what a story has besides its words: topic, picture, place …
        return Dispute(code, _("Details"), None, clash, [])
    sides = [_side(form[f"{name}_{code}"], clash.words[name]) for name in FIELDS]
    different = [side for side in sides if any(pair.kind != "same" for pair in side.pairs)]
    return Dispute(code, language_name(code), languages.get(code), clash, different)


def _side(field: Field, theirs: str) -> Side:
    """A field that may differ; the text stands in it as it is shown when it is written."""
    text = field.name.startswith("body_")
    if not text:
        return Side(field, text, differences.words(str(escape(theirs)), str(escape(_typed(field)))))
    mine = stored(_typed(field))
    field.data = as_typed(mine)
    return Side(field, text, differences.words(theirs, mine))


def _typed(field: Field) -> str:
    return str(field.data or "")


def carried(form: WordsForm, but: set[str]) -> Iterator[tuple[str, str]]:
    """(name, value) of all that was sent and is no visible field, to be sent again."""
    for field in form:
        if field.name in but or field.type == "FileField":
            continue
        if field.type == "BooleanField":
            if field.data:
                yield field.name, "y"
        elif isinstance(field.data, list):
            yield from ((field.name, str(value)) for value in field.data)
        else:
            yield field.name, _typed(field)
