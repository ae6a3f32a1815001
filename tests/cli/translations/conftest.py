"""A small project with one catalog, and the commands as an operator runs them on it."""

import importlib
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from app.i18n import catalogs
from app.i18n.languages import TRANSLATIONS, get
from tests.i18n.conftest import header

# Not `from app.cli import translations`: the package gives that name to the group of commands.
package = importlib.import_module("app.cli.translations")
catalog_commands = importlib.import_module("app.cli.translations.catalogs")
chosen = importlib.import_module("app.cli.translations.chosen")
status = importlib.import_module("app.cli.translations.status")
running = importlib.import_module("app.cli.translations.running")

GOOD = 'msgid "Story"\nmsgstr "قصة"\n'
BAD = 'msgid "Story"\nmsgstr "%(x)s"\n'
UNTRANSLATED = 'msgid "Story"\nmsgstr ""\n'


@pytest.fixture
def po(tmp_path, monkeypatch) -> Path:
    """The Arabic catalog of a small project, on which the commands work."""
    folder, code = tmp_path / "translations", tmp_path / "app"
    code.mkdir()
    (code / "x.py").write_text('_("Story")\n', encoding="utf-8")
    path = catalogs.catalog_path(get("ar"), folder)
    path.parent.mkdir(parents=True)
    path.write_text(header(), encoding="utf-8")
    (folder / "babel.cfg").write_bytes((TRANSLATIONS / "babel.cfg").read_bytes())
    for each in (catalog_commands, chosen, running, status):
        monkeypatch.setattr(each, "TRANSLATIONS", folder)
    monkeypatch.setattr(catalog_commands, "SOURCES", code)
    return path


def run(*words: str) -> Result:
    """The command as the operator runs it, in an application that has nothing else."""
    app = Flask("app")
    app.cli.add_command(package.translations)
    return app.test_cli_runner().invoke(args=["translations", *words])
