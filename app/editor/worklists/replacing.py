"""Find and replace across the languages: what is looked for, each place, what was done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField, StringField

from app import audit
from app.content.worklists import replacing
from app.content.worklists.finding import Search
from app.content.worklists.replacing import Choice, Found, Outcome
from app.editor.door import current_user
from app.editor.forms import AtMost, DeskForm, line, per_language
from app.editor.rendering import render
from app.extensions import db
from app.i18n.languages import public_languages

LONGEST = 200
PICK = re.compile(r"(t[0-9]{1,9}|n[0-9]{1,9}\.[a-z]{2,8})\|([a-z]{1,12})\|([0-9]{1,4})")
SEEN = re.compile(r"(t[0-9]{1,9}|n[0-9]{1,9}\.[a-z]{2,8})\|(-?[0-9]{1,10})")


class ReplaceForm(DeskForm):
    """What is looked for in each language, and what is to stand there."""

    whole = BooleanField(
        lazy_gettext("Whole words only"),
        description=lazy_gettext("Words with letters before or after them are left alone."),
    )

    def searches(self) -> dict[str, Search]:
        """What is looked for, by language, where anything is."""
        found = self.by_language("find")
        return {
            code: Search(words, self._fields[f"with_{code}"].data or "", bool(self.whole.data))
            for code, words in found.items()
        }


per_language(
    ReplaceForm,
    "find",
    lambda name: StringField(
        lazy_gettext("Find (%(language)s)", language=name),
        filters=[line],
        validators=[AtMost(LONGEST)],
    ),
)
per_language(
    ReplaceForm,
    "with",
    lambda name: StringField(
        lazy_gettext("Replace with (%(language)s)", language=name),
        filters=[line],
        validators=[AtMost(LONGEST)],
    ),
)


def fields() -> dict[str, str]:
    """The parts of a text in words."""
    return {
        # Translators: noun: the headline of a text; label of a field.
        "title": _("Title"),
        # Translators: the sentence under a headline; label of a field.
        "standfirst": _("Standfirst"),
        # Translators: noun: the words themselves, under the title; label of a field.
        "body": _("Text"),
        "alt": _("What the picture shows"),
        # Translators: the words under a picture; label of a field.
        "caption": _("Caption"),
        "text": _("Notice"),
    }


def replace() -> str:
    """The form, and below it each place where something was found."""
    form = ReplaceForm()
    found: list[Found] = []
    more = searched = False
    if form.validate_on_submit() and _asks(form):
        found, more = replacing.find(form.searches())
        searched = True
    return _page(form, found=found, more=more, searched=searched)


def _page(form: ReplaceForm, **values: Any) -> str:
    return render(
        "editor/replace.html", title=_("Find and replace"), form=form, fields=fields(), **values
    )


def _asks(form: ReplaceForm) -> bool:
    """Whether anything is looked for; if not, a sentence says so at the first field."""
    first = public_languages()[0].code
    if not form.searches():
        form.refuse({f"find_{first}": [_("Write what should be found, in one language or more.")]})
    for code, search in form.searches().items():
        if search.find == search.instead:
            form.refuse({f"with_{code}": [_("Both are the same: nothing would change.")]})
    return not form.refused()


def replace_apply() -> str:
    """Replace what was chosen, and say of each text what became of it."""
    form = ReplaceForm()
    if not (form.validate_on_submit() and _asks(form)):
        return _page(form, found=[], more=False, searched=False)
    choices = _choices()
    done = replacing.apply(form.searches(), choices, current_user().id) if choices else []
    for outcome in done:
        _record(outcome)
    db.session.commit()
    return render(
        "editor/replace_done.html",
        title=_("What was replaced"),
        done=[outcome for outcome in done if outcome.number],
        left=[outcome for outcome in done if not outcome.number],
        missing=len(choices) - len(done),
    )


def _choices() -> dict[str, Choice]:
    """What was chosen on the page that showed the places, by the key of each text."""
    seen = dict(_matched(SEEN, request.form.getlist("seen")))
    publish = set(request.form.getlist("publish"))
    picks: dict[str, dict[str, set[int]]] = {}
    for key, field, number in _matched(PICK, request.form.getlist("pick")):
        picks.setdefault(key, {}).setdefault(field, set()).add(int(number))
    return {
        key: Choice(seen[key], chosen, key in publish)
        for key, chosen in picks.items()
        if key in seen
    }


def _matched(pattern: re.Pattern[str], texts: list[str]) -> list[tuple[Any, ...]]:
    matches = (pattern.fullmatch(text) for text in texts[: replacing.MOST_PLACES * 2])
    return [match.groups() for match in matches if match]


def _record(outcome: Outcome) -> None:
    if outcome.number:
        found = outcome.found
        detail: Mapping[str, Any] = {"language": found.language, "places": outcome.number}
        audit.record(f"{found.type}.replace", found.type, found.id, detail)
        if outcome.published and found.type != "notice":
            published = {"language": found.language, "change": "fix"}
            audit.record("text.publish", found.type, found.id, published)
