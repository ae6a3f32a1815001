"""Evergreen pages: their list, their words, and their places in the menu and the footer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import BooleanField

from app.content.keeping import pages as kept
from app.content.keeping.pages import Place
from app.content.worklists import worklist
from app.editor import times
from app.editor.door import current_user
from app.editor.forms import AtMost, per_language
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, line_field
from app.editor.rendering import render
from app.editor.writing import autosave, said, writing
from app.editor.writing.wording import WordsForm
from app.editor.writing.writing import Answer, Kind
from app.i18n.current import current_language
from app.models import Item, Page

MORNING = "06:00"


class NewPageForm(KeepForm):
    """Where a new page is to be; everything else comes afterwards."""

    key = line_field(
        lazy_gettext("Last part of its address"),
        description=lazy_gettext(
            "In Latin letters, such as “press”: the page is then at /en/press. It stays, so that "
            "links to the page go on working."
        ),
    )


class PlaceForm(KeepForm):
    """Where a page is found, and when somebody should look at it again."""

    menu = BooleanField(lazy_gettext("In the menu"))
    footer = BooleanField(lazy_gettext("In the footer"))
    review_day = times.day_field(
        lazy_gettext("Look at it again on"),
        description=lazy_gettext("From that day on the page stands on the desk as a reminder."),
    )


per_language(
    PlaceForm,
    "label",
    lambda name: line_field(
        lazy_gettext("Name in the menu (%(language)s)", language=name),
        validators=[AtMost(kept.LONGEST_LABEL)],
        description=lazy_gettext("Left empty, the title of the page stands there."),
    ),
)


def page_of(id: int) -> Page:
    """A page that may be worked on; 404 for what is none, 410 where it was taken down."""
    item = writing.item_or_404(id)
    return item if isinstance(item, Page) else abort(404)


def page_list() -> str:
    """Every page, by its address."""
    ids = kept.all_ids()
    known = worklist.works(ids)
    return render(
        "editor/page_list.html",
        title=_("Pages"),
        works=[known[id] for id in ids],
        said=said.sentences,
    )


def page_new() -> Answer:
    """A page that is not there yet."""
    form = keepers.opened(NewPageForm, {})
    if form.validate_on_submit():
        user, spoken = current_user(), current_language().code
        page = keepers.attempt(form, lambda: kept.begin(form.key.data, spoken, user.id))
        if page is not None:
            sentence = _("The page is there. Now write its words.")
            return keepers.done("page.add", "page", page.id, sentence, "page_edit", id=page.id)
    return render("editor/page_new.html", title=_("New page"), form=form)


def page_edit(id: int) -> Answer:
    """The words of a page; readers see them after publishing, as those of a story."""
    return writing.edit(KIND, page_of(id))


def page_autosave(id: int) -> autosave.Told:
    """Save what was typed in the form of a page."""
    page = page_of(id)
    return autosave.autosave(KIND, page, writing.made(KIND, page))


def page_place(id: int) -> Answer:
    """Where a page is found, and when to look at it again."""
    keepers.row_or_404(Page, id)
    page = page_of(id)
    stored = _fields(kept.place_of(page))
    form = keepers.opened(PlaceForm, stored)
    if form.validate_on_submit():
        review = _review(form)
        if not form.refused() and keepers.unchanged(form, stored):
            place = Place(form.by_language("label"), form.menu.data, form.footer.data, review)
            if keepers.attempt(form, lambda: _placed(page, place)):
                sentence = _("Saved. Readers see it now.")
                return keepers.done("page.place", "page", page.id, sentence, "page_list")
    title = _("Menu, footer and review")
    return render("editor/page_place.html", title=title, form=form, work=_work(page))


def _review(form: Any) -> datetime | None:
    """The morning of the day that was typed; None for none, and for one with a sentence at it."""
    try:
        return times.parse(form.review_day.data, "", default=MORNING)
    except times.MomentError as error:
        form.refuse({"review_day": [str(error)]})
        return None


def _placed(page: Page, place: Place) -> bool:
    kept.save(page, place)
    return True


def _fields(place: Place) -> dict[str, Any]:
    labels = {f"label_{code}": words for code, words in place.label.items()}
    day = times.day_value(place.review_on) if place.review_on else ""
    return {**labels, "menu": place.menu, "footer": place.footer, "review_day": day}


def _work(page: Item) -> worklist.Work:
    return worklist.works([page.id])[page.id]


def page_order() -> Answer:
    """The menu and the footer, in their order."""
    lists = {where: kept.in_order(where) for where in kept.PLACES}
    works = worklist.works({page.id for pages in lists.values() for page in pages})
    return render("editor/page_order.html", title=_("Menu and footer"), lists=lists, works=works)


def page_move(id: int, where: str) -> Answer:
    """Move a page in the menu or in the footer by one place."""
    place = next((place for place in kept.PLACES if place == where), None) or abort(404)
    if not kept.move(id, place, keepers.up()):
        abort(404)
    return keepers.done("page.order", "page", id, _("The order is changed."), "page_order")


def _title(_page: Item | None) -> str:
    return str(_("Edit a page"))


def _nothing(*_given: Any) -> None:
    """The form of a page holds words, and their source: no lists, no picture."""


def _begin(form: WordsForm, page: Item | None) -> None:
    form.stamp_details(page.version if page else 0)


def _more(page: Item, _form: WordsForm) -> dict[str, Any]:
    return {
        "autosave_url": url_for("editor.page_autosave", id=page.id),
        "presence_url": url_for("editor.story_presence", id=page.id),
        "work": _work(page),
    }


def _address(page: Item) -> str:
    return url_for("editor.page_edit", id=page.id)


KIND = Kind(
    form=WordsForm,
    template="editor/page_edit.html",
    title=_title,
    offer=_nothing,
    begin=_begin,
    receive=_nothing,
    keep=_nothing,
    after=_nothing,
    more=_more,
    address=_address,
)
