"""The Publish page: which languages, now or when, until when, and what is wrong."""

from __future__ import annotations

from flask import flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app import audit
from app.content import site, texts
from app.content.lifecycle import details, dismissals
from app.content.problems import AlreadyPublishedError, ConflictError, TextError
from app.editor.door import current_user
from app.editor.keeping.keepers import choices
from app.editor.rendering import render
from app.editor.times import read
from app.editor.writing import announcing, checking, outside, schedules, showing
from app.editor.writing.checking import Found
from app.editor.writing.history import back_to
from app.editor.writing.publish_form import CHANGES, PublishForm, asked_well, form_class
from app.editor.writing.standing import State, written
from app.editor.writing.titles import title_of
from app.editor.writing.wording import number
from app.editor.writing.writing import item_or_404
from app.extensions import db
from app.i18n.bidi import isolate
from app.i18n.formats import language_name
from app.models import Item, Publication, Story

# Where the content's sentences stand.
FIELD_OF = {"at": "at_day", "until": "until_day", "scheduled": "replace"}


def story_publish(id: int) -> Response | str | tuple[str, int]:
    """The page, and what becomes of it: published once, or said why not."""
    item = item_or_404(id)
    if request.method == "GET":
        return _page(item, _opened(item))
    items = _written(item)
    form = _form(items)()
    _offer(form, items)
    if "dismiss" in request.form:
        return _dismissed(item, form)
    if form.validate() and asked_well(form) and "publish" in request.form:
        return _published(item, form)
    return _page(item, form)


def _opened(item: Item) -> PublishForm:
    """The form as it is opened: everything that readers do not have yet, now."""
    items = _written(item)
    form = _form(items)(formdata=None)
    _offer(form, items)
    waiting = [state for state in items if _waits(state)]
    open_ = [state for state in waiting if state.language.state == "public"]
    form.languages.data = [state.language.code for state in open_ or waiting]
    for state in items:
        form[f"version_{state.language.code}"].data = str(state.standing.version)
    form.item_version.data = str(item.version)
    return form


def _written(item: Item) -> list[State]:
    """The languages in which there are words."""
    return [state for state in written(item) if state.standing.version]


def _form(items: list[State]) -> type[PublishForm]:
    return form_class(state.language.code for state in items)


def _offer(form: PublishForm, items: list[State]) -> None:
    form.languages.choices = choices((state.language.code, state.name) for state in items)
    form.languages.data = form.languages.data or []


def _waits(state: State) -> bool:
    """Whether a language has something that readers neither have nor will have by itself."""
    standing = state.standing
    return standing.changed or not (standing.live or standing.scheduled)


def _published(item: Item, form: PublishForm) -> Response | str | tuple[str, int]:
    found = _check(item, form)
    if _blocked(form, found):
        form.refuse({"": [_("Please put right first what keeps this from being published.")]})
        return _page(item, form, found)
    try:
        done = _publish(item, form)
    except AlreadyPublishedError:
        db.session.rollback()
        flash(_("This is published already; nothing was published twice."))
        return redirect(back_to(item), 303)
    except ConflictError:
        db.session.rollback()
        return _page(item, _stale(item, form)), 409
    except TextError as error:
        db.session.rollback()
        form.refuse(_at_fields(error.problems))
        return _page(item, form)
    flash(announcing.done(done))
    if links := outside.see_it(item, done):
        flash(links)
    db.session.commit()
    return redirect(back_to(item), 303)


def _publish(item: Item, form: PublishForm) -> list[Publication]:
    """What is published; what is called off by it is in the log too."""
    with schedules.told(item) as recorded:
        done = _as_asked(item, form)
        recorded.update(one.language for one in done)
        for one in done:
            detail = {"language": one.language, "from": one.starts_at, "change": one.change}
            audit.record("text.publish", item.type, item.id, detail)
        if form.lead.data and _may_lead(item):
            site.choose_lead(item.id)
            audit.record("site.lead", "story", item.id)
    return done


def _as_asked(item: Item, form: PublishForm) -> list[Publication]:
    chosen = form.chosen()
    done = texts.publish_together(
        [texts.text_of(item, code) for code in chosen],
        at=read(form, "at") if form.when.data == "later" else None,
        until=read(form, "until", "23:59"),
        change=form.change.data if form.change.data in dict(CHANGES) else "update",
        note=form.by_name("note") if form.change.data == "correction" else "",
        user_id=current_user().id,
        versions={code: number(said) for code, said in form.by_name("version").items()},
        replace_scheduled=bool(form.replace.data),
    )
    details.expect(item, number(form.item_version.data))  # another picture is not published unseen
    return done


def _may_lead(item: Item) -> bool:
    """Whether it can be put first on the home page, and is not there already."""
    return isinstance(item, Story) and site.lead_story_id() != item.id


def _stale(item: Item, form: PublishForm) -> PublishForm:
    """The same form about the words as they are now, with a sentence that they changed."""
    for state in _shown(item, form):
        form[f"version_{state.language.code}"].data = str(state.standing.version)
    form.item_version.data = str(item.version)
    form.refuse({"": [_("The words were changed meanwhile. Please look at them again.")]})
    return form


def _at_fields(problems: dict[str, list[str]]) -> dict[str, list[str]]:
    """The content's problems at the fields of this page: {"ar.title": …}, {"at": …}."""
    found: dict[str, list[str]] = {}
    for name, sentences in problems.items():
        code, _dot, field = name.rpartition(".")
        if field == "note":
            found[f"note_{code}"] = sentences
        elif field in FIELD_OF or not code:
            found[FIELD_OF.get(field, field)] = sentences
        else:
            found.setdefault("", []).extend(
                # Translators: the name of a language, and a sentence about the text in it.
                _("%(language)s: %(sentence)s", language=language_name(code), sentence=sentence)
                for sentence in sentences
            )
    return found


def _dismissed(item: Item, form: PublishForm) -> str:
    """The page again, without a warning that is no problem."""
    for one in _check(item, form).warnings:
        if one.fingerprint == request.form["dismiss"]:
            dismissals.dismiss(item.id, one.code, one.fingerprint, current_user().id)
            audit.record("warning.dismiss", item.type, item.id, {"code": one.code})
    db.session.commit()
    return _page(item, form)


def _check(item: Item, form: PublishForm) -> Found:
    return checking.check(item, texts.standing(item), form.by_name("note"))


def _blocked(form: PublishForm, found: Found) -> bool:
    """Whether anything must be put right first in what was chosen."""
    return any(found.blocking.get(code) for code in form.chosen())


def _plan(form: PublishForm, found: Found, items: list[State]) -> list[str]:
    """What will happen if it is published now as the form says."""
    if form.refused() or _blocked(form, found):
        return [_("Nothing, until this is put right.")]
    at = read(form, "at") if form.when.data == "later" else None
    until = read(form, "until", "23:59")
    said = announcing.plan(form.chosen(), at, until, lead=bool(form.lead.data))
    chosen = [state for state in items if state.language.code in form.chosen()]
    if any(state.standing.live for state in chosen):
        said += [str(name) for value, name in CHANGES if value == form.change.data]
    return said + announcing.called_off(chosen, items)


def _shown(item: Item, form: PublishForm) -> list[State]:
    """The languages of the form; one that somebody began to write meanwhile has no fields in it."""
    return [state for state in _written(item) if state.language.code in form.codes]


def _page(item: Item, form: PublishForm, found: Found | None = None) -> str:
    items = _shown(item, form)
    found = found or _check(item, form)
    return render(
        "editor/story_publish.html",
        title=_title(item),
        form=form,
        item=item,
        items=items,
        found=found,
        shown_picture=showing.picture_of(item),
        alts=showing.alts(item, items),
        changes=showing.changes(item, items),
        updating=any(state.standing.live for state in items),
        scheduled=any(state.standing.scheduled for state in items),
        may_lead=_may_lead(item),
        plan=_plan(form, found, items),
        back=back_to(item),
    )


def _title(item: Item) -> str:
    _language, title = title_of(item)
    # Translators: the heading of the page on which a story is published; after it, its title.
    return _("Publish: %(title)s", title=isolate(title)) if title else _("Publish")
