"""What each application of a run would make again: templates, rules of addresses, the catalogs.

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
from werkzeug.routing import Rule

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


def share_templates(app: Flask) -> Flask:
    """`app`, which compiles its templates once."""
    app.jinja_env.bytecode_cache = TEMPLATES
    return app
