"""Pictures: the library, adding to it, and what each one says and where it stands."""

from __future__ import annotations

from flask import Response, flash, jsonify, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as AnyResponse
from wtforms import MultipleFileField

from app import audit
from app.content.safety import consents
from app.content.store import library, media
from app.editor.door import current_user
from app.editor.forms import AtMost, DeskForm, per_language
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, line_field, text_field
from app.editor.rendering import render
from app.editor.store import taking, uploads
from app.editor.store.choosing import choice
from app.editor.store.uploads import no_room
from app.editor.worklists import typed
from app.extensions import db
from app.i18n.bidi import isolate
from app.i18n.formats import number
from app.models import Media

__all__ = ["keep_picture", "no_room"]

Json = tuple[Response, int]
Answer = AnyResponse | str
LONGEST_CREDIT = 300  # characters, as of a story's own credit
LONGEST = 1000


class AddForm(DeskForm):
    """Pictures to add."""

    # Translators: name of a part of the desk, in menus and headings.
    file = MultipleFileField(lazy_gettext("Pictures"))


class MediaForm(KeepForm):
    """What is said of a picture in each language."""


per_language(
    MediaForm,
    "alt",
    lambda name: text_field(
        lazy_gettext("What it shows (%(language)s)", language=name),
        rows=2,
        validators=[AtMost(LONGEST)],
        description=lazy_gettext("For those who cannot see it: one sentence."),
    ),
)
per_language(
    MediaForm,
    "caption",
    lambda name: text_field(
        lazy_gettext("Caption (%(language)s)", language=name),
        rows=2,
        validators=[AtMost(LONGEST)],
    ),
)
per_language(
    MediaForm,
    "credit",
    lambda name: line_field(
        lazy_gettext("Credit (%(language)s)", language=name),
        validators=[AtMost(LONGEST_CREDIT)],
    ),
)


def media_list() -> str:
    """The library, newest first."""
    words = typed.words("q")
    part = library.find(Media, words, typed.number("before"))
    return render(
        "editor/media_list.html",
        title=_("Pictures"),
        part=part,
        words=words,
        smallest=library.smallest,
    )


def media_add() -> Answer:
    """Add pictures, several at once; with a script each shows how far it is."""
    form = AddForm()
    if not form.validate_on_submit():
        return _add_page(form)
    files = uploads.sent()
    if not files:
        form.refuse({"file": [_("Please choose a picture.")]})
    added = [picture for file in files if (picture := _added(form, file)) is not None]
    if form.refused():
        if added:
            flash(_added_sentence(len(added)))
        return _add_page(form)
    flash(_added_sentence(len(added)))
    if len(added) > 1:
        return redirect(url_for("editor.media_list"), 303)
    return redirect(url_for("editor.media_edit", id=added[0]), 303)


def _add_page(form: AddForm) -> str:
    return render("editor/media_add.html", title=_("Add pictures"), form=form)


def _added_sentence(count: int) -> str:
    return str(
        ngettext(
            "The picture was added.",
            "%(count)s pictures were added.",
            count,
            count=isolate(number(count)),
        )
    )


def _added(form: AddForm, file: FileStorage) -> int | None:
    """The id of a picture that was added, each in a transaction of its own."""
    problems = DeskForm()
    picture = uploads.attempt(problems, lambda: keep_picture(file))
    if picture is None:
        named = {"name": isolate(media.file_name(file.filename or "")), "problem": ""}
        for sentence in problems.form_errors:
            named["problem"] = sentence
            # Translators: the name of a file, and what is wrong with it: “map.png: the picture is
            # too large”.
            form.refuse({"file": [_("%(name)s: %(problem)s", **named)]})
        return None
    db.session.commit()
    return picture.id


def media_edit(id: int) -> Answer:
    """What a picture says in each language, who agreed to it, and where it is used."""
    picture, gone = uploads.found(Media, "media", id)
    if gone is not None:
        return taking.page(gone)
    stored = {
        f"{name}_{code}": text
        for name in library.WORDS
        for code, text in getattr(picture, name).items()
    }
    form = keepers.opened(MediaForm, stored)
    if form.validate_on_submit() and keepers.unchanged(form, stored):
        library.describe(picture, {name: form.by_language(name) for name in library.WORDS})
        return keepers.done("media.edit", "media", id, _("Saved."), "media_edit", id=id)
    return render(
        "editor/media_edit.html",
        # Translators: what a picture is called that has no title; the number is its own: “Picture
        # 12”.
        title=_("Picture %(id)s", id=number(id)),
        form=form,
        picture=picture,
        largest=library.largest(picture),
        notes=consents.of_picture(id),
        **uploads.usage(picture),
    )


def media_delete(id: int) -> Answer:
    """Delete a picture that nobody uses."""
    picture, gone = uploads.found(Media, "media", id)
    if gone is not None:
        return taking.page(gone)
    answer: AnyResponse = uploads.delete(picture, "media", "media_edit", "media_list")
    return answer


def media_add_json() -> Response | Json:
    """Keep the picture sent as `file` and answer as the chooser would; a sentence where not."""
    files = uploads.sent()
    if not files:
        return _refused(_("Please choose a picture."), 422)
    try:
        picture = keep_picture(files[0])
    except media.PictureError as error:
        return _refused(str(error), 422)
    except media.FullError:
        db.session.rollback()
        return _refused(no_room(), 503)
    db.session.commit()
    return jsonify(choice(picture)), 201


def keep_picture(sent: FileStorage, **words: dict[str, str]) -> Media:
    """The picture that was sent, kept and noted in the log; PictureError, FullError."""
    picture = media.add_picture(
        sent.stream,
        **words,
        original_name=sent.filename or "",
        user_id=current_user().id,
    )
    audit.record("media.add", "media", picture.id)
    return picture


def _refused(sentence: str, code: int) -> Json:
    return jsonify(problems={"file": [sentence]}), code
