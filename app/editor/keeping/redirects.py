"""Old addresses and where they lead, with those beside them that readers asked for in vain."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import BooleanField

from app.config import settings
from app.content import missed, redirects, site
from app.content.answering import answers
from app.content.keeping import common
from app.content.redirects import SealedError
from app.content.sanitise import clean_line
from app.editor.cookies import in_room
from app.editor.forms import AtMost, Required
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, line_field
from app.editor.rendering import render
from app.editor.worklists import typed

Answer = Response | str
AT_ONCE = 100
LONGEST = 500


class RedirectForm(KeepForm):
    """An old address, and where it leads."""

    path = line_field(
        lazy_gettext("Old address"),
        validators=[Required(), AtMost(LONGEST)],
        description=lazy_gettext("Of this site, such as /en/partners."),
    )
    target = line_field(
        lazy_gettext("Leads to"),
        validators=[AtMost(LONGEST)],
        description=lazy_gettext("A page of this site, such as /en/members."),
    )
    gone = BooleanField(lazy_gettext("It leads nowhere: the page is gone for good"))


def redirect_list() -> Answer:
    """The old addresses, the form for another one, and what was asked for in vain."""
    return _page(keepers.opened(RedirectForm, {"path": typed.words("path")}))


def _page(form: RedirectForm) -> str:
    words, after = typed.words("q"), clean_line(request.args.get("after", ""))[:LONGEST]
    found = redirects.all_redirects(words, after, AT_ONCE + 1)
    more = (
        url_for("editor.redirect_list", q=words or None, after=found[AT_ONCE - 1].path)
        if len(found) > AT_ONCE
        else ""
    )
    return render(
        "editor/redirect_list.html",
        title=_("Old addresses"),
        form=form,
        found=found[:AT_ONCE],
        more=more,
        words=words,
        missed=missed.recent(),
    )


def redirect_add() -> Answer:
    """Keep an old address."""
    form = keepers.opened(RedirectForm, {})
    if form.validate_on_submit():
        path, target = _path(form, "path"), None if form.gone.data else _path(form, "target")
        if path and (target or form.gone.data) and _keep(form, path, target):
            return keepers.done(
                "redirect.add",
                "redirect",
                path,
                _("The old address leads on now."),
                "redirect_list",
            )
    return _page(form)


def _path(form: RedirectForm, name: str) -> str:
    """The path of an address that was typed or pasted; "", with a sentence, for another site's."""
    path = _within(form[name].data or "", keep_query=name == "target")
    if redirects.inside(path) and not in_room(path):
        return path if name == "target" else redirects.trimmed(path)
    form.refuse({name: [_("Write an address of this site, such as /en/members.")]})
    return ""


def _within(address: str, *, keep_query: bool) -> str:
    """The path of an address of this site, as readers see it; "" for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.netloc not in ("", request.host, urlsplit(settings().site_url).netloc):
        return ""
    asked = f"?{parts.query}" if keep_query and parts.query else ""
    return clean_line(unquote(parts.path)) + asked


def _keep(form: RedirectForm, path: str, target: str | None) -> bool:
    """Whether the address could be kept; a sentence at the form says why not."""
    if answers(quote(path)) and not redirects.find(path)[0]:
        form.refuse({"path": [_("There is a page at this address: it would still be shown.")]})
    elif target is not None and not answers(quote(target, safe="/?=&%")):
        form.refuse({"target": [_("Nothing answers at this address. Please look at it again.")]})
    else:
        return _kept(form, path, target)
    return False


def _kept(form: RedirectForm, path: str, target: str | None) -> bool:
    common.alone()
    try:
        redirects.add(path, target)
    except SealedError:
        form.refuse({"path": [_("What was at this address was taken down. It stays gone.")]})
        return False
    except ValueError:
        form.refuse({"target": [_("This address would lead to itself.")]})
        return False
    missed.forget(path)
    return True


def redirect_delete() -> Answer:
    """Forget an old address."""
    path = clean_line(request.form.get("path", ""))[:LONGEST]
    site.changed()
    if not _forgotten(path):
        return keepers.refused([_("This address is not on the list any more.")], "redirect_list")
    return keepers.done(
        "redirect.delete", "redirect", path, _("The address leads nowhere now."), "redirect_list"
    )


def _forgotten(path: str) -> bool:
    """Whether there was such an old address; those of what was taken down are on no list."""
    try:
        return redirects.remove(path)
    except SealedError:
        return False
