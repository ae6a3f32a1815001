"""Words for the details of an entry of the log: what each is called, and what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext, lazy_pgettext
from flask_babel.speaklater import LazyString

from app.content import citations
from app.editor.people.names import ROLES
from app.editor.translating.planned import KINDS
from app.extensions import db
from app.i18n import fallbacks, formats
from app.i18n.bidi import isolate, ltr
from app.i18n.current import current_language
from app.models import Topic

Say = Callable[[Any], str]  # raises one of WORDLESS for what it has no words for
WORDLESS = (ArithmeticError, KeyError, TypeError, ValueError)

LABELS: dict[str, LazyString] = {
    "address": lazy_pgettext("in the log", "Network address"),
    "addresses": lazy_pgettext("in the log", "Addresses that say it is gone"),
    "all": lazy_pgettext("in the log", "All other sessions"),
    "by": lazy_pgettext("in the log", "By way of"),
    "change": lazy_pgettext("in the log", "Published as"),
    "code": lazy_pgettext("in the log", "Warning"),
    "from": lazy_pgettext("in the log", "Before"),
    # Translators: noun; label of a field, and of the choice between the languages.
    "language": lazy_gettext("Language"),
    # Translators: noun: those of a text or of a person; label of a field.
    "languages": lazy_gettext("Languages"),
    "needed": lazy_pgettext("in the log", "Must change"),
    "paragraphs": lazy_pgettext("in the log", "Paragraphs"),
    "places": lazy_pgettext("in the log", "Places"),
    "purpose": lazy_pgettext("in the log", "For"),
    "revision": lazy_pgettext("in the log", "Number of the earlier version"),
    # Translators: what a user may do: editor, translator …
    "role": lazy_gettext("Role"),
    # Translators: of a suggestion from a file: whether somebody took it; before "Yes" or "No".
    "taken": lazy_pgettext("in the log", "Taken"),
    "texts": lazy_pgettext("in the log", "Texts"),
    "to": lazy_pgettext("in the log", "Now"),
    # Translators: of a text: its title, or the name of a paragraph.
    "unit": lazy_pgettext("in the log", "Part"),
    "until": lazy_pgettext("in the log", "Until"),
    "version": lazy_pgettext("in the log", "Number of the version"),
}
# What a key is called in the entries of one action only.
LABELS_OF: dict[tuple[str, str], LazyString] = {
    **{("translation.import", kind): label for kind, label in KINDS.items()},
    ("text.publish", "from"): lazy_pgettext("in the log", "To appear on"),
}
WORDS: dict[str, LazyString] = {
    "command": lazy_pgettext("in the log", "a command on the server"),
    "fix": lazy_pgettext("in the log", "a small fix"),
    "update": lazy_pgettext("in the log", "an update"),
    "correction": lazy_pgettext("in the log", "a correction"),
    "invite": lazy_pgettext("in the log", "an invitation"),
    "reset": lazy_pgettext("in the log", "a new password"),
}


def said(action: str, detail: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(label, value) of each detail in the language of the desk, both ready to stand in a line.

    Whatever has no words, such as what an older site noted, is shown as it is kept.
    """
    kept = {name: value for name, value in detail.items() if value not in ("", [], None)}
    return [(_label(action, name), _value(action, name, value)) for name, value in kept.items()]


def _label(action: str, name: str) -> str:
    label = LABELS_OF.get((action, name)) or LABELS.get(name)
    return str(label) if label else _("Detail %(name)s", name=ltr(name))


def _value(action: str, name: str, value: Any) -> str:
    say = SAYERS_OF.get((action, name)) or SAYERS.get(name)
    try:
        return isolate(say(value)) if say else _plain(value)
    except WORDLESS:
        return _plain(value)


def _plain(value: Any) -> str:
    return formats.join_list([ltr(one) for one in (value if isinstance(value, list) else [value])])


def _languages(codes: list[str]) -> str:
    return formats.join_list(formats.language_name(code) for code in codes)


def _moment(iso: str) -> str:
    """A day, or a moment in the time of Baghdad."""
    if len(iso) <= len("2026-11-22"):
        return formats.date(date.fromisoformat(iso))
    return formats.date_time(datetime.fromisoformat(iso))


def _topic(id: int) -> str:
    topic, spoken = db.session.get(Topic, id), current_language().code
    if topic is None:
        raise KeyError(id)
    language = fallbacks.spoken_in(topic.title, spoken)
    return citations.plain(topic.title[language], language, None)


def _role(name: str) -> str:
    return str(ROLES[name])


def _word(code: str) -> str:
    return str(WORDS[code])


SAYERS: dict[str, Say] = {
    "addresses": formats.number,
    # Translators: the answer to a question that the column or the entry asks.
    "all": lambda _yes: _("Yes"),
    "by": _word,
    "change": _word,
    "language": formats.language_name,
    "languages": _languages,
    "needed": lambda needed: _("Yes") if needed else _("No"),
    "paragraphs": formats.number,
    "places": formats.number,
    "purpose": _word,
    "revision": formats.number,
    "role": _role,
    "taken": lambda taken: _("Yes") if taken else _("No"),
    "texts": formats.number,
    "until": _moment,
    "version": formats.number,
}
SAYERS_OF: dict[tuple[str, str], Say] = {
    **{("translation.import", kind): formats.number for kind in KINDS},
    ("story.topic", "from"): _topic,
    ("story.topic", "to"): _topic,
    ("text.publish", "from"): _moment,
    ("text.source", "from"): formats.language_name,
    ("text.source", "to"): formats.language_name,
    ("user.role", "from"): _role,
    ("user.role", "to"): _role,
}
