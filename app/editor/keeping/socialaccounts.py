"""The social accounts whose posts the wall keeps."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from app.content.keeping import accounts as kept
from app.content.keeping.accounts import AccountWords
from app.content.keeping.common import KeepingError
from app.editor.forms import AtMost, Required, per_language
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, choices, line_field, pick
from app.editor.rendering import render
from app.models import SocialAccount

Answer = Response | str


class AccountForm(KeepForm):
    """An account: what it is called here, and where it is."""

    network = pick(lazy_gettext("Network"), choices=[])
    handle = line_field(
        lazy_gettext("Account name"),
        description=lazy_gettext("As the network writes it, such as @example."),
        validators=[Required(), AtMost(kept.LONGEST_HANDLE)],
    )


per_language(
    AccountForm,
    "name",
    lambda name: line_field(
        lazy_gettext("Shown as (%(language)s)", language=name),
        validators=[AtMost(kept.LONGEST_NAME)],
    ),
)


def account_list() -> str:
    """Every account, with the number of its posts."""
    return render(
        "editor/socialaccount_list.html", title=_("Social accounts"), rows=kept.all_accounts()
    )


def account_new() -> Answer:
    """An account whose posts will be kept."""
    form = _form({}, None)
    if form.validate_on_submit():
        row = keepers.attempt(form, lambda: kept.add(_typed(form)))
        if row is not None:
            return _done("account.add", row.id, _("The account is kept."))
    return _page(form, _("New social account"), None)


def account_edit(id: int) -> Answer:
    """What an account is called here."""
    row = keepers.row_or_404(SocialAccount, id)
    stored = keepers.flat(kept.words_of(row))
    form = _form(stored, row)
    fine = form.validate_on_submit() and keepers.unchanged(form, stored)
    if fine and keepers.attempt(form, lambda: kept.save(row, _typed(form))):
        return _done("account.edit", row.id, _("The account is kept."))
    return _page(form, _("Social account"), row)


def account_remove(id: int) -> Response:
    """Delete an account that has no posts."""
    row = keepers.row_or_404(SocialAccount, id)
    try:
        kept.remove(row)
    except KeepingError as error:
        sentences = [_("It was not deleted, because it is used."), *error.problems[""]]
        return keepers.refused(sentences, "socialaccount_edit", id=id)
    return _done("account.remove", id, _("The account is deleted."))


def _form(fields: dict[str, Any], row: SocialAccount | None) -> Any:
    form = keepers.opened(AccountForm, fields)
    form.network.choices = choices((name, name) for name in kept.networks_for(row))
    return form


def _typed(form: Any) -> AccountWords:
    return AccountWords(form.by_language("name"), form.handle.data, form.network.data)


def _page(form: Any, title: str, row: SocialAccount | None) -> str:
    return render("editor/socialaccount_edit.html", title=title, form=form, row=row)


def _done(action: str, id: int, sentence: str) -> Response:
    return keepers.done(f"social-{action}", "social-account", id, sentence, "socialaccount_list")
