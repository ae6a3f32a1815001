"""What the pages of pictures, files and videos share: what was sent, and why it was not kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import abort, request
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from app.content.problems import ContentError
from app.content.safety import taken
from app.content.store import library, media, uses
from app.content.store.subtitles import CaptionError
from app.editor.forms import DeskForm
from app.editor.keeping import keepers
from app.extensions import db
from app.models import File, Media, TakeDown, User, Video

T = TypeVar("T")
Kept = Media | File | Video
# The page on which each kind of use can be changed.
PAGES = {
    "story": "story_edit",
    "page": "page_edit",
    "post": "social_edit",
    "video": "video_edit",
    "episode": "episode_edit",
    "topic": "topic_edit",
    "campaign": "campaign_edit",
    "series": "series_edit",
}


def sent(name: str = "file") -> list[FileStorage]:
    """The files that were sent under `name`; a field left empty sends one without a name."""
    return [file for file in request.files.getlist(name) if file.filename]


def attempt(form: DeskForm, act: Callable[[], T], field: str = "file") -> T | None:
    """What `act` answers; None where the file was refused, with the sentence at its field.

    GoneError where it was taken down while the file was being worked on: taking.gone says so.
    """
    try:
        return act()
    except (media.UploadError, CaptionError) as error:
        db.session.rollback()
        form.refuse({field: [str(error)]})
    except media.FullError:
        db.session.rollback()
        form.refuse({field: [no_room()]})
    except ContentError as error:
        db.session.rollback()
        form.refuse(error.problems)
    return None


def no_room() -> str:
    """What to say where the disk is full."""
    return str(
        _(
            "There is no room for another file at the moment, and nothing of it was kept. "
            "Please tell whoever runs the site."
        )
    )


def found(
    model: type[Any], subject: str, id: int, held: bool = True
) -> tuple[Any, TakeDown | None]:
    """The row of that id and its take-down, where it was taken down; 404 where it was deleted.

    Not `held` where a file is worked on before anything is written: nobody may wait for that.
    """
    one = keepers.row_or_404(model, id) if held else db.session.get(model, id) or abort(404)
    gone = taken.of(subject, id)
    if one.taken_down_at is not None and gone is None:
        abort(404)
    return one, gone


def usage(one: Kept) -> dict[str, Any]:
    """What a page about it says of its uses."""
    shown = uses.of(one)
    return {
        "uses": shown,
        "pages": PAGES,
        "in_use": any(not use.past for use in shown),
        "name": uses.name_of(one),
        "added_by": db.session.get(User, one.user_id) if one.user_id else None,
    }


def delete(one: Kept, subject: str, page: str, to: str) -> Any:
    """Delete what nobody uses and go on to the list `to`; back to its `page` where it is in use."""
    try:
        library.remove(one)
    except ContentError as error:
        return keepers.refused(error.problems[""], page, id=one.id)
    return keepers.done(f"{subject}.delete", subject, one.id, _("It was deleted."), to)
