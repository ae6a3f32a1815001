"""Videos: their files, posters, captions and transcripts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import FileField

from app.content.store import library, subtitles, videos
from app.content.store.videos import Words
from app.editor.door import current_user
from app.editor.forms import AtMost, per_language
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, line_field, text_field
from app.editor.rendering import render
from app.editor.store import media, taking, uploads
from app.editor.worklists import typed
from app.extensions import db
from app.i18n.formats import number
from app.i18n.languages import public_languages
from app.models import Media, Video

Answer = Response | str


class VideoForm(KeepForm):
    """What is said about and in a video."""

    poster = FileField(
        lazy_gettext("Picture to begin with"),
        description=lazy_gettext("Without one, a picture is taken from the video."),
    )


per_language(
    VideoForm,
    "title",
    lambda name: line_field(
        lazy_gettext("Title (%(language)s)", language=name), validators=[AtMost(300)]
    ),
)
per_language(
    VideoForm,
    "captions",
    lambda name: FileField(lazy_gettext("Captions, WebVTT (%(language)s)", language=name)),
)
per_language(
    VideoForm,
    "transcript",
    lambda name: text_field(
        lazy_gettext("Transcript (%(language)s)", language=name),
        rows=8,
        validators=[AtMost(100_000)],
        description=lazy_gettext("What is said and shown, for those who cannot hear or see it."),
    ),
)


class NewVideoForm(VideoForm):
    """The same with the video itself, or where it stands."""

    file = FileField(lazy_gettext("Video (MP4 or WebM)"))
    address = line_field(
        lazy_gettext("Or its address elsewhere"),
        validators=[AtMost(500)],
        description=lazy_gettext("Readers get a plain link to it."),
    )


def video_list() -> str:
    """The videos, newest first."""
    words = typed.words("q")
    part = library.find(Video, words, typed.number("before"))
    return render("editor/video_list.html", title=_("Videos"), part=part, words=words)


def video_add() -> Answer:
    """Add a video, or a link to one."""
    form = keepers.opened(NewVideoForm, {})
    if form.validate_on_submit():
        video = _attempt(form, lambda words, poster: _added(form, words, poster))
        if video is not None:
            return keepers.done(
                "video.add", "video", video.id, _("The video was added."), "video_edit", id=video.id
            )
    return render("editor/video_add.html", title=_("Add a video"), form=form)


def _attempt(form: Any, act: Callable[[Words, Media | None], Video | None]) -> Video | None:
    """The video that `act` makes of the words and the poster of the form; None where refused."""
    captions = {
        one.code: sent[0].read()
        for one in public_languages()
        if (sent := uploads.sent(f"captions_{one.code}"))
    }
    words = Words(form.by_language("title"), form.by_language("transcript"), captions)
    if not form.typed("title"):
        first = public_languages()[0].code
        form.refuse({f"title_{first}": [_("Give the video a title in one language at least.")]})
    for code, content in captions.items():
        uploads.attempt(form, partial(subtitles.webvtt, content), f"captions_{code}")
    poster = _poster(form) if not form.refused() else None
    return uploads.attempt(form, lambda: act(words, poster)) if not form.refused() else None


def _poster(form: Any) -> Media | None:
    sent = uploads.sent("poster")
    if not sent:
        return None
    poster = uploads.attempt(form, lambda: media.keep_picture(sent[0]), "poster")
    db.session.commit()  # a picture of its own, and nobody waits while the video is worked on
    return poster


def _added(form: Any, words: Words, poster: Media | None) -> Video | None:
    sent, user_id = uploads.sent(), current_user().id
    if sent:
        return videos.add_video(
            sent[0].stream,
            words,
            poster=poster,
            original_name=sent[0].filename or "",
            user_id=user_id,
        )
    if form.address.data:
        return videos.add_link(form.address.data, words, user_id=user_id)
    form.refuse({"file": [_("Please choose a video.")]})
    return None


def video_edit(id: int) -> Answer:
    """A video: its words, its captions and its poster, and where it is used."""
    video, gone = uploads.found(Video, "video", id, held=False)
    if gone is not None:
        return taking.page(gone)
    stored = keepers.flat(videos.words_of(video))
    form = keepers.opened(VideoForm, stored)
    sent = form.validate_on_submit() and keepers.unchanged(form, stored)
    if sent and _attempt(form, partial(_described, video)):
        return keepers.done("video.edit", "video", id, _("Saved."), "video_edit", id=id)
    poster = db.session.get(Media, video.poster_id) if video.poster_id else None
    return render(
        "editor/video_edit.html",
        # Translators: what a video is called that has no title; the number is its own: “Video
        # 12”.
        title=_("Video %(id)s", id=number(id)),
        form=form,
        video=video,
        poster=library.largest(poster) if poster else "",
        **uploads.usage(video),
    )


def _described(video: Video, words: Words, poster: Media | None) -> Video:
    return videos.describe(video, words, poster=poster)


def video_drop_captions(id: int, code: str) -> Answer:
    """Remove the captions of one language."""
    video, gone = uploads.found(Video, "video", id)
    if gone is not None:
        return taking.page(gone)
    videos.drop_captions(video, code)
    return keepers.done(
        "video.edit", "video", id, _("The captions were removed."), "video_edit", id=id
    )


def video_delete(id: int) -> Answer:
    """Delete a video that nothing shows."""
    video, gone = uploads.found(Video, "video", id)
    if gone is not None:
        return taking.page(gone)
    answer: Response = uploads.delete(video, "video", "video_edit", "video_list")
    return answer
