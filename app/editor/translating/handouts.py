"""Files that are out for translation: since when, until when, with whom; and closing one."""

from __future__ import annotations

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app import audit
from app.content.worklists import awaited
from app.editor.rendering import render
from app.editor.translating.wanted import language_or_404
from app.editor.worklists import typed
from app.extensions import db
from app.i18n.bidi import isolate
from app.i18n.formats import language_name
from app.models import Handout


def listed(code: str) -> str:
    """The files of a language that somebody still has, the longest out first."""
    spoken = language_or_404(code)
    found, after = awaited.out(code, after=typed.number("after"))
    return render(
        "editor/translation_out.html",
        title=_("Out for translation: %(language)s", language=isolate(language_name(code))),
        target=spoken,
        found=found,
        more=url_for("editor.translation_out", code=code, after=after) if after else "",
    )


def close(id: int) -> Response:
    """Await nothing any more of a file; one that comes back all the same can still be read."""
    handout = db.session.get(Handout, id) or abort(404)
    awaited.close(handout)
    audit.record("translation.close", "handout", id, {"language": handout.language})
    db.session.commit()
    flash(_("Nothing is awaited of this file any more."))
    return redirect(url_for("editor.translation_out", code=handout.language), 303)
