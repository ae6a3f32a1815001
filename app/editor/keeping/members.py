"""The members of the Coalition: their list, their names and their regions."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from app.content.keeping import members as kept
from app.content.keeping.members import MemberWords
from app.editor.forms import AtMost, Required, per_language
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, choices, line_field, pick, radio
from app.editor.rendering import render
from app.editor.worklists import typed
from app.i18n import fallbacks
from app.i18n.current import current_language
from app.models import Member

Answer = Response | str
KINDS = {"country": lazy_gettext("Country"), "institution": lazy_gettext("Institution")}


class MemberForm(KeepForm):
    """A member: its name in each language, where it is listed, and since when it counts."""

    # Translators: noun: what sort of story or member it is.
    kind = radio(lazy_gettext("Kind"), default="country", choices=choices(KINDS.items()))
    # Translators: one of the groups into which members are sorted, such as Africa.
    region = pick(lazy_gettext("Region"), choices=lambda: choices(_regions().items()))
    since = line_field(
        lazy_gettext("Member since"),
        description=lazy_gettext(
            "As exactly as it is known: 2021, 2021-12 or 2021-12-02; empty if it is not."
        ),
    )


class NewMemberForm(MemberForm):
    """The same with the code, which never changes afterwards."""

    code = line_field(
        # Translators: a short code: of a member’s country (two letters), or the one that is typed
        # to sign in.
        lazy_gettext("Code"),
        description=lazy_gettext(
            "The two letters of a country, such as IQ, or a short name in Latin letters. Empty: "
            "one is made of the English name."
        ),
        validators=[AtMost(kept.LONGEST_CODE)],
    )


per_language(
    MemberForm,
    "name",
    lambda name: line_field(
        lazy_gettext("Name (%(language)s)", language=name),
        validators=[Required(), AtMost(kept.LONGEST_NAME)],
    ),
)


def _regions() -> dict[str, str]:
    """The titles of the regions by their keys, in their order."""
    code = current_language().code
    return {region.key: fallbacks.said(region.title, code, region.key) for region in kept.regions()}


def member_list() -> str:
    """The members by region."""
    words, regions = typed.words("q"), _regions()
    region, kind = typed.choice("region", regions), typed.choice("kind", KINDS)
    found = kept.found(words, region, kind)
    return render(
        "editor/member_list.html",
        # Translators: the countries and institutions of the Coalition; in menus and headings.
        title=_("Members"),
        shown=keepers.paged(found),
        words=words,
        region=region,
        kind=kind,
        regions=regions,
        kinds=KINDS,
    )


def member_new() -> Answer:
    """A member that is not listed yet."""
    form = keepers.opened(NewMemberForm, {})
    if form.validate_on_submit():
        member = keepers.attempt(form, lambda: kept.add(_typed(form, form.code.data)))
        if member is not None:
            said = _("The member is listed.")
            return keepers.done("member.add", "member", member.code, said, "member_list")
    return render("editor/member_edit.html", title=_("New member"), form=form, member=None)


def member_edit(id: int) -> Answer:
    """A member's names, region and date."""
    member = keepers.row_or_404(Member, id)
    stored = keepers.flat(kept.words_of(member))
    form = keepers.opened(MemberForm, stored)
    fine = form.validate_on_submit() and keepers.unchanged(form, stored)
    if fine and keepers.attempt(form, lambda: kept.save(member, _typed(form, member.code))):
        said = _("The member is kept.")
        return keepers.done("member.edit", "member", member.code, said, "member_list")
    # Translators: a country or institution of the Coalition.
    return render("editor/member_edit.html", title=_("Member"), form=form, member=member)


def _typed(form: Any, code: str) -> MemberWords:
    return MemberWords(
        form.by_language("name"), form.kind.data, form.region.data, form.since.data, code
    )


def member_remove(id: int) -> Response:
    """Take a member from the list."""
    member = keepers.row_or_404(Member, id)
    kept.remove(member)
    said = _("The member is no longer listed.")
    return keepers.done("member.remove", "member", member.code, said, "member_list")
