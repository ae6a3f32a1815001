"""Files to download: their list, their titles, and newer versions at the same address."""

from __future__ import annotations

from typing import Any

from flask import Response as FileResponse
from flask import abort, redirect, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import FileField

from app import audit
from app.content.store import files, library, media
from app.editor.door import current_user
from app.editor.forms import AtMost, DeskForm, languages_named, per_language
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, choices, line_field, pick
from app.editor.rendering import render
from app.editor.store import taking, uploads
from app.editor.worklists import typed
from app.extensions import db
from app.i18n.formats import number
from app.i18n.languages import public_languages
from app.models import File, FileVersion

Answer = Response | str


class FileForm(KeepForm):
    """What the link to a file says, and the language that the file is written in."""

    language = pick(
        lazy_gettext("Language of the file"),
        choices=lambda: choices(languages_named().items()),
    )


per_language(
    FileForm,
    "title",
    lambda name: line_field(
        lazy_gettext("Title (%(language)s)", language=name), validators=[AtMost(files.LONGEST)]
    ),
)


class NewFileForm(FileForm):
    """The same with the file itself."""

    file = FileField(lazy_gettext("PDF"))


class VersionForm(DeskForm):
    """A newer version of a file."""

    file = FileField(lazy_gettext("Newer version (PDF)"))


def file_list() -> str:
    """The files, newest first."""
    words = typed.words("q")
    part = library.find(File, words, typed.number("before"))
    return render("editor/file_list.html", title=_("Files"), part=part, words=words)


def file_add() -> Answer:
    """Add a PDF."""
    form = keepers.opened(NewFileForm, {})
    if form.validate_on_submit():
        sent = _sent(form)
        ready = sent is not None and _titled(form)
        file = uploads.attempt(form, lambda: _kept(form, sent)) if ready else None
        if file is not None:
            return keepers.done(
                "file.add", "file", file.id, _("The file was added."), "file_edit", id=file.id
            )
    return render("editor/file_add.html", title=_("Add a file"), form=form)


def _sent(form: Any) -> Any:
    found = uploads.sent()
    if not found:
        form.refuse({"file": [_("Please choose a PDF.")]})
        return None
    return found[0]


def _titled(form: Any) -> bool:
    """Whether the link says anything, in some language of the readers."""
    if not form.typed("title"):
        first = public_languages()[0].code
        form.refuse({f"title_{first}": [_("Give the file a title in one language at least.")]})
    return not form.refused()


def _kept(form: Any, sent: Any) -> File:
    return files.add_file(
        sent.stream,
        form.language.data,
        form.by_language("title"),
        original_name=sent.filename,
        user_id=current_user().id,
    )


def file_edit(id: int) -> Answer:
    """A file: its titles, its versions, and where it is used."""
    file, gone = uploads.found(File, "file", id)
    if gone is not None:
        return taking.page(gone)
    stored = {f"title_{code}": text for code, text in file.title.items()}
    stored["language"] = file.language
    form = keepers.opened(FileForm, stored)
    if form.validate_on_submit() and keepers.unchanged(form, stored) and _titled(form):
        files.describe(file, form.by_language("title"), form.language.data)
        return keepers.done("file.edit", "file", id, _("Saved."), "file_edit", id=id)
    return _page(file, form, VersionForm())


def _page(file: File, form: Any, newer: VersionForm) -> str:
    return render(
        "editor/file_edit.html",
        # Translators: what a file is called that has no title; the number is its own: “File 12”.
        title=_("File %(id)s", id=number(file.id)),
        form=newer if newer.errors else form,
        words=form,
        newer=newer,
        file=file,
        versions=files.versions(file),
        **uploads.usage(file),
    )


def file_version(id: int) -> Answer:
    """Put a newer version at the address of a file."""
    file, gone = uploads.found(File, "file", id, held=False)
    if gone is not None:
        return taking.page(gone)
    newer = VersionForm()
    sent = _sent(newer)
    if sent and uploads.attempt(newer, lambda: _renewed(file, sent)):
        audit.record("file.version", "file", id, {"version": file.version})
        db.session.commit()
        return redirect(url_for("editor.file_edit", id=id), 303)
    stored = {f"title_{code}": text for code, text in file.title.items()}
    form = FileForm(formdata=None, data=stored | {"language": file.language})
    form.theirs = []
    return _page(file, form, newer)


def _renewed(file: File, sent: Any) -> File:
    return files.renew(file, sent.stream, original_name=sent.filename, user_id=current_user().id)


def file_older(id: int, number: int) -> FileResponse:
    """An older version, for editors alone."""
    file, gone = uploads.found(File, "file", id)
    version: FileVersion | None = None if gone else files.version(file, number)
    if version is None:
        abort(404)
    name = f"{media.path(file.name).stem}-{number}.pdf"
    return send_file(
        media.path(version.name),
        mimetype="application/pdf",
        as_attachment=True,
        download_name=name,
    )


def file_delete(id: int) -> Answer:
    """Delete a file that nothing offers."""
    file, gone = uploads.found(File, "file", id)
    if gone is not None:
        return taking.page(gone)
    answer: Response = uploads.delete(file, "file", "file_edit", "file_list")
    return answer
