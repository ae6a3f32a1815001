"""What a form holds into working copies: all of it, or nothing and a word on what is in the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import request

from app import audit
from app.content import texts
from app.content.lifecycle import aside
from app.content.lifecycle.holding import hold
from app.content.lifecycle.wording import Words
from app.content.problems import ConflictError, ContentError
from app.editor.writing import source
from app.editor.writing.wording import WordsForm, number, shown
from app.extensions import db
from app.models import Item, User, WorkingCopy

DETAILS = "details"
KeepDetails = Callable[[Item, Any, int], None]


@dataclass(frozen=True)
class Clash:
    """What somebody else saved meanwhile: their words, of which version, who and when."""

    version: int
    who: str
    at: datetime | None
    words: dict[str, str]


@dataclass
class Kept:
    """What became of a form: what was saved as which version, clashes, sentences by field."""

    saved: list[str] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    clashes: dict[str, Clash] = field(default_factory=dict)
    problems: dict[str, list[str]] = field(default_factory=dict)
    turned: tuple[str, str] = ("", "")  # from which source to which, if it is another one now

    @property
    def whole(self) -> bool:
        """Whether everything was saved, so that it may be committed."""
        return not self.clashes and not self.problems


def keep(
    item: Item, form: WordsForm, user: User, details: KeepDetails, *, autosave: bool = False
) -> Kept:
    """Save the languages and the details that were touched; the caller commits if it is whole.

    `details` saves those: (item, form, version), and raises as content/lifecycle/details.py does.
    """
    kept = Kept()
    hold(item.texts)  # at once, and not one after the other as they stand in the form
    source.settle(item, form)
    changed = not _settled(DETAILS) and not form.details_untouched()
    version = _version(DETAILS, number(form.item_version.data))
    if changed:  # first: what is typed into the new source is a change of it
        _source(kept, item, form, version, late=False, autosave=autosave)
    # The source first: what is translated with it follows what it says now.
    for code in sorted(form.codes(), key=lambda one: one != item.source_language):
        if not _settled(code) and not _as_it_was(item, form, code):
            _language(kept, item, form, code, user, autosave)
    if changed and not kept.turned[1] and kept.whole:
        _source(kept, item, form, version, late=True, autosave=autosave)
    if changed and DETAILS not in kept.clashes:
        _details(kept, item, form, details, version + bool(kept.turned[1]))
    if kept.whole:  # else nothing was saved, and the form still stands where it began
        for name, version in kept.versions.items():
            form[name].data = str(version)
    return kept


def put_aside(item: Item, form: WordsForm, kept: Kept, user: User) -> None:
    """Keep in the history what was to be saved and was not, for somebody else had saved."""
    hold(item.texts)
    for code in form.codes():
        if code in kept.clashes or code in kept.saved:
            aside.keep(texts.text_of(item, code), form.words(code), user.id)


def _settled(code: str) -> bool:
    """Whether the other's version was chosen where two had saved."""
    return request.form.get(f"choose_{code}") == "theirs"


def _version(code: str, began: int) -> int:
    """The version that is written over: the one begun with, or theirs where mine was chosen."""
    mine = request.form.get(f"choose_{code}") == "mine"
    return number(request.form.get(f"theirs_{code}")) if mine else began


def _as_it_was(item: Item, form: WordsForm, code: str) -> bool:
    """Whether nothing was typed in a language, nor saved by this very form unseen by it."""
    return form.untouched(code) and _copy(item, code, form.named()) is None


def _copy(item: Item, code: str, token: str) -> WorkingCopy | None:
    copies = (text.working_copy for text in item.texts if text.language == code)
    return next((copy for copy in copies if copy is not None and copy.token == token), None)


def _language(
    kept: Kept, item: Item, form: WordsForm, code: str, user: User, autosave: bool
) -> None:
    try:
        copy = texts.save(
            texts.text_of(item, code),
            form.words(code),
            user.id,
            version=_version(code, form.version(code)),
            token=form.named(),
            autosave=autosave,
        )
    except ConflictError as clash:
        kept.clashes[code] = _clash(clash.theirs)
    except ContentError as error:
        kept.problems.update({f"{name}_{code}": said for name, said in error.problems.items()})
    else:
        kept.versions[f"version_{code}"] = copy.version
        kept.saved.append(code)


def _clash(theirs: Words) -> Clash:
    return Clash(theirs.version, name_of(theirs.user_id), theirs.saved_at, shown(theirs))


def name_of(user_id: int | None) -> str:
    """The name of a user; "" where nobody is known."""
    user = db.session.get(User, user_id) if user_id else None
    return (user.name or user.email) if user else ""


def record(item: Item, kept: Kept) -> None:
    """Note in the log that another language is the source now."""
    before, now = kept.turned
    if now:
        audit.record("text.source", item.type, item.id, {"from": before, "to": now})


def _source(
    kept: Kept, item: Item, form: WordsForm, version: int, *, late: bool, autosave: bool
) -> None:
    try:
        kept.turned = source.turn(item, form, version, late=late, autosave=autosave)
    except ConflictError:
        kept.clashes[DETAILS] = Clash(item.version, "", None, {})
    except ContentError as error:
        kept.problems.update(error.problems)


def _details(kept: Kept, item: Item, form: WordsForm, details: KeepDetails, version: int) -> None:
    try:
        details(item, form, version)
    except ConflictError:
        kept.clashes[DETAILS] = Clash(item.version, "", None, {})
    except ContentError as error:
        kept.problems.update(error.problems)
    else:
        kept.versions["item_version"] = item.version
