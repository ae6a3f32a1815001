"""The list of stories: search, filters, and a choice of several for what is done to all of them."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.accounts import roles
from app.content import subjects
from app.content.worklists import worklist
from app.content.worklists.worklist import Wanted
from app.editor.door import current_user
from app.editor.rendering import render
from app.editor.worklists import typed
from app.editor.writing import said
from app.i18n.current import current_language
from app.i18n.languages import public_languages
from app.models.items import KINDS

PARAMETERS = ("q", "state", "language", "topic", "kind")


def story_list() -> str:
    """Stories by number, the newest first."""
    wanted = _wanted()
    found, before = worklist.stories(wanted, before=typed.number("before"))
    return render(
        "editor/story_list.html",
        # Translators: plural; in menus and headings.
        title=_("Stories"),
        works=found,
        wanted=wanted,
        more=_address(wanted, before=before) if before else "",
        filtered=wanted != Wanted(),
        filters=said.FILTERS,
        said=said.sentences,
        topics=topics(),
        kinds=kinds(),
        bulk=roles.may_publish(current_user()),
    )


def _wanted() -> Wanted:
    return Wanted(
        words=typed.words("q"),
        state=typed.choice("state", said.FILTERS),
        language=typed.choice("language", [language.code for language in public_languages()]),
        topic_id=typed.number("topic"),
        kind=typed.choice("kind", KINDS),
    )


def _address(wanted: Wanted, before: int) -> str:
    chosen = (wanted.words, wanted.state, wanted.language, wanted.topic_id, wanted.kind)
    given: dict[str, Any] = {n: value for n, value in zip(PARAMETERS, chosen, strict=True) if value}
    return url_for("editor.story_list", **given, before=before)


def topics() -> dict[int, str]:
    """The titles of the topics by their ids, in their order."""
    return {topic.id: topic.title for topic in subjects.topics(current_language().code)}


def kinds() -> dict[str, str]:
    """The kinds of stories in words."""
    return {"news": _("News"), "video": _("Video"), "document": _("Document")}
