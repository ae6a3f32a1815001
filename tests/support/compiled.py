"""What each application of a run would make again: templates, rules, catalogs, SQL.

A run makes thousands of applications of the same code. Nothing here changes what they do: what two
of them would make alike is made for the first, and the others take it.
"""

from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any, ClassVar

from babel.support import NullTranslations
from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy.engine import Dialect, Engine
from werkzeug.routing import Rule

from app.extensions import db
from app.i18n import compiled
from app.i18n.compiled import Signature, signature
from app.i18n.languages import TRANSLATIONS, Language


class Templates(BytecodeCache):
    """The code of templates, by their names and sources."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what another application has compiled."""
        bucket.code = self.kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what this one has compiled."""
        self.kept[bucket.key, bucket.checksum] = bucket.code


class KnownRule(Rule):
    """A rule that takes what the same rule of another application has compiled."""

    kept: ClassVar[dict[tuple[object, ...], dict[str, Any]]] = {}

    def compile(self) -> None:
        """As Rule does; which languages have addresses, one of our converters holds."""
        said = {name: value for name, value in vars(self).items() if name != "map"}
        key = (repr(said), repr(self.map.converters.get("language")))
        if key not in self.kept:
            super().compile()
            self.kept[key] = {n: value for n, value in vars(self).items() if n != "map"}
        vars(self).update(self.kept[key])


TEMPLATES = Templates()
COMPILED: dict[str, tuple[Dialect, Any]] = {}  # by driver: the dialect, what was compiled for it
_read = compiled.read


@cache
def _read_once(
    path: Path, language: Language, _as: Signature
) -> tuple[Signature, NullTranslations]:
    return _read(path, language)


def read(path: Path, language: Language) -> tuple[Signature, NullTranslations]:
    """As compiled.read does; the shipped catalogs, which nobody changes, are read once."""
    state = signature(path)
    if state is None or not path.is_relative_to(TRANSLATIONS):
        return _read(path, language)
    return _read_once(path, language, state)


def share() -> None:
    """Let every application that is made from now on make its rules and catalogs once."""
    Flask.url_rule_class = KnownRule
    compiled.read = read


def share_statements(engine: Engine) -> None:
    """Let `engine` take the SQL that another of its driver has compiled.

    SQLAlchemy looks it up by the statement and the dialect; only private names lead to either.
    """
    own = engine.dialect, engine._compiled_cache  # noqa: SLF001  # as said above
    shared = COMPILED.setdefault(engine.driver, own)
    engine.dialect, engine._compiled_cache = shared  # noqa: SLF001  # as said above
    engine.pool._dialect = engine.dialect  # noqa: SLF001  # as said above


def share_work(app: Flask) -> Flask:
    """`app`, which compiles no template and no statement that another has compiled."""
    app.jinja_env.bytecode_cache = TEMPLATES
    with app.app_context():
        share_statements(db.engine)
    return app
