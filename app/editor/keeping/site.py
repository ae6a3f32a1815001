"""What the site shows first: the lead of the home page, its passages, and where else to look."""

from __future__ import annotations

from flask import abort, current_app, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, pgettext
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.fields.choices import SelectChoice

from app.accounts import roles
from app.content import site
from app.content.keeping import common, passages
from app.content.worklists import worklist
from app.content.worklists.worklist import Wanted, Work
from app.editor.door import current_user
from app.editor.forms import choice_in, line, per_language
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, radio, text_field
from app.editor.rendering import render
from app.editor.worklists import recent, typed
from app.i18n.current import current_language

Answer = Response | str
OFFERED = 12  # live stories to choose from
NEWEST, OTHER = "newest", "other"
PASSAGES = {"coalition_intro": lazy_gettext("Introduction on the home page")}


class LeadForm(KeepForm):
    """The story that stands first."""

    lead = radio(lazy_gettext("What stands first on the home page"), validate_choice=False)
    number = StringField(
        lazy_gettext("Number of another story"),
        filters=[line],
        description=lazy_gettext("The number in its address: 12 in /en/stories/12."),
    )


class PassageForm(KeepForm):
    """A short text in each language."""


per_language(
    PassageForm,
    "body",
    # Translators: label of a field in the editors’ forms: the words themselves, under the title.
    lambda name: text_field(lazy_gettext("Text (%(language)s)", language=name), rows=8),
)


def lead() -> Answer:
    """Choose the story that stands first on the home page."""
    now = site.lead_story_id()
    stored = {"lead": str(now) if now else NEWEST}
    form = keepers.opened(LeadForm, stored)
    offered = _offered(now)
    form.lead.choices = _choices(offered)
    if form.validate_on_submit() and keepers.unchanged(form, stored):
        chosen = _chosen(form)
        if not form.refused():
            site.choose_lead(chosen)
            said = _("Saved. Readers see it now.")
            return keepers.done("site.lead", "story", chosen or "", said, "lead")
    return render(
        "editor/lead.html",
        title=_("Lead of the home page"),
        form=form,
        recent_stories=recent.stories(),
    )


def _offered(now: int | None) -> dict[int, Work]:
    """The newest live stories, and the one that stands first now, by their numbers."""
    newest, _more = worklist.stories(Wanted(state="live"), limit=OFFERED)
    found = {work.id: work for work in newest}
    return found | (worklist.works([now]) if now and now not in found else {})


def _choices(offered: dict[int, Work]) -> list[SelectChoice]:
    return [
        SelectChoice(NEWEST, _("The newest story")),
        *(_choice(id, *work.title(current_language().code)) for id, work in offered.items()),
        SelectChoice(OTHER, _("Another story, by its number")),
    ]


def _choice(id: int, code: str, title: str) -> SelectChoice:
    return choice_in(code, str(id), title if code else str(id))


def _chosen(form: LeadForm) -> int | None:
    """The story that was chosen; None for the newest, and for none that can be, with a sentence."""
    if form.lead.data == NEWEST:
        return None
    by_number = form.lead.data == OTHER
    id = typed.as_number((form.number.data if by_number else form.lead.data) or "")
    work = worklist.works([id]).get(id) if id else None
    if id and work is not None and work.type == "story" and _live(work):
        return id
    name = "number" if by_number else "lead"
    form.refuse({name: [_("Choose a story that is live.")]})
    return None


def _live(work: Work) -> bool:
    return any(side.live_since is not None for side in work.sides.values())


def passage_edit(key: str) -> Answer:
    """The words of a passage, which readers see as soon as they are saved."""
    if key not in PASSAGES:
        abort(404)
    common.alone()
    stored = {f"body_{code}": words for code, words in passages.words_of(key).items()}
    form = keepers.opened(PassageForm, stored)
    if form.validate_on_submit() and keepers.unchanged(form, stored):
        body = form.by_language("body")
        if keepers.attempt(form, lambda: _saved(key, body)):
            said = _("Saved. Readers see it now.")
            return keepers.done("passage.edit", "passage", key, said, "passage_edit", key=key)
    return render("editor/passage_edit.html", title=str(PASSAGES[key]), form=form)


def _saved(key: str, body: dict[str, str]) -> bool:
    passages.save(key, body)
    return True


def more() -> str:
    """Everything that is kept and is not in the menu, in one list."""
    links = [(endpoint, title) for endpoint, title in _elsewhere() if _there(endpoint)]
    kept = [(url_for(f"editor.{endpoint}"), title) for endpoint, title in links]
    texts = [(url_for("editor.passage_edit", key=key), str(name)) for key, name in PASSAGES.items()]
    return render("editor/more.html", title=_("More"), links=[*kept, *texts])


def _elsewhere() -> list[tuple[str, str]]:
    shown = [
        ("lead", _("Lead of the home page")),
        ("page_order", _("Menu and footer")),
        # Translators: name of a part of the desk, in menus and headings: what stories are about.
        ("topic_list", _("Topics")),
        # Translators: campaigns of information; in menus and headings.
        ("campaign_list", _("Campaigns")),
        ("series_list", pgettext("all of them", "Series")),
        ("member_list", _("Members")),
        ("socialaccount_list", _("Social accounts")),
        # Translators: name of a part of the desk, in menus and headings: PDF files that readers
        # download.
        ("file_list", _("Files")),
        # Translators: name of a part of the desk, in menus and headings.
        ("video_list", _("Videos")),
        ("redirect_list", _("Old addresses")),
        ("takedown_list", _("Taken down")),
        ("replace", _("Find and replace")),
    ]
    if current_user().role in roles.ADMINS:
        # Translators: name of a part of the desk: the people who may sign in.
        shown += [("user_list", _("Users")), ("audit_log", _("Log"))]
    return shown


def _there(endpoint: str) -> bool:
    return f"editor.{endpoint}" in current_app.view_functions
