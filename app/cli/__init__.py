"""The operator's room: what `flask` can do beyond Flask's own commands."""

from __future__ import annotations

from app.cli.audit import audit
from app.cli.content import content
from app.cli.facts import facts
from app.cli.prepare import prepare
from app.cli.search import search
from app.cli.static import static
from app.cli.translations import translations
from app.cli.users import group as users

COMMANDS = (audit, content, facts, prepare, search, static, translations, users)
