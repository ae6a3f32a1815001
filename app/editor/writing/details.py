"""What stands in "Details" of a story's form: its fields, and what is made of them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    Form,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from app.accounts import roles
from app.content.lifecycle import details as content
from app.content.lifecycle.details import Details
from app.editor.door import current_user
from app.editor.each_language import fields_of_each
from app.editor.forms import AtMost, choice_in, line, spoken_name
from app.editor.keeping.keepers import choices
from app.editor.times import day_field
from app.editor.writing.wording import WordsForm, lines, number
from app.i18n import fallbacks
from app.i18n.current import current_language
from app.i18n.formats import digits_to_latin
from app.i18n.languages import Language
from app.models import Story

_NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)  # what a column of the database takes
LINKED = ("topic_id", "campaign_id", "series_id", "video_id", "media_id")
# What belongs to all languages, and is no translator's to choose.
SHARED = (
    *("kind", *LINKED, "picture", "drop_picture", "file_ids"),
    *("consent_who", "consent_scope", "consent_until"),
)
KINDS = (
    ("news", lazy_pgettext("kind of story", "News")),
    ("video", lazy_pgettext("kind of story", "Video")),
    ("document", lazy_pgettext("kind of story", "Document")),
)


def _offered(_form: Form, field: Field) -> None:
    """Refuse what the list does not offer: it was there, and has gone."""
    wanted = field.data if isinstance(field.data, list) else [field.data]
    if not {str(value) for value in wanted} <= {choice.value for choice in field.choices}:
        raise ValidationError(_("Please choose again: this is not offered any more."))


def _a_number(_form: Form, field: Field) -> None:
    if field.data and not _NUMBER.fullmatch(field.data):
        raise ValidationError(_("Write the number of a picture of the library, such as 12."))


def _digits(text: str | None) -> str:
    return line(digits_to_latin(text or ""))


def _choice(label: Any) -> SelectField:
    return SelectField(label, validate_choice=False, validators=[_offered])


class StoryForm(WordsForm):
    """The form of a story."""

    kind = _choice(lazy_gettext("Kind of story"))
    topic_id = _choice(lazy_gettext("Topic"))
    campaign_id = _choice(lazy_gettext("Campaign"))
    series_id = _choice(lazy_gettext("Series"))
    video_id = _choice(lazy_gettext("Video"))
    picture = FileField(
        lazy_gettext("Add a picture"),
        description=lazy_gettext(
            "JPEG, PNG, WebP, AVIF or GIF. Where it was taken is removed from it."
        ),
    )
    media_id = StringField(
        lazy_gettext("Number of a picture in the library"),
        description=lazy_gettext("The last pictures are offered by name."),
        filters=[_digits],
        validators=[_a_number],
    )
    drop_picture = BooleanField(lazy_gettext("Remove the picture"))
    file_ids = SelectMultipleField(
        lazy_gettext("Files"),
        validate_choice=False,
        validators=[_offered],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    consent_who = StringField(lazy_gettext("Who agreed"), filters=[line], validators=[AtMost(200)])
    consent_scope = TextAreaField(
        lazy_gettext("To what"), filters=[lines], validators=[AtMost(2000)]
    )
    consent_until = day_field(
        lazy_gettext("Until when"), description=lazy_gettext("Left empty, there is no end to it.")
    )

    def offer(self) -> None:
        """Fill the lists with what can be chosen, and leave out what is not for this user."""
        if not roles.may_compose(current_user()):
            for name in SHARED:
                del self[name]
            return
        offered = content.offered()
        self.kind.choices = choices(KINDS)
        for name in ("topic", "campaign", "series", "video"):
            kept = getattr(offered, "series" if name == "series" else f"{name}s")
            self[f"{name}_id"].choices = [*choices([("", _("None"))]), *_titled(kept)]
        self.file_ids.choices = _titled(offered.files)

    def details(self) -> dict[str, str]:
        """What stands in the fields of the details, in plain texts."""
        found = {f"{name}_{code}": "" for name in ("place", "people") for code in self.codes()}
        found = super().details() | {name: str(self[name].data or "") for name in found}
        if "kind" in self:
            found |= {name: str(self[name].data or "") for name in ("kind", *LINKED)}
            if self.drop_picture.data:
                found["media_id"] = ""
            found["file_ids"] = " ".join(sorted(self.file_ids.data or []))
        return found

    def begin_details(self, story: Story | None) -> None:
        """Fill in the details of a story, or those with which a new one begins."""
        of = content.of(story) if story else Details()
        if "kind" in self:
            self.kind.data = of.kind
            self.file_ids.data = [str(id) for id in of.file_ids]
            for name in LINKED:
                self[name].data = str(getattr(of, name) or "")
        for code in self.codes():
            self[f"place_{code}"].data = of.place.get(code, "")
            self[f"people_{code}"].data = "\n".join(person.get(code, "") for person in of.people)
        self.stamp_details(story.version if story else 0)

    def filled(self, story: Story | None) -> Details:
        """The details of `story` with what was typed; what is no field here stays as it is."""
        before = content.of(story) if story else Details()
        places = {code: self[f"place_{code}"].data or "" for code in self.codes()}
        names = {code: (self[f"people_{code}"].data or "").splitlines() for code in self.codes()}
        there = replace(before, place={**before.place, **places}, people=_people(before, names))
        return replace(there, **self._chosen()) if "kind" in self else there

    def _chosen(self) -> dict[str, Any]:
        chosen: dict[str, Any] = {name: number(self[name].data) or None for name in LINKED}
        if self.drop_picture.data:
            chosen["media_id"] = None
        files = tuple(number(id) for id in self.file_ids.data or [])
        return {"kind": self.kind.data, "file_ids": files, **chosen}


def _titled(kept: list[tuple[int, dict[str, str]]]) -> list[SelectChoice]:
    """What can be chosen, by its title in the language of the desk or in another."""
    return [_titled_one(id, titles) for id, titles in kept]


def _titled_one(id: int, titles: dict[str, str]) -> SelectChoice:
    spoken = current_language().code
    code = fallbacks.spoken_in(titles, spoken)
    return choice_in(code, str(id), titles.get(code) or str(id))


def _people(before: Details, names: dict[str, list[str]]) -> tuple[dict[str, str], ...]:
    """One person a line: the lines of the languages typed, beside the others' as they were."""
    longest = max([len(before.people), *(len(lines) for lines in names.values())])
    people = []
    for at in range(longest):
        person = dict(before.people[at]) if at < len(before.people) else {}
        for code, typed in names.items():
            person[code] = typed[at] if at < len(typed) else ""
        people.append(person)
    return tuple(people)


def _fields(language: Language) -> dict[str, Any]:
    of = {"language": spoken_name(language.code)}
    place = StringField(
        lazy_gettext("Place (%(language)s)", **of), filters=[line], validators=[AtMost(200)]
    )
    people = TextAreaField(
        lazy_gettext("People (%(language)s)", **of),
        filters=[lines],
        validators=[AtMost(5000)],
        description=lazy_gettext("One name in each line, in the same order in each language."),
    )
    return {f"place_{language.code}": place, f"people_{language.code}": people}


fields_of_each(StoryForm, _fields)
