"""The pictures and files that stand in a text, as rows for the page that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup

from app.content.rows import Download, Embedded, Picture
from app.content.store import pictures
from app.content.store.embeds import EMBED, files, ids

IN_BODY = re.compile(rf"<p[^>]*>\s*{EMBED.pattern}\s*</p>|{EMBED.pattern}")
Part = tuple[str, Markup | Picture | Download]


def embedded(texts: Iterable[str], language: str, attached: Iterable[int] = ()) -> Embedded:
    """All that the embeds of `texts` stand for, in two statements at most.

    The files of the ids `attached`, which are offered beside the texts, come with them.
    """
    whole = [text for text in texts if "[[" in text]
    shown = {id for text in whole for id in ids(text, "picture")}
    offered = {id for text in whole for id in ids(text, "file")} | set(attached)
    return Embedded(pictures.pictures(shown, language), files(offered, language))


def parts(body: Markup, found: Embedded) -> list[Part]:
    """`body` cut at its embeds: ("html", …), ("picture", …) and ("file", …), in their order.

    A picture that does not stand alone in its paragraph is left out, as is what is gone.
    """
    pieces: list[Part] = []
    at = 0
    for match in IN_BODY.finditer(body):
        pieces += _html(body[at : match.start()])
        pieces += _alone(match, found) if match[1] else _within(match, found)
        at = match.end()
    return pieces + _html(body[at:])


def _html(text: Markup) -> list[Part]:
    return [("html", text)] if text else []


def _alone(match: re.Match[str], found: Embedded) -> list[Part]:
    """An embed that is a paragraph; of a file the paragraph stays around the link."""
    if match[1] == "picture":
        picture = found.pictures.get(int(match[2]))
        return [("picture", picture)] if picture else []
    file = found.files.get(int(match[2]))
    return [("html", Markup("<p>")), ("file", file), ("html", Markup("</p>"))] if file else []


def _within(match: re.Match[str], found: Embedded) -> list[Part]:
    file = found.files.get(int(match[4])) if match[3] == "file" else None
    return [("file", file)] if file else []
