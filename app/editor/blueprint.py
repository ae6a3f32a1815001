"""Every closed URL of the editors' room, on one page, and who may use it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, NamedTuple

from flask import Blueprint, Flask

from app.accounts.roles import ADMINS, ANYONE, EDITORS, SIGNED_IN, WRITERS
from app.editor import cookies, door, rendering
from app.editor.interruption import interrupted
from app.extensions import csrf

__all__ = ["ADMINS", "ANYONE", "EDITORS", "SIGNED_IN", "URLS", "WRITERS", "Row", "init_app"]

READ = ("GET",)
SEND = ("POST",)
FORM = ("GET", "POST")
# A larger number is no key of any database, and asking for it would be an error there.
ID = "<int(max=2147483647):id>"


class Row(NamedTuple):
    """An address of the desk; `largest` is the most megabytes that may be sent to it."""

    rule: str
    endpoint: str
    view: Callable[..., Any]
    methods: tuple[str, ...]
    who: Collection[str] | None
    largest: int = 2


URLS: tuple[Row, ...] = (
    # the door
    # accounts
    # the desk and lists
    # stories
    # pictures and files
    # what else is kept
    # the site
)


def init_app(app: Flask) -> None:
    """Open the editors' room, behind its door."""
    editor = Blueprint("editor", __name__, url_prefix=cookies.ROOM)
    for row in URLS:
        editor.add_url_rule(
            row.rule, row.endpoint, row.view, methods=list(row.methods), strict_slashes=False
        )
    who = {f"editor.{row.endpoint}": row.who for row in URLS}
    editor.before_request(door.watch(who, interrupted))
    editor.after_request(door.close)
    app.extensions["body_limits"] = {f"editor.{row.endpoint}": row.largest for row in URLS}
    cookies.init_app(app)
    csrf.init_app(app)
    app.jinja_env.globals.update(rendering.TEMPLATE_GLOBALS)
    app.register_blueprint(editor)
