"""Pictures: the library, adding to it, and what each one says and where it stands."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from app import audit
from app.content import library, media
from app.editor.door import current_user
from app.extensions import db
from app.models import File, Media

Json = tuple[Response, int]
MOST_CHOICES = 48


def media_choose() -> Response:
    """A list of what the chooser offers, newest first: pictures, or files with kind=file.

    `q` is looked for in its words; what follows the last one is asked for by before=its id.
    """
    asked: tuple[str, int | None, int] = (
        request.args.get("q", ""),
        request.args.get("before", type=int),
        MOST_CHOICES,
    )
    if request.args.get("kind") == "file":
        return jsonify([choice(file) for file in library.find(File, *asked).items])
    return jsonify([choice(picture) for picture in library.find(Media, *asked).items])


def choice(one: Media | File) -> dict[str, Any]:
    """A picture or a file as the chooser shows it."""
    if isinstance(one, File):
        src = url_for("reader.media", name=one.name)
        shared = {"alt": {}, "width": 0, "height": 0, "kind": "file", "title": one.title}
        embed = f"[[file:{one.id}]]"
    else:
        src = url_for("reader.media", name=library.smallest(one))
        shared = {"alt": one.alt, "width": one.width, "height": one.height, "kind": "picture"}
        embed = f"[[picture:{one.id}]]"
    return {"id": one.id, "name": one.original_name, "src": src, "embed": embed, **shared}


def media_add_json() -> Response | Json:
    """Keep the picture sent as `file` and answer as the chooser would; a sentence where not."""
    sent = request.files.get("file")
    if sent is None:
        return _refused(_("Please choose a picture."), 422)
    try:
        picture = keep_picture(sent)
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
        sent.stream,  # type: ignore[arg-type]  # typed as what it wraps
        **words,
        original_name=sent.filename or "",
        user_id=current_user().id,
    )
    audit.record("media.add", "media", picture.id)
    return picture


def no_room() -> str:
    """What to say where the disk is full."""
    return str(
        _(
            "There is no room for another file at the moment, and nothing of it was kept. "
            "Please tell whoever runs the site."
        )
    )


def _refused(sentence: str, code: int) -> Json:
    return jsonify(problems={"file": [sentence]}), code
