"""The form of the Publish page: which languages, when, until when, and as what."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from app.editor.forms import AtMost, DeskForm, line, spoken_name
from app.editor.keeping.keepers import choices
from app.editor.times import day_field, not_past, read, time_field
from app.editor.writing.wording import lines

CHANGES = (
    ("fix", lazy_gettext("A small fix: readers are told nothing")),
    ("update", lazy_gettext("An update: the date of the last change moves")),
    ("correction", lazy_gettext("A correction: readers see a dated note")),
)


class PublishForm(DeskForm):
    """What to publish, when, and as what; a note for each language is added by `form_class`."""

    codes: tuple[str, ...] = ()  # the languages in which there are words, in the site's order
    languages = SelectMultipleField(
        lazy_gettext("Languages"),
        description=lazy_gettext("Chosen together, they appear at the same moment or not at all."),
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    when = RadioField(
        # Translators: at what time something was done or is to be done; label and heading of a
        # column.
        lazy_gettext("When"),
        choices=choices(
            # Translators: when: at once; elsewhere a heading over a text as it is at present.
            [("now", lazy_gettext("Now")), ("later", lazy_gettext("Later, at this time:"))]
        ),
        default="now",
        validate_choice=False,
    )
    at_day = day_field(lazy_gettext("Day"))
    at_time = time_field(lazy_gettext("Time"))
    until_day = day_field(
        lazy_gettext("Until this day"), description=lazy_gettext("Left empty, it stays for good.")
    )
    until_time = time_field(lazy_gettext("Until this time"))
    change = RadioField(
        lazy_gettext("What do readers see of this change?"),
        choices=choices(CHANGES),
        default="update",
        validate_choice=False,
    )
    item_version = HiddenField(filters=[line])
    replace = BooleanField(lazy_gettext("Take the place of what is scheduled"))
    lead = BooleanField(lazy_gettext("Put it first on the home page"))

    def chosen(self) -> list[str]:
        """The languages to publish, in the order of the site."""
        return [code for code in self.codes if code in self.languages.data]

    def by_name(self, name: str) -> dict[str, str]:
        """What stands in the fields `name` of the languages."""
        return {code: self[f"{name}_{code}"].data or "" for code in self.codes}


def form_class(codes: Iterable[str]) -> type[PublishForm]:
    """The form for words in these languages."""
    known = tuple(codes)
    fields: dict[str, Any] = {"codes": known}
    for code in known:
        fields[f"version_{code}"] = HiddenField(filters=[line])
        fields[f"note_{code}"] = TextAreaField(
            lazy_gettext("What was corrected (%(language)s)", language=spoken_name(code)),
            filters=[lines],
            validators=[AtMost(2000)],
            description=lazy_gettext(
                "Please say in a sentence what was corrected: readers see it."
            ),
        )
    return type("PublishFormOfLanguages", (PublishForm,), fields)


def asked_well(form: PublishForm) -> bool:
    """Whether it can be done as it is asked; sentences at the fields where not."""
    offered = {choice.value for choice in form.languages.choices}
    if not form.languages.data or not set(form.languages.data) <= offered:
        form.refuse({"languages": [_("Choose at least one language.")]})
    if form.when.data != "later" and (form.at_day.data or form.at_time.data):
        form.refuse(
            {"when": [_("You gave a time. Choose “Later”, or empty the day and the time.")]}
        )
    if form.lead.data and form.when.data == "later":
        form.refuse({"lead": [_("It can be put first once readers see it, and not before.")]})
    at = read(form, "at") if form.when.data == "later" else None
    if form.when.data == "later" and at is None and not form.refused():
        form.refuse({"at_day": [_("Choose a day and a time.")]})
    not_past(form, "at", at)
    not_past(form, "until", read(form, "until", "23:59"))
    return not form.refused()
