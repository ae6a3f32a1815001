"""What the sample content has, by the first word of the desk's addresses about it."""

from typing import Any

from app.extensions import db
from app.models import (
    SUBJECTS,
    Episode,
    Fact,
    Member,
    Notice,
    Page,
    SocialAccount,
    SocialPost,
    User,
)

SAMPLES: dict[str, Any] = {
    **SUBJECTS,
    "fact": Fact,
    "member": Member,
    "episode": Episode,
    "notice": Notice,
    "social": SocialPost,
    "socialaccount": SocialAccount,
    "page": Page,
    "user": User,
}


def first(kind: str) -> int:
    """The id of the first of a kind."""
    model = SAMPLES[kind]
    return int(db.session.execute(db.select(model.id).order_by(model.id).limit(1)).scalar_one())
