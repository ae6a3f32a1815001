"""How a page of the desk is rendered: its title, its menu, and its template."""

from __future__ import annotations

from typing import Any

from flask import current_app, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from app.accounts import roles
from app.editor.writing import writer
from app.editor.writing.outside import readers_path
from app.editor.writing.titles import title_of
from app.i18n.languages import public_languages


def render(template: str, *, title: str, form: FlaskForm | None = None, **values: Any) -> str:
    """`template` as a page of the desk; the title says so where `form` was refused."""
    refused = form is not None and bool(form.errors)
    shown = _("Error: %(title)s", title=title) if refused else title
    return render_template(
        template, title=title, page_title=shown, form=form, user=g.get("user"), **values
    )


def csrf_field() -> Markup:
    """The hidden fields that prove that a form is our own, and whose it is."""
    user = g.get("user")
    mark = _hidden(writer.FIELD, writer.mark(user)) if user else ""
    return _hidden("csrf_token", generate_csrf()) + mark


def _hidden(name: str, value: str) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(name, value)


def menu() -> list[tuple[str, str]]:
    """(endpoint, title) of what the signed-in user finds in the menu of the desk."""
    user = g.get("user")
    if user is None:
        return []
    # Translators: the first page of the closed part, with what waits for somebody; not a
    # table.
    shown = [("desk", _("Desk")), ("story_list", _("Stories"))]
    if user.role in roles.TRANSLATORS:
        # Translators: noun: the page on how far each language is; in the menu.
        shown.append(("translations", _("Translations")))
    if user.role in roles.EDITORS:
        shown += [
            ("media_list", _("Pictures and files")),
            # Translators: name of a part of the desk, in menus and headings: lines that stand on
            # every page for a while.
            ("notice_list", _("Notices")),
            # Translators: figures that the site keeps, each with its date and source; in menus
            # and headings.
            ("fact_list", _("Facts")),
            ("social_list", _("Social posts")),
            # Translators: name of a part of the desk, in menus and headings: pages that are no
            # stories.
            ("page_list", _("Pages")),
            # Translators: what else there is: the last entry of a menu, or a button that opens
            # the rest.
            ("more", _("More")),
        ]
    return shown


def place_in_menu(endpoint: str) -> str:
    """How an entry of the menu stands to the page: "page" if it leads there, "true" if the page
    is within its part of the desk, else ""."""
    path = url_for(f"editor.{endpoint}")
    if request.path == path:
        return "page"
    beside_its_source = (request.endpoint or "").startswith("editor.translate_")
    if beside_its_source and g.user.role in roles.TRANSLATORS:
        return "true" if endpoint == "translations" else ""
    within = endpoint != "desk" and request.path.startswith(f"{path}/")
    return "true" if within else ""


def may_open(endpoint: str) -> bool:
    """Whether the table of addresses lets whoever is signed in use this one of the desk."""
    who = current_app.extensions["desk_roles"][f"editor.{endpoint}"]
    return who is roles.ANYONE or (g.get("user") is not None and g.user.role in who)


TEMPLATE_GLOBALS = {
    "csrf": csrf_field,
    "desk_menu": menu,
    "desk_place": place_in_menu,
    "content_languages": public_languages,
    "may_open": may_open,
    "may_publish": roles.may_publish,
    "may_write": roles.may_write,
    "title_of": title_of,
    "readers_path": readers_path,
}
