"""Every closed URL of the editors' room, on one page, and who may use it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from flask import Blueprint, Flask

from app.accounts.roles import ADMINS, ANYONE, EDITORS, SIGNED_IN, TRANSLATOR, WRITERS
from app.config import Settings
from app.content.problems import GoneError
from app.editor import cookies, door, each_language, rendering
from app.editor.keeping import (
    episodes,
    evergreen,
    facts,
    figures,
    members,
    notices,
    redirects,
    site,
    social,
    socialaccounts,
    subjects,
)
from app.editor.people import account, auth, links, log, second_factor, user_actions, users
from app.editor.people.interruption import interrupted
from app.editor.store import choosing, consents, files, media, takedown, taking, videos
from app.editor.translating import (
    beside,
    board,
    deciding,
    giving,
    handouts,
    interface,
    returning,
    suggested,
)
from app.editor.worklists import bulk, desk, lists, replacing
from app.editor.writing import (
    asking,
    autosave,
    history,
    preview,
    publishing,
    reviewing,
    stories,
    withdrawing,
)
from app.extensions import csrf

__all__ = ["ADMINS", "ANYONE", "EDITORS", "SIGNED_IN", "URLS", "WRITERS", "Row", "init_app"]

READ = ("GET",)
SEND = ("POST",)
FORM = ("GET", "POST")
# A larger number is no key of any database, and asking for it would be an error there.
ID = "<int(max=2147483647):id>"
LANGUAGE = "<code>"  # the code of one that is translated into
REVISION = "<int(max=2147483647):revision>"
# Translators translate what there is.
AUTHORS = WRITERS - {TRANSLATOR}


class Row(NamedTuple):
    """An address of the desk; `largest` is the most megabytes that may be sent to it.

    Or the name of the setting that says how many.
    """

    rule: str
    endpoint: str
    view: Callable[..., Any]
    methods: tuple[str, ...]
    who: Collection[str] | None
    largest: int | str = 2


def _subject_rows(kind: str, path: str) -> tuple[Row, ...]:
    """The addresses of topics, campaigns or series: one way for all three."""
    views = subjects.views(kind)
    return (
        Row(path, f"{kind}_list", views["list"], READ, EDITORS),
        Row(f"{path}/new", f"{kind}_new", views["new"], FORM, EDITORS),
        Row(f"{path}/{ID}", f"{kind}_edit", views["edit"], FORM, EDITORS),
        Row(f"{path}/{ID}/move", f"{kind}_move", views["move"], SEND, EDITORS),
        Row(f"{path}/{ID}/remove", f"{kind}_remove", views["remove"], SEND, EDITORS),
    )


URLS: tuple[Row, ...] = (
    # the door
    Row("/sign-in", "sign_in", auth.sign_in, FORM, ANYONE, 8),
    Row("/sign-in/code", "sign_in_code", auth.sign_in_code, FORM, ANYONE, 8),
    Row("/sign-out", "sign_out", auth.sign_out, SEND, SIGNED_IN),
    Row("/language", "language", auth.language, SEND, ANYONE),
    Row("/link/<key>", "link", links.link, FORM, ANYONE),
    Row("/forgotten", "forgotten", links.forgotten, FORM, ANYONE),
    # accounts
    Row("/account", "account", account.account, FORM, SIGNED_IN),
    Row("/account/password", "account_password", account.password, FORM, SIGNED_IN),
    Row("/account/second-factor", "account_second_factor", second_factor.set_up, FORM, SIGNED_IN),
    Row("/account/codes", "account_codes", second_factor.new_codes, FORM, SIGNED_IN),
    Row(
        "/account/second-factor/off",
        "account_second_factor_off",
        second_factor.turn_off,
        FORM,
        SIGNED_IN,
    ),
    Row(f"/account/sessions/{ID}/end", "account_end_session", account.end_session, SEND, SIGNED_IN),
    Row("/account/sessions/end", "account_end_others", account.end_others, SEND, SIGNED_IN),
    Row("/users", "user_list", users.user_list, READ, ADMINS),
    Row("/users/invite", "user_invite", users.user_invite, FORM, ADMINS),
    Row(f"/users/{ID}", "user_edit", users.user_edit, FORM, ADMINS),
    Row(f"/users/{ID}/disable", "user_disable", user_actions.user_disable, SEND, ADMINS),
    Row(f"/users/{ID}/enable", "user_enable", user_actions.user_enable, SEND, ADMINS),
    Row(
        f"/users/{ID}/reset-second-factor",
        "user_reset_second_factor",
        user_actions.user_reset_second_factor,
        SEND,
        ADMINS,
    ),
    Row(f"/users/{ID}/link", "user_link", user_actions.user_link, SEND, ADMINS),
    Row("/log", "audit_log", log.audit_log, READ, ADMINS),
    # the desk and lists
    Row("/", "desk", desk.desk, READ, SIGNED_IN),
    Row("/stories", "story_list", lists.story_list, READ, WRITERS),
    Row("/stories/bulk", "story_bulk", bulk.story_bulk, FORM, EDITORS),
    Row("/replace", "replace", replacing.replace, FORM, EDITORS),
    Row("/replace/apply", "replace_apply", replacing.replace_apply, SEND, EDITORS),
    # stories
    Row("/stories/new", "story_new", stories.story_new, FORM, AUTHORS, "max_picture_mb"),
    Row("/stories/new/autosave", "story_new_autosave", autosave.story_new_autosave, SEND, AUTHORS),
    Row(f"/stories/{ID}", "story_edit", stories.story_edit, FORM, WRITERS, "max_picture_mb"),
    Row(f"/stories/{ID}/autosave", "story_autosave", autosave.story_autosave, SEND, WRITERS),
    Row(f"/stories/{ID}/presence", "story_presence", autosave.story_presence, SEND, WRITERS),
    Row(f"/stories/{ID}/conflict", "story_conflict", stories.story_conflict, FORM, WRITERS),
    Row(f"/stories/{ID}/publish", "story_publish", publishing.story_publish, FORM, EDITORS),
    Row(f"/stories/{ID}/preview/<code>", "story_preview", preview.story_preview, READ, WRITERS),
    Row(f"/stories/{ID}/share", "story_share_preview", preview.story_share_preview, FORM, WRITERS),
    Row("/shared/<token>", "preview_shared", preview.preview_shared, READ, ANYONE),
    Row(f"/stories/{ID}/history", "story_history", history.story_history, READ, WRITERS),
    Row(f"/stories/{ID}/history/{REVISION}", "story_compare", history.story_compare, READ, WRITERS),
    Row(
        f"/stories/{ID}/history/{REVISION}/restore",
        "story_restore",
        history.story_restore,
        SEND,
        WRITERS,
    ),
    Row(f"/stories/{ID}/stood", "story_stood", history.story_stood, READ, WRITERS),
    Row(f"/stories/{ID}/review", "story_review", reviewing.story_review, FORM, WRITERS),
    Row(f"/stories/{ID}/needed/<code>", "text_answer", asking.text_answer, SEND, WRITERS),
    Row(f"/stories/{ID}/comment", "story_comment", reviewing.story_comment, SEND, WRITERS),
    Row(f"/stories/{ID}/withdraw", "story_withdraw", withdrawing.story_withdraw, FORM, EDITORS),
    Row(f"/stories/{ID}/discard", "story_discard", withdrawing.story_discard, FORM, WRITERS),
    Row(
        f"/stories/{ID}/cancel-schedule",
        "story_cancel_schedule",
        withdrawing.story_cancel_schedule,
        FORM,
        EDITORS,
    ),
    # translating
    Row("/translations", "translations", board.translations, READ, WRITERS),
    Row(f"/translations/{LANGUAGE}", "translation_list", board.translation_list, READ, WRITERS),
    Row(
        f"/translations/{LANGUAGE}/interface",
        "translation_interface",
        interface.translation_interface,
        READ,
        WRITERS,
    ),
    Row(
        f"/translations/{LANGUAGE}/checks",
        "translation_checks",
        board.translation_checks,
        READ,
        WRITERS,
    ),
    Row(f"/translations/{LANGUAGE}/out", "translation_out", handouts.listed, READ, WRITERS),
    Row(
        f"/translations/{LANGUAGE}/download",
        "translation_download",
        giving.translation_download,
        FORM,
        WRITERS,
    ),
    Row(
        f"/translations/{LANGUAGE}/upload",
        "translation_upload",
        returning.translation_upload,
        FORM,
        WRITERS,
        8,
    ),
    Row(
        f"/translations/{LANGUAGE}/suggestions",
        "translation_suggestions",
        suggested.translation_suggestions,
        READ,
        WRITERS,
    ),
    Row(
        f"/translations/suggestions/{ID}",
        "suggestion_decide",
        deciding.suggestion_decide,
        FORM,
        WRITERS,
    ),
    Row(f"/translations/out/{ID}/close", "translation_close", handouts.close, SEND, EDITORS),
    Row(
        f"/stories/{ID}/translate/{LANGUAGE}",
        "translate_text",
        beside.translate_text,
        FORM,
        WRITERS,
    ),
    Row(
        f"/stories/{ID}/translate/{LANGUAGE}/autosave",
        "translate_autosave",
        beside.translate_autosave,
        SEND,
        WRITERS,
    ),
    Row(
        f"/stories/{ID}/translate/{LANGUAGE}/earlier",
        "translate_earlier",
        beside.translate_earlier,
        READ,
        WRITERS,
    ),
    Row(
        f"/stories/{ID}/translate/{LANGUAGE}/check",
        "translate_check",
        beside.translate_check,
        SEND,
        WRITERS,
    ),
    # pictures and files
    Row("/media", "media_list", media.media_list, READ, WRITERS),
    Row("/media/add", "media_add", media.media_add, FORM, WRITERS, "max_picture_mb"),
    Row("/media/choose.json", "media_choose", choosing.media_choose, READ, WRITERS),
    Row("/media/add.json", "media_add_json", media.media_add_json, SEND, WRITERS, "max_picture_mb"),
    Row(f"/media/{ID}", "media_edit", media.media_edit, FORM, EDITORS),
    Row(f"/media/{ID}/delete", "media_delete", media.media_delete, SEND, EDITORS),
    Row(f"/media/{ID}/consent", "consent_add", consents.consent_add, FORM, EDITORS),
    Row(f"/consents/{ID}/remove", "consent_remove", consents.consent_remove, SEND, EDITORS),
    Row("/files", "file_list", files.file_list, READ, WRITERS),
    Row("/files/add", "file_add", files.file_add, FORM, EDITORS, "max_picture_mb"),
    Row(f"/files/{ID}", "file_edit", files.file_edit, FORM, EDITORS),
    Row(
        f"/files/{ID}/version", "file_version", files.file_version, SEND, EDITORS, "max_picture_mb"
    ),
    Row(f"/files/{ID}/versions/<int:number>", "file_older", files.file_older, READ, EDITORS),
    Row(f"/files/{ID}/delete", "file_delete", files.file_delete, SEND, EDITORS),
    Row("/videos", "video_list", videos.video_list, READ, WRITERS),
    Row("/videos/add", "video_add", videos.video_add, FORM, EDITORS, "max_video_mb"),
    Row(f"/videos/{ID}", "video_edit", videos.video_edit, FORM, EDITORS, "max_picture_mb"),
    Row(
        f"/videos/{ID}/captions/<code>/remove",
        "video_drop_captions",
        videos.video_drop_captions,
        SEND,
        EDITORS,
    ),
    Row(f"/videos/{ID}/delete", "video_delete", videos.video_delete, SEND, EDITORS),
    Row(f"/take-down/<subject>/{ID}", "takedown_confirm", takedown.takedown_confirm, FORM, EDITORS),
    Row("/take-down", "takedown_list", takedown.takedown_list, READ, EDITORS),
    Row("/take-down/done", "takedown_done", takedown.takedown_done, READ, EDITORS),
    # what else is kept
    Row("/facts", "fact_list", facts.fact_list, READ, EDITORS),
    Row("/facts/new", "fact_new", facts.fact_new, FORM, EDITORS),
    Row(f"/facts/{ID}", "fact_edit", facts.fact_edit, FORM, EDITORS),
    Row(f"/facts/{ID}/figure", "fact_figure", figures.fact_figure, FORM, EDITORS),
    Row(f"/facts/{ID}/move", "fact_move", facts.fact_move, SEND, EDITORS),
    Row("/members", "member_list", members.member_list, READ, EDITORS),
    Row("/members/new", "member_new", members.member_new, FORM, EDITORS),
    Row(f"/members/{ID}", "member_edit", members.member_edit, FORM, EDITORS),
    Row(f"/members/{ID}/remove", "member_remove", members.member_remove, SEND, EDITORS),
    *_subject_rows("topic", "/topics"),
    *_subject_rows("campaign", "/campaigns"),
    *_subject_rows("series", "/series"),
    Row(f"/series/{ID}/episodes/new", "episode_new", episodes.episode_new, FORM, EDITORS),
    Row(f"/episodes/{ID}", "episode_edit", episodes.episode_edit, FORM, EDITORS),
    Row(f"/episodes/{ID}/remove", "episode_remove", episodes.episode_remove, SEND, EDITORS),
    Row("/notices", "notice_list", notices.notice_list, READ, EDITORS),
    Row("/notices/new", "notice_new", notices.notice_new, FORM, EDITORS),
    Row(f"/notices/{ID}", "notice_edit", notices.notice_edit, FORM, EDITORS),
    Row(f"/notices/{ID}/end", "notice_end", notices.notice_end, SEND, EDITORS),
    Row("/social", "social_list", social.social_list, READ, EDITORS),
    Row("/social/new", "social_new", social.social_new, FORM, EDITORS, "max_picture_mb"),
    Row(f"/social/{ID}", "social_edit", social.social_edit, FORM, EDITORS, "max_picture_mb"),
    Row(f"/social/{ID}/delete", "social_delete", social.social_delete, SEND, EDITORS),
    Row("/social/accounts", "socialaccount_list", socialaccounts.account_list, READ, EDITORS),
    Row("/social/accounts/new", "socialaccount_new", socialaccounts.account_new, FORM, EDITORS),
    Row(f"/social/accounts/{ID}", "socialaccount_edit", socialaccounts.account_edit, FORM, EDITORS),
    Row(
        f"/social/accounts/{ID}/remove",
        "socialaccount_remove",
        socialaccounts.account_remove,
        SEND,
        EDITORS,
    ),
    # the site
    Row("/more", "more", site.more, READ, EDITORS),
    Row("/pages", "page_list", evergreen.page_list, READ, EDITORS),
    Row("/pages/new", "page_new", evergreen.page_new, FORM, EDITORS),
    Row("/pages/order", "page_order", evergreen.page_order, READ, EDITORS),
    Row(f"/pages/{ID}", "page_edit", evergreen.page_edit, FORM, WRITERS),
    Row(f"/pages/{ID}/autosave", "page_autosave", evergreen.page_autosave, SEND, WRITERS),
    Row(f"/pages/{ID}/place", "page_place", evergreen.page_place, FORM, EDITORS),
    Row(f"/pages/{ID}/move/<where>", "page_move", evergreen.page_move, SEND, EDITORS),
    Row("/lead", "lead", site.lead, FORM, EDITORS),
    Row("/passages/<key>", "passage_edit", site.passage_edit, FORM, EDITORS),
    Row("/redirects", "redirect_list", redirects.redirect_list, READ, EDITORS),
    Row("/redirects/add", "redirect_add", redirects.redirect_add, SEND, EDITORS),
    Row("/redirects/delete", "redirect_delete", redirects.redirect_delete, SEND, EDITORS),
)


def init_app(app: Flask) -> None:
    """Open the editors' room, behind its door."""
    editor = Blueprint("editor", __name__, url_prefix=cookies.ROOM)
    for row in URLS:
        editor.add_url_rule(
            row.rule, row.endpoint, row.view, methods=list(row.methods), strict_slashes=False
        )
    who = {f"editor.{row.endpoint}": row.who for row in URLS}
    app.extensions["desk_roles"] = who
    editor.before_request(door.watch(who, interrupted))
    editor.after_request(door.close)
    editor.register_error_handler(GoneError, taking.gone)
    app.extensions["body_limits"] = {
        f"editor.{row.endpoint}": _megabytes(row, app.config["SETTINGS"]) for row in URLS
    }
    each_language.give()
    cookies.init_app(app)
    csrf.init_app(app)
    app.jinja_env.globals.update(rendering.TEMPLATE_GLOBALS)
    app.register_blueprint(editor)


def _megabytes(row: Row, settings: Settings) -> int:
    """The most that may be sent; a file of the allowed size comes with a little around it."""
    if isinstance(row.largest, int):
        return row.largest
    allowed: int = getattr(settings, row.largest)
    return allowed + 1
