"""Addresses of the site as they can be opened: rules filled in with what is in the database."""

from __future__ import annotations

import re
from urllib.parse import quote

from werkzeug.routing import Rule

from app.clock import utcnow
from app.extensions import db
from app.i18n.languages import Language
from app.models import Publication

_PLURAL = {"stories": "story", "series": "series", "media": "media", "social": "social_post"}
_VARIABLE = re.compile(r"<(?:\w+(?:\([^)]*\))?:)?(\w+)>")
_BEHIND = re.compile(rf"/([\w-]+)/(?={_VARIABLE.pattern})")


def address(rule: Rule, language: Language) -> str:
    """The address of `rule` with real values; variables for which there is none stay in <>."""
    published = rule.endpoint.startswith("reader.")
    path, known = rule.rule, {"language": language.code, "code": language.code}
    for segment, name in _BEHIND.findall(rule.rule):
        found = known.get(name) or _value(segment, name, language.code, published)
        if found is not None:
            known[name] = quote(str(found))
    return _VARIABLE.sub(lambda match: known.get(match[1], f"<{match[1]}>"), path)


def _value(segment: str, name: str, language: str, published: bool) -> object:
    """What stands for the variable `name` behind `segment`: of the first row of its table."""
    if segment == "stories" and published:
        return _published(language)
    table = db.metadata.tables.get(_PLURAL.get(segment, segment.removesuffix("s")))
    if table is None or not {name, "item_id"} & set(table.columns.keys()):
        return None
    column = table.columns[name if name in table.columns else "item_id"]
    return db.session.execute(db.select(column).order_by(column).limit(1)).scalar()


def _published(language: str) -> object:
    """A story that readers can open in this language."""
    now = utcnow()
    live = db.select(Publication.item_id).where(
        Publication.language == language,
        Publication.type == "story",
        Publication.starts_at <= now,
        db.or_(Publication.ends_at.is_(None), Publication.ends_at > now),
    )
    return db.session.execute(live.order_by(Publication.item_id).limit(1)).scalar()
