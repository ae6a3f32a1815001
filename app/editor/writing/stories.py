"""A story's form: of a new one, and of one that there is."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app import audit
from app.accounts import roles
from app.content.lifecycle import begun, details, drafts
from app.content.lifecycle.details import Details
from app.content.safety import consents
from app.content.safety.consents import Agreed
from app.content.store import media, pictures
from app.editor.door import current_user
from app.editor.times import MomentError, parse
from app.editor.worklists import recent
from app.editor.writing import source, writing
from app.editor.writing.details import StoryForm
from app.editor.writing.titles import title_of
from app.editor.writing.wording import number
from app.editor.writing.writing import Answer, Kind
from app.extensions import db
from app.i18n.bidi import isolate
from app.i18n.current import current_language
from app.i18n.formats import to_local
from app.i18n.languages import public_languages
from app.models import Item, Story


def story_of(id: int) -> Story:
    """A story that may be worked on; 404 for what is none, 410 where it was taken down."""
    item = writing.item_or_404(id)
    return item if isinstance(item, Story) else abort(404)


def story_edit(id: int) -> Answer:
    """The form of a story; sent, it is saved, and readers see nothing of it yet."""
    return writing.edit(KIND, story_of(id))


def story_conflict(id: int) -> Answer:
    """Where a script sends the form when somebody else has saved: both versions, side by side."""
    return story_edit(id) if request.method == "POST" else redirect(_address(story_of(id)), 303)


def story_new() -> Answer:
    """The form of a story that begins when it is first saved: once, however often it is sent."""
    if request.method == "GET":
        return writing.page(KIND, None, writing.opened(KIND, None))
    form = writing.made(KIND)
    if not writing.valid(KIND, form) or not _begun(form):
        return writing.page(KIND, None, form)
    return writing.sent(KIND, begin(form), form)


def _begun(form: StoryForm) -> bool:
    """Whether anything was written; a sentence at the first title where nothing was."""
    codes = source.written(form)
    if not codes:
        first = next(iter(form.codes()))
        form.refuse({f"title_{first}": [_("Write a title or some text first.")]})
    elif source.chosen(form) not in ("", *codes):
        form.refuse({source.FIELD: [source.unwritten(source.chosen(form))]})
    return not form.refused()


def begin(form: StoryForm) -> Story:
    """The story of a form that is new: made now, or found where the form was sent before."""
    user, token = current_user(), form.named()
    story = begun.by_form(token, user.id) or _made(user.id, source.written(form)[0], token)
    if not number(form.item_version.data):
        form.item_version.data = str(story.version)
    return story


def _made(user_id: int, language: str, token: str) -> Story:
    """A new story; the one that this form made at the same moment, where it was sent twice."""
    try:
        story = drafts.new_story(user_id, language, Details())
        begun.remember(story, user_id, token)
    except IntegrityError:
        db.session.rollback()
        return begun.by_form(token, user_id) or abort(409)
    audit.record("story.new", "story", story.id)
    return story


def _title(story: Item | None) -> str:
    if story is None:
        return _("New story")
    _language, title = title_of(story)
    # Translators: the heading of the form of a story; after it, the title of the story.
    return _("Edit: %(title)s", title=isolate(title)) if title else _("Edit a story")


def _address(story: Item) -> str:
    return url_for("editor.story_edit", id=story.id)


def _receive(form: StoryForm) -> None:
    """Take in the picture; kept even where the form is refused, since it would be chosen again."""
    if "picture" in form:
        _until(form)
    if "picture" not in form or not form.picture.data:
        return
    form.drop_picture.data = False  # another takes its place
    alt = {code: form.typed(code)["alt"] for code in form.codes()}
    sent, user = form.picture.data, current_user()
    try:
        kept = media.add_picture(sent.stream, alt, original_name=sent.filename, user_id=user.id)
    except media.PictureError as error:
        form.refuse({"picture": [str(error)]})
    except media.FullError:
        form.refuse(
            {
                "picture": [
                    _("There is no room for another picture now. Please tell an administrator.")
                ]
            }
        )
    else:
        audit.record("media.add", "media", kept.id)
        db.session.commit()
        form.media_id.data = str(kept.id)


def _keep(story: Item, form: StoryForm, version: int) -> None:
    if isinstance(story, Story):
        details.save(story, form.filled(story), version=version, user_id=current_user().id)


def _after(story: Item, form: StoryForm) -> None:
    """Keep the consent note that was typed, and forget those that were ticked."""
    if "kind" not in form:
        return
    for note in consents.of_item(story.id):
        gone = str(note.id) in request.form.getlist("consent_gone")
        if gone and roles.may_publish(current_user()):
            consents.remove(note)
            audit.record("consent.remove", "story", story.id)
    if form.consent_who.data:
        until = _until(form)
        agreed = Agreed(form.consent_who.data, form.consent_scope.data, until)
        consents.add(story, agreed, current_user().id)
        audit.record("consent.add", "story", story.id, {"until": until})


def _until(form: StoryForm) -> date | None:
    """The day on which a consent ends; a sentence at the field where it is none."""
    try:
        moment = parse(form.consent_until.data, "", "12:00")
    except MomentError as error:
        form.refuse({"consent_until": [str(error)]})
        return None
    return to_local(moment).date() if moment else None


def _more(story: Item | None, form: StoryForm) -> dict[str, Any]:
    code, chosen = current_language().code, _picture(story, form)
    shown = pictures.pictures([chosen], code).get(chosen) if chosen else None
    if shown and "picture" in form:
        form.picture.label.text = _("Replace the picture")
    return {
        "shown_picture": shown,
        "kept_alts": _kept_alts(chosen) if shown else {},
        "recent_pictures": recent.pictures() if "media_id" in form else [],
        "details_open": _wrong_in_details(form),
        "consents": consents.of_item(story.id) if story else [],
        **addresses(story.id if story else None),
    }


def _picture(story: Item | None, form: StoryForm) -> int:
    """The number of the picture to show: the one chosen here, or of the story; 0 for none."""
    if "media_id" in form:
        return 0 if form.media_id.errors else number(form.media_id.data)
    return (details.of(story).media_id or 0) if isinstance(story, Story) else 0


def _kept_alts(media_id: int) -> dict[str, str]:
    """By language what stands in for a description that is left empty, in a sentence."""
    found = {
        each.code: pictures.pictures([media_id], each.code)[media_id].alt
        for each in public_languages()
    }
    return {
        code: _(
            "Left empty, what is kept with the picture stands here: %(words)s", words=isolate(alt)
        )
        for code, alt in found.items()
        if alt
    }


def addresses(id: int | None) -> dict[str, str]:
    """Where the form of a story is sent, by people and by scripts; without id, of a new one."""
    if id is None:
        return {
            "edit_url": "",
            "autosave_url": url_for("editor.story_new_autosave"),
            "presence_url": "",
        }
    return {
        "edit_url": url_for("editor.story_edit", id=id),
        "autosave_url": url_for("editor.story_autosave", id=id),
        "presence_url": url_for("editor.story_presence", id=id),
    }


FIRST = (
    "title",
    "body",
    "alt",
    "picture",
    "caption",
    "credit",
    "media",
    "drop",
)  # what stands above "Details"


def _wrong_in_details(form: StoryForm) -> bool:
    """Whether something is wrong in what is closed at first."""
    return any(name is not None and name.split("_")[0] not in FIRST for name in form.errors)


KIND = Kind(
    form=StoryForm,
    template="editor/story_edit.html",
    title=_title,
    offer=StoryForm.offer,
    begin=StoryForm.begin_details,
    receive=_receive,
    keep=_keep,
    after=_after,
    more=_more,
    address=_address,
)
