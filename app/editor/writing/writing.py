"""The form in which a story or a page is written: opened, saved, refused, in somebody's way.

What differs between stories and pages is a `Kind`; the rest is the same for both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app import audit
from app.accounts import roles
from app.content import citations, texts
from app.content.lifecycle import begun, presence
from app.content.lifecycle.wording import Words
from app.content.problems import GoneError
from app.editor.door import current_user
from app.editor.rendering import render
from app.editor.writing import asked, citing, conflicts, saving, source
from app.editor.writing.standing import coming, states
from app.editor.writing.wording import WordsForm, shown
from app.extensions import db
from app.i18n.bidi import isolate
from app.i18n.formats import time_of_day
from app.i18n.languages import public_languages, translatable
from app.models import Item

Answer = Response | str | tuple[str, int]


@dataclass(frozen=True)
class Kind:
    """What a story's form and a page's do differently.

    `form` is the class; `offer` fills its lists, `begin` its details, `receive` takes in what was
    sent as a file, `keep` saves the details as saving.KeepDetails says, `after` what a person's
    save alone keeps, `title` and `more` are for the template, and `address` is where the form of
    an item is.
    """

    form: type[WordsForm]
    template: str
    title: Callable[[Item | None], str]
    offer: Callable[[Any], None]
    begin: Callable[[Any, Any], None]
    receive: Callable[[Any], None]
    keep: saving.KeepDetails
    after: Callable[[Any, Any], None]
    more: Callable[[Any, Any], dict[str, Any]]
    address: Callable[[Item], str]


def item_or_404(id: int) -> Item:
    """A story or a page that may be worked on; GoneError where it was taken down."""
    item = db.session.get(Item, id) or abort(404)
    if item.taken_down_at is not None:
        raise GoneError(id)
    return item


def words_of(item: Item | None, code: str) -> Words:
    """The words to go on from in a language; empty ones where there is nothing yet."""
    written = (text for text in (item.texts if item else ()) if text.language == code)
    return next((texts.latest_words(text) for text in written), Words())


def writable() -> list[str]:
    """The languages that whoever is signed in may write."""
    user = current_user()
    return [each.code for each in translatable() if roles.may_write(user, each.code)]


def made(kind: Kind, item: Item | None = None) -> Any:
    """The form with what was sent in it, and with the fields of the languages one may write."""
    form = kind.form()
    form.only(writable())
    kind.offer(form)
    source.offer(form, item)
    form.named()
    return form


def opened(kind: Kind, item: Item | None) -> Any:
    """The form as it is opened: what is stored, in the fields that one may write."""
    form = kind.form(formdata=None)
    form.only(writable())
    kind.offer(form)
    source.offer(form, item)
    for code in form.codes():
        words = words_of(item, code)
        form.begin(code, words.version, shown(words))
    source.begin(form, item)
    kind.begin(form, item)
    form.named()
    return form


def edit(kind: Kind, item: Item) -> Answer:
    """The form of an item, or what becomes of it when it is sent."""
    if request.method == "POST":
        form = made(kind, item)
        return sent(kind, item, form) if valid(kind, form) else page(kind, item, form)
    form = opened(kind, item)
    presence.here(item.id, current_user().id, form.named())
    db.session.commit()
    return page(kind, item, form)


def valid(kind: Kind, form: Any) -> bool:
    """Whether a form that was sent can be saved; its files are taken in even where it cannot."""
    form.validate()
    kind.receive(form)
    return not form.refused()


def sent(kind: Kind, item: Item, form: Any) -> Answer:
    """What becomes of a form that can be saved: it is, or it is refused, or in somebody's way."""
    id = item.id
    kept = saving.keep(item, form, current_user(), kind.keep)
    if kept.whole:
        return _saved(kind, item, form, kept)
    db.session.rollback()
    there = db.session.get(Item, id)  # none where it began with this very form
    form.refuse(kept.problems)
    if kept.problems or there is None:
        return page(kind, there, form)
    saving.put_aside(there, form, kept, current_user())
    db.session.commit()
    return conflicts.page(there, form, kept.clashes, request.path), 409


def _saved(kind: Kind, item: Item, form: Any, kept: saving.Kept) -> Response:
    kind.after(item, form)
    audit.record("text.save", item.type, item.id, {"languages": kept.saved})
    saving.record(item, kept)
    begun.left(form.named())
    db.session.commit()
    address, said = onwards(item, kind.address(item))
    flash(said)
    for sentence in source.told(item, kept.turned):
        flash(sentence)
    return redirect(address, 303)


def onwards(item: Item, here: str) -> tuple[str, str]:
    """Where the button that was pressed leads after a save, `here` by default; and what is said."""
    pressed = request.form.get("then")
    if pressed == "publish" and roles.may_publish(current_user()):
        said = _("Saved. Readers see it when you publish it on this page.")
        return url_for("editor.story_publish", id=item.id), said
    if pressed in ("publish", "review"):
        said = _("Saved. Readers see it when an editor has published it.")
        return url_for("editor.story_review", id=item.id), said
    return here, _("Saved. Readers see it when it is published.")


def page(kind: Kind, item: Item | None, form: Any) -> str:
    """The page with the form, whatever stands in it."""
    questions = asked.shown(item)
    return render(
        kind.template,
        title=kind.title(item),
        form=form,
        item=item,
        items=states(item),
        coming=coming(item),
        readable=_readable(item, form),
        present=present(item) if item else [],
        action=request.path,
        facts=citing.menu(),
        asked=questions,
        asked_mark=asked.mark(questions),
        **kind.more(item, form),
    )


def present(item: Item) -> list[str]:
    """Who else has an item open, and since when; one's own other forms are not told."""
    return [
        _(
            "%(name)s has this open since %(time)s.",
            name=isolate(name),
            time=isolate(time_of_day(since)),
        )
        for name, since in presence.others(item.id, current_user().id)
    ]


def _readable(item: Item | None, form: WordsForm) -> dict[str, dict[str, str]]:
    """The languages that are only read here, as they stand."""
    others = [each.code for each in public_languages() if each.code not in form.codes()]
    return {code: _cited(words_of(item, code), code) for code in others}


def _cited(words: Words, code: str) -> dict[str, str]:
    return {
        "title": citations.plain(words.title, code, None),
        "standfirst": citations.plain(words.standfirst, code, None),
        "body": citations.html(words.body, code, None),
    }
