"""Social posts: text and address pasted, account and language picked, a picture attached."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response
from wtforms import FileField

from app.content.keeping import accounts
from app.content.keeping import social as kept
from app.content.keeping.common import KeepingError
from app.content.keeping.social import PostWords
from app.editor import times
from app.editor.forms import AtMost, Required, languages_named, per_language
from app.editor.keeping import keepers
from app.editor.keeping.keepers import KeepForm, choices, line_field, pick, text_field
from app.editor.rendering import render
from app.editor.store import media, uploads
from app.editor.worklists import typed
from app.extensions import db
from app.i18n.bidi import isolate
from app.i18n.current import current_language
from app.i18n.formats import date, truncate
from app.models import SocialAccount, SocialPost

Answer = Response | str
EXCERPT = 60  # characters of a post in a list to choose from


class Received(NamedTuple):
    """The number of a picture that was sent and kept; or why it was not, by field."""

    number: str = ""
    problems: Mapping[str, Iterable[str]] = MappingProxyType({})


class PostForm(KeepForm):
    """A post as it was published elsewhere."""

    text = text_field(
        lazy_gettext("Text of the post"),
        rows=6,
        validators=[
            Required(lambda: _("Paste the text of the post.")),
            AtMost(kept.LONGEST["text"]),
        ],
    )
    address = line_field(
        lazy_gettext("Address of the post"),
        description=lazy_gettext("As the browser shows it, such as https://x.com/…"),
        validators=[AtMost(kept.LONGEST["address"])],
    )
    language = pick(
        lazy_gettext("Language of the post"), choices=lambda: choices(languages_named().items())
    )
    # Translators: an account on a social network.
    account = pick(lazy_gettext("Account"), choices=lambda: choices(_accounts()))
    same_as = pick(lazy_gettext("It says the same as"), choices=[])
    posted_day = times.day_field(lazy_gettext("Posted on"))
    posted_time = times.time_field(lazy_gettext("Posted at"))
    media_id = line_field(
        lazy_gettext("Number of a picture in the library"),
        description=lazy_gettext("As the list of pictures shows it."),
    )
    picture = FileField(lazy_gettext("A new picture"))


per_language(
    PostForm,
    "alt",
    lambda name: line_field(
        lazy_gettext("What the new picture shows (%(language)s)", language=name),
        validators=[AtMost(500)],
    ),
)


def _accounts() -> list[tuple[str, str]]:
    by_address = ("", _("The one that the address names"))
    return [by_address, *((str(row.id), named(row)) for row, _posts in accounts.all_accounts())]


def named(row: SocialAccount) -> str:
    """An account by its name and network."""
    name = row.name.get(current_language().code) or row.handle
    return f"{isolate(name)} ({isolate(row.network)})"


def social_list() -> str:
    """The posts of the wall, newest first."""
    words, spoken = typed.words("q"), languages_named()
    language = typed.choice("language", spoken)
    owners = {str(row.id): named(row) for row, _posts in accounts.all_accounts()}
    account = typed.choice("account", owners)
    found = kept.found(words, language, int(account) if account else None)
    return render(
        "editor/social_list.html",
        title=_("Social posts"),
        shown=keepers.paged(found),
        words=words,
        tongue=language,
        account=account,
        spoken=spoken,
        owners=owners,
    )


def social_new() -> Answer:
    """A post for the wall."""
    kept_picture = _received()
    form = _form({"language": current_language().code}, None)
    if _fine(form, kept_picture):
        post = keepers.attempt(form, lambda: kept.add(_typed(form, None)))
        if post is not None:
            return _done("social.add", post.id, _("The post is on the wall."))
    return _page(form, _("New social post"), None)


def social_edit(id: int) -> Answer:
    """A post of the wall."""
    kept_picture = _received()  # before the post is held: drawing takes seconds
    post = keepers.row_or_404(SocialPost, id)
    stored = _fields(post)
    form = _form(stored, post)
    fine = _fine(form, kept_picture) and keepers.unchanged(form, stored)
    saved = keepers.attempt(form, lambda: kept.save(post, _typed(form, post))) if fine else None
    if saved is not None:
        return _done("social.edit", post.id, _("The post is kept."))
    return _page(form, _("Social post"), post)


def social_delete(id: int) -> Response:
    """Take a post from the wall."""
    post = keepers.row_or_404(SocialPost, id)
    kept.remove(post)
    return _done("social.delete", id, _("The post is no longer on the wall."))


def _form(fields: dict[str, Any], post: SocialPost | None) -> Any:
    form = keepers.opened(PostForm, fields)
    form.same_as.choices = choices(
        [("", _("none"))] + [(str(one.id), _excerpt(one)) for one in kept.counterparts(post)]
    )
    return form


def _excerpt(post: SocialPost) -> str:
    words = isolate(truncate(" ".join(post.text.split()), EXCERPT))
    which = [isolate(languages_named().get(post.language, post.language)), date(post.posted_at)]
    return f"{current_language().list_separator.join(which)}: {words}"


def _fields(post: SocialPost) -> dict[str, Any]:
    same = kept.siblings(post)
    return {
        "text": post.text,
        "address": post.address,
        "language": post.language,
        "account": str(post.account_id),
        "media_id": str(post.media_id or ""),
        "same_as": str(same[0].id) if same else "",
        **times.values("posted", post.posted_at),
    }


def _typed(form: Any, post: SocialPost | None) -> PostWords:
    """What the form says; KeepingError."""
    before = post.posted_at if post else None
    typed_at = {name: form[name].data for name in ("posted_day", "posted_time")}
    same = before is not None and typed_at == times.values("posted", before)
    return PostWords(
        text=form.text.data,
        language=form.language.data,
        address=form.address.data,
        account_id=int(form.account.data) if form.account.data else None,
        posted_at=before if same else _posted(form),
        media_id=_picture(form),
        same_as=int(form.same_as.data) if form.same_as.data else None,
    )


def _posted(form: Any) -> Any:
    try:
        return times.parse(form.posted_day.data, form.posted_time.data, "12:00")
    except times.MomentError as error:
        raise KeepingError({f"posted_{error.part}": [str(error)]}) from error


def _picture(form: Any) -> int | None:
    """The number of a picture in the library; KeepingError."""
    number = typed.as_number(form.media_id.data)
    if form.media_id.data and number is None:
        raise KeepingError({"media_id": [_("Write the number of a picture, or nothing.")]})
    return number


def _received() -> Received:
    """A picture that was sent, kept by itself: nobody waits for it, and it is not sent again."""
    sent = uploads.sent("picture")
    if request.method != "POST" or not sent:
        return Received()
    form = PostForm()
    alt = form.by_language("alt")
    if not alt:
        say = _("Say in a sentence what the picture shows, for those who cannot see it.")
        return Received(problems={f"alt_{current_language().code}": [say]})
    problems = PostForm()
    picture = uploads.attempt(problems, lambda: media.keep_picture(sent[0], alt=alt), "picture")
    if picture is None:
        return Received(problems=problems.errors)
    db.session.commit()
    return Received(str(picture.id))


def _fine(form: Any, received: Received) -> bool:
    """Whether the form was sent and nothing is wrong with it or with its picture."""
    if received.number:
        form.media_id.data = received.number
    sent = form.validate_on_submit()
    form.refuse(received.problems)
    return sent and not form.refused()


def _page(form: Any, title: str, post: SocialPost | None) -> str:
    return render("editor/social_edit.html", title=title, form=form, post=post)


def _done(action: str, id: int, sentence: str) -> Response:
    return keepers.done(action, "social", id, sentence, "social_list")
