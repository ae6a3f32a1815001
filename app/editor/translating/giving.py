"""Texts given out as .po files: one, those of a list, or all that is behind its source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import Response, make_response, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import HiddenField

from app import audit
from app.accounts import roles
from app.content.translation.po import sources
from app.content.translation.po.exporting import Exported, export
from app.content.translation.po.links import seen_at
from app.content.translation.po.things import Thing
from app.editor.door import current_user
from app.editor.forms import AtMost, DeskForm, line
from app.editor.keeping.keepers import choices, line_field, pick, radio
from app.editor.rendering import render
from app.editor.times import day_field, day_of
from app.editor.translating.wanted import language_to_translate
from app.editor.worklists import typed
from app.extensions import db
from app.i18n.bidi import isolate
from app.i18n.formats import language_name
from app.i18n.languages import Language, translatable
from app.models import Item

MOST = 500  # works that are chosen by their numbers
CHOSEN = ("chosen", lazy_gettext("What was chosen"))
WHICH = (
    ("stale", lazy_gettext("Translations that do not say all that their source says")),
    ("all", lazy_gettext("All stories and pages that are written in that language")),
)
KEPT = (
    "kept",
    lazy_gettext("Topics, facts, descriptions of pictures and whatever else is no story"),
)


class GivingForm(DeskForm):
    """What is to be given out, until when, and whom translators may ask."""

    source = pick(lazy_gettext("Written in"))
    which = radio(lazy_gettext("What to give out"))
    ids = HiddenField(filters=[line])
    due_day = day_field(lazy_gettext("Awaited on (may be left empty)"))
    contact = line_field(
        lazy_gettext("Whom translators may ask (may be left empty)"), validators=[AtMost(200)]
    )

    def numbers(self) -> list[int]:
        """The works that were chosen."""
        found = (typed.as_number(each) for each in (self.ids.data or "").split(","))
        return [number for number in dict.fromkeys(found) if number is not None][:MOST]


def translation_download(code: str) -> str | Response:
    """Ask what is to be given out; then the file."""
    language = language_to_translate(code)
    form = _form(language)
    if form.validate_on_submit():
        due = day_of(form, "due_day")
        found = [] if form.errors else _things(form, language, due)
        if found:
            return _file(_given(form, language, found, due))
        if not form.errors:
            form.refuse({"which": [_("There is nothing to translate.")]})
    return render(
        "editor/translation_download.html",
        title=_("Give out as files: %(language)s", language=isolate(language_name(code))),
        form=form,
        target=language,
        chosen=len(form.numbers()),
        back=url_for("editor.translation_list", code=code),
    )


def _form(language: Language) -> GivingForm:
    form = GivingForm()
    if request.method == "GET":
        form.ids.data = ",".join(map(str, typed.numbers("ids", MOST)))
    ids = form.numbers()
    others = [one.code for one in translatable() if one.code != language.code]
    form.source.choices = choices((one, language_name(one)) for one in _written(ids) or others)
    kept = (KEPT,) if roles.may_publish(current_user()) else ()
    form.which.choices = choices((*((CHOSEN,) if ids else WHICH), *(() if ids else kept)))
    if request.method == "GET":
        form.which.data, form.source.data = (
            "chosen" if ids else "stale",
            form.source.choices[0].value,
        )
    return form


def _written(ids: Sequence[int]) -> list[str]:
    """The languages in which these works are written."""
    rows = db.select(Item.source_language).where(Item.id.in_(ids)).distinct()
    return sorted(db.session.execute(rows).scalars()) if ids else []


def _things(form: GivingForm, language: Language, due: date | None) -> list[Thing]:
    which = form.which.data
    wanted = sources.Wanted(
        tuple(form.numbers()) if which == "chosen" else (),
        stale=which == "stale",
        everything=which == "all",
        kept=which == "kept",
    )
    return sources.chosen(form.source.data, language.code, wanted, link=seen_at(_preview, due))


def _preview(key: str) -> str:
    return url_for("editor.preview_shared", token=key)


def _given(
    form: GivingForm, language: Language, found: Sequence[Thing], due: date | None
) -> Exported:
    made = export(
        found,
        form.source.data,
        language.code,
        user_id=current_user().id,
        due_on=due,
        contact=form.contact.data,
    )
    detail = {"language": language.code, "texts": len(found)}
    audit.record("translation.export", "handout", made.handout_id, detail)
    db.session.commit()
    return made


def _file(made: Exported) -> Response:
    response = make_response(made.data)
    response.headers["Content-Type"] = made.type
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response
