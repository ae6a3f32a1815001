"""In which language a story or page was written first: chosen in its form, and shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeGuard

from flask_babel import gettext as _

from app.accounts import roles
from app.content.translation import turning
from app.content.worklists import awaited
from app.editor.door import current_user
from app.editor.keeping.keepers import choices
from app.i18n.bidi import isolate
from app.i18n.current import current_language
from app.i18n.formats import language_name
from app.i18n.languages import public_languages
from app.models import Item

FIELD = turning.FIELD
unwritten = turning.unwritten


def offer(form: Any, item: Item | None) -> None:
    """Fill the list, or leave it out for those who may not choose."""
    if not roles.may_compose(current_user()):
        del form[FIELD]
        return
    codes = [one.code for one in public_languages()]
    if item is not None and item.source_language not in codes:
        codes.append(item.source_language)
    if _begun(item):  # a form that was new when it was opened chose nothing
        form[FIELD].data = form[FIELD].data or item.source_language
    # Translators: a choice under "Written first in": decided when the story is first saved.
    first = [] if _begun(item) else [("", _("The first that has words"))]
    form[FIELD].choices = choices([*first, *((code, language_name(code)) for code in codes)])


def begin(form: Any, item: Item | None) -> None:
    """Show the language that it is now."""
    if FIELD in form:
        form[FIELD].data = item.source_language if _begun(item) else ""


def _begun(item: Item | None) -> TypeGuard[Item]:
    """Whether anything was ever written; of a page that is new nothing was."""
    return item is not None and bool(item.texts)


def chosen(form: Any) -> str:
    """The language that was chosen; "" where none was."""
    return str(form[FIELD].data or "") if FIELD in form else ""


def written(form: Any) -> list[str]:
    """The languages in which a form holds a title or a text, first the one that is the source.

    That is the one that was chosen, else that of the desk.
    """
    codes = [code for code in form.codes() if any(form.typed(code)[n] for n in ("title", "body"))]
    first = (chosen(form), current_language().code)
    return sorted(codes, key=lambda code: (code != first[0], code != first[1]))


def settle(item: Item, form: Any) -> None:
    """Let a page of which nothing is written yet begin with what stands in the form."""
    codes = written(form)
    if not _begun(item) and codes and chosen(form) in ("", codes[0]):
        item.source_language = codes[0]


def turn(item: Item, form: Any, version: int, *, late: bool, autosave: bool) -> tuple[str, str]:
    """Make the language that was chosen the source: (the one before, the new one), or nothing.

    One without words cannot be: what is typed is saved first, then this is asked once more,
    `late`. While somebody still types, it waits. ConflictError and ContentError as turning has
    them, the latter at the field.
    """
    language, before = chosen(form), item.source_language
    if language in ("", before):
        return "", ""
    if not turning.worded(item, language) and not (late and not autosave):
        return "", ""
    user = current_user()
    publishes = roles.may_publish(user)
    turning.turn(item, language, version=version, user_id=user.id, publishes=publishes)
    return before, language


def told(item: Item, turned: tuple[str, str]) -> Iterator[str]:
    """What follows from it that another language is the source now, in sentences."""
    now = turned[1]
    if not now:
        return
    yield _(
        "The other languages are compared with the %(language)s from now on.",
        language=isolate(language_name(now)),
    )
    if awaited.given_out(item, but=now):
        yield _(
            "It is out for translation as a file: what comes back cannot be taken in any more. "
            "Please give it out anew."
        )
