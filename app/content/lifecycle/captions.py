"""The words of a picture in one text, which go before the picture's own."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from app.content.rows import Picture


class Captioned(Protocol):
    """What has words of its own for its picture: a revision, or a row of a list."""

    @property
    def alt(self) -> str:
        """What the picture shows."""

    @property
    def caption(self) -> str:
        """What stands below it."""

    @property
    def credit(self) -> str:
        """Who made it."""


def worded(picture: Picture | None, text: Captioned) -> Picture | None:
    """The picture with the words of this text, where it has any."""
    if picture is None or not (text.alt or text.caption or text.credit):
        return picture
    return replace(
        picture,
        alt=text.alt or picture.alt,
        caption=text.caption or picture.caption,
        credit=text.credit or picture.credit,
    )
