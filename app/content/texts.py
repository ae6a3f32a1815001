"""The life of a text: saved as a working copy, published as a revision, withdrawn, found again.

What readers see is a Publication; what is being worked on is a WorkingCopy. Saving touches only
the second, and only publishing turns one into the other. All of it by one name.
"""

from __future__ import annotations

from app.content.lifecycle.publications import (
    as_it_stood,
    first_published,
    live,
    published,
    story_date,
    text_of,
)
from app.content.lifecycle.publishing import publish, publish_together
from app.content.lifecycle.scheduling import cancel_schedule, take_down, withdraw
from app.content.lifecycle.states import Standing, standing
from app.content.lifecycle.wording import CITING, FIELDS, LONGEST, Words
from app.content.lifecycle.working import discard, latest_words, restore, save, version_of
from app.content.problems import (
    AlreadyPublishedError,
    ConflictError,
    ContentError,
    GoneError,
    TextError,
)

__all__ = [
    "CITING",
    "FIELDS",
    "LONGEST",
    "AlreadyPublishedError",
    "ConflictError",
    "ContentError",
    "GoneError",
    "Standing",
    "TextError",
    "Words",
    "as_it_stood",
    "cancel_schedule",
    "discard",
    "first_published",
    "latest_words",
    "live",
    "publish",
    "publish_together",
    "published",
    "restore",
    "save",
    "standing",
    "story_date",
    "take_down",
    "text_of",
    "version_of",
    "withdraw",
]
