"""A story or page exactly as readers will see it: for whoever writes it, and by a signed link."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    request,
    url_for,
)
from flask_babel import gettext as _

from app import audit
from app.clock import utcnow
from app.config import settings
from app.content.lifecycle import drafts, sharing
from app.content.rows import PageText, StoryPage
from app.editor.pages import Answer
from app.editor.rendering import render
from app.editor.writing.history import back_to
from app.editor.writing.standing import written
from app.editor.writing.writing import item_or_404, words_of
from app.extensions import db
from app.i18n.current import speaking
from app.i18n.languages import translatable
from app.models import Item

LASTS = timedelta(days=7)


class Shown(NamedTuple):
    """How readers' pages are made, and the policy under which they are shown."""

    story: Callable[[StoryPage], str]
    page: Callable[[PageText], str]
    policy: Callable[[], str]


def configure(app: Flask, **shown: Any) -> None:
    """Hand over what readers' pages are made with, since rooms do not know one another."""
    app.extensions["preview"] = Shown(**shown)


def story_preview(id: int, code: str) -> Response:
    """The latest words of a language as readers would get them."""
    return _page(item_or_404(id), code)


def _page(item: Item, code: str) -> Response:
    spoken = {each.code: each for each in translatable()}
    if code not in spoken or not words_of(item, code).version:
        abort(404)
    shown: Shown = current_app.extensions["preview"]
    with speaking(spoken[code]):
        found = drafts.preview(item, code)
        html = shown.story(found) if isinstance(found, StoryPage) else shown.page(found)
    db.session.rollback()  # a preview leaves nothing behind
    response = make_response(html)
    response.headers["Content-Security-Policy"] = shown.policy()
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def story_share_preview(id: int) -> Answer:
    """Links to the preview for somebody without an account, each made when it is asked for."""
    item = item_or_404(id)
    if "end" in request.form:
        return _ended(item)
    chosen = request.form.get("language", "")
    offered = [state for state in written(item) if state.standing.version]
    link, ends = "", utcnow() + LASTS
    if request.method == "POST" and chosen in [state.language.code for state in offered]:
        link = settings().site_url + url_for(
            "editor.preview_shared", token=sharing.signed(item, chosen, ends)
        )
        audit.record("preview.share", item.type, id, {"language": chosen, "until": ends})
        db.session.commit()
    return render(
        "editor/story_share.html",
        title=_("Show it to somebody without an account"),
        item=item,
        offered=offered,
        chosen=chosen,
        link=link,
        ends=ends,
        back=back_to(item),
    )


def _ended(item: Item) -> Answer:
    sharing.end(item)
    audit.record("preview.unshare", item.type, item.id)
    db.session.commit()
    flash(_("All links that were made until now have ended."))
    return redirect(url_for("editor.story_share_preview", id=item.id), 303)


def preview_shared(token: str) -> Response:
    """The preview of a link; 404 for a forged one, 410 for one that has ended."""
    shared = sharing.opened(token)
    if shared is None:
        abort(404)
    item = item_or_404(shared.item_id)
    if not shared.holds(item):
        abort(410)
    return _page(item, shared.language)
