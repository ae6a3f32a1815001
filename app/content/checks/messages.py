"""What a finding says to an editor, and what it advises: whole sentences in their language."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _
from flask_babel import ngettext

from app.i18n import languages
from app.i18n.bidi import isolate
from app.i18n.formats import join_list, language_name

Values = Mapping[str, str]
SEPARATOR = " · "  # between several values of one name
_LISTING = ("numbers", "dates", "facts", "links", "handles")  # have several; others may quote it


def message(code: str, values: Values) -> str:
    """What is wrong."""
    return _MESSAGES[code](_ready(code, values))


def remedy(code: str, values: Values) -> str:
    """What to do about it."""
    return _REMEDIES[code](_ready(code, values))


def known(code: str) -> bool:
    """Whether there is a message for findings of this code."""
    return code in _MESSAGES


def _ready(code: str, values: Values) -> dict[str, str]:
    """Values as they stand in a sentence: languages by their names, everything isolated."""
    named = {
        key: _name(value) if key in ("language", "other") else value
        for key, value in values.items()
    }
    isolated = _each_isolated if code in _LISTING else isolate
    return {key: str(isolated(value)) for key, value in named.items()}


def _each_isolated(value: str) -> str:
    """Values kept apart by direction, as a list of the reader's language.

    Between numbers a mere sign would leave open on which side a reader begins: "12 · 14".
    """
    return join_list(isolate(one) for one in value.split(SEPARATOR))


def _name(code: str) -> str:
    return language_name(code) if code in languages.all_languages() else code


def _bare(value: str) -> str:
    return value.strip("\u2066\u2067\u2068\u2069")


def _differ(both: Callable[[Values], str], one: Callable[[Values], str]) -> Callable[[Values], str]:
    """A sentence for what two languages say differently, and one for what a single one says."""

    def say(values: Values) -> str:
        if _bare(values["said"]) and _bare(values["other_said"]):
            return both(values)
        if _bare(values["said"]):
            return one(values)
        return one(
            {
                **values,
                "said": values["other_said"],
                "language": values["other"],
                "other": values["language"],
            }
        )

    return say


def _dates_without_names(values: Values) -> str:
    said: str = _("The days differ between %(other)s and %(language)s.", **_pair(values))
    return said


def _pair(values: Values) -> dict[str, str]:
    return {key: values[key] for key in ("language", "other")}


def _dates(values: Values) -> str:
    if not _bare(values["said"]) and not _bare(values["other_said"]):
        return _dates_without_names(values)
    return _DATES(values)


_DATES = _differ(
    lambda v: _(
        "The dates differ: %(other)s says %(other_said)s, and %(language)s says %(said)s.", **v
    ),
    lambda v: _("%(language)s gives the date %(said)s, and %(other)s does not.", **_three(v)),
)


def _three(values: Values) -> dict[str, str]:
    return {key: values[key] for key in ("language", "other", "said")}


def _said(values: Values) -> dict[str, str]:
    return {"said": values["said"]}


def _older(values: Values) -> str:
    count = int(_bare(values["paragraphs"]))
    said: str = ngettext(
        "%(language)s is older than %(other)s: %(num)s paragraph has changed since.",
        "%(language)s is older than %(other)s: %(num)s paragraphs have changed since.",
        count,
        **_pair(values),
    )
    return said


_MESSAGES: dict[str, Callable[[Values], str]] = {
    "title": lambda v: _("There is no title in %(language)s.", language=v["language"]),
    "text": lambda v: _("There is no text in %(language)s.", language=v["language"]),
    "alt": lambda v: _("The picture is not described in %(language)s.", language=v["language"]),
    "picture-alt": lambda v: _(
        "The picture %(said)s in the text is not described in %(language)s.",
        said=v["said"],
        language=v["language"],
    ),
    "fact": lambda v: _bare(v["said"]),
    "numbers": _differ(
        lambda v: _(
            "The numbers differ: %(other)s says %(other_said)s, and %(language)s says %(said)s.",
            **v,
        ),
        lambda v: _("%(language)s says %(said)s, and %(other)s does not.", **_three(v)),
    ),
    "dates": _dates,
    "facts": _differ(
        lambda v: _(
            "The facts differ: %(other)s cites %(other_said)s, and %(language)s cites %(said)s.",
            **v,
        ),
        lambda v: _("%(language)s cites the fact %(said)s, and %(other)s does not.", **_three(v)),
    ),
    "links": _differ(
        lambda v: _(
            "The links differ: %(other)s leads to %(other_said)s, and %(language)s to %(said)s.",
            **v,
        ),
        lambda v: _("%(language)s has a link to %(said)s, and %(other)s has not.", **_three(v)),
    ),
    "handles": _differ(
        lambda v: _(
            "The accounts differ: %(other)s names %(other_said)s, and %(language)s %(said)s.", **v
        ),
        lambda v: _(
            "%(language)s names the account %(said)s, and %(other)s does not.", **_three(v)
        ),
    ),
    "older": _older,
    "overrides": lambda v: _(
        "An invisible character near %(said)s turns the direction of the text.", **_said(v)
    ),
    "hidden": lambda v: _("There is an invisible character near %(said)s.", **_said(v)),
    "undated": lambda v: _("The date %(said)s has no year.", **_said(v)),
    "today": lambda v: _(
        "The word %(said)s will be wrong for those who read this later.", **_said(v)
    ),
    "typed": lambda v: _(
        "The figure %(said)s is typed by hand, and the fact “%(fact)s” holds it.",
        said=v["said"],
        fact=v["fact"],
    ),
    "dead-link": lambda v: _("The link to %(said)s does not answer.", **_said(v)),
}

_REMEDIES: dict[str, Callable[[Values], str]] = {
    "title": lambda _values: _("Write a title, or do not publish this language yet."),
    "text": lambda _values: _("Write the text, or do not publish this language yet."),
    "alt": lambda _values: _(
        "Say in a sentence what the picture shows, for those who cannot see it."
    ),
    "picture-alt": lambda _values: _(
        "Describe the picture on its page under “Pictures and files”."
    ),
    "fact": lambda _values: _(
        "Choose the fact from the menu, or type its name as the list has it."
    ),
    "numbers": lambda _values: _(
        "Check both against the source and correct the one that is wrong."
    ),
    "dates": lambda _values: _("Check both against the source and correct the one that is wrong."),
    "facts": lambda _values: _("Cite the same facts in both languages."),
    "links": lambda _values: _("Give both languages the same links."),
    "handles": lambda _values: _(
        "Check the spelling, and name the same account in both languages."
    ),
    "older": lambda v: _(
        "Bring %(language)s up to date, or answer in the form that it need not change.",
        language=v["language"],
    ),
    "overrides": lambda _values: _("Delete these words and type them again."),
    "hidden": lambda _values: _("Delete these words and type them again."),
    "undated": lambda _values: _("Add the year."),
    "today": lambda _values: _("Write the date instead."),
    "typed": lambda v: _("Write %(cite)s in its place, so that it stays right.", cite=v["cite"]),
    "dead-link": lambda _values: _("Correct the link, or take it out."),
}
