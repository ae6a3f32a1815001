"""Who may do what at the desk: the roles, and the groups of them that the addresses name."""

from __future__ import annotations

from app.models import User
from app.models.people import ROLES

CONTRIBUTOR, TRANSLATOR, EDITOR, ADMINISTRATOR = ROLES

# Who may use an address. None is anybody at all: the door itself, and links that carry their key.
ANYONE: frozenset[str] | None = None
SIGNED_IN = frozenset(ROLES)
EDITORS = frozenset({EDITOR, ADMINISTRATOR})
TRANSLATORS = frozenset({TRANSLATOR, EDITOR, ADMINISTRATOR})  # who find it in their menu
ADMINS = frozenset({ADMINISTRATOR})
# Contributors and translators write; what they may write is asked text by text (may_write).
WRITERS = SIGNED_IN


def may_write(user: User, language: str) -> bool:
    """Whether `user` may write texts in `language`; translators only in those given to them."""
    return user.role != TRANSLATOR or language in user.languages


def may_compose(user: User) -> bool:
    """Whether `user` chooses what belongs to all languages of a story: its picture, its topic."""
    return user.role != TRANSLATOR


def may_publish(user: User) -> bool:
    """Whether `user` reviews, approves, publishes and withdraws."""
    return user.role in EDITORS
